package demoportal

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

const (
	accessLife  = 5 * time.Minute
	sessionLife = 12 * time.Hour
	// accessKept is how many access tokens of one session are remembered, to tell an expired one from a strange one.
	accessKept = 8
)

// grant is an agent's session. Tokens are kept as hashes.
type grant struct {
	ID        string        `json:"id"`
	Login     string        `json:"login"`
	ExpiresAt time.Time     `json:"expiresAt"`
	Access    []accessToken `json:"access"`
	Refresh   string        `json:"refresh"`
	// Used are refresh tokens that were rotated away. Whoever shows one has stolen it, or been stolen from.
	Used  []string `json:"used,omitempty"`
	Ended bool     `json:"ended,omitempty"`
}

type accessToken struct {
	Hash  string    `json:"hash"`
	Until time.Time `json:"until"`
}

func (g *grant) alive(now time.Time) bool { return !g.Ended && now.Before(g.ExpiresAt) }

func (g *grant) clone() *grant {
	changed := *g
	changed.Access, changed.Used = slices.Clone(g.Access), slices.Clone(g.Used)
	return &changed
}

// rotate gives the session new tokens; the refresh token that was good is used up.
func (g *grant) rotate(now time.Time) client.Tokens {
	// 130 random bits each, crypto/rand.
	tokens := client.Tokens{Access: rand.Text(), Refresh: rand.Text()}
	if g.Refresh != "" {
		g.Used = append(g.Used, g.Refresh)
	}
	g.Refresh = digest("refresh", tokens.Refresh)
	g.Access = append(g.Access, accessToken{Hash: digest("access", tokens.Access), Until: now.Add(accessLife)})
	if excess := len(g.Access) - accessKept; excess > 0 {
		g.Access = g.Access[excess:]
	}
	return tokens
}

func (g *grant) tokens() []string {
	if g.Ended {
		return nil
	}
	all := append([]string{g.Refresh}, g.Used...)
	for _, token := range g.Access {
		all = append(all, token.Hash)
	}
	return all
}

func (p *portal) grantInstalled(id string, before, row *grant) {
	if before != nil {
		for _, token := range before.tokens() {
			delete(p.lists.tokens, token)
		}
	}
	for _, token := range row.tokens() {
		p.lists.tokens[token] = id
	}
}

// authenticate finds out who asks. Open endpoints ask nobody.
func (p *portal) authenticate(x *exchange) error {
	if x.endpoint.open {
		return nil
	}
	token, found := strings.CutPrefix(x.request.Header.Get("Authorization"), "Bearer ")
	if !found {
		return refuse("session-ended")
	}
	hash := digest("access", token)
	g := p.tables.grants.rows[p.lists.tokens[hash]]
	if g == nil || !g.alive(x.now) {
		return refuse("session-ended")
	}
	at := slices.IndexFunc(g.Access, func(a accessToken) bool { return a.Hash == hash })
	if at < 0 {
		return refuse("session-ended")
	}
	if !x.now.Before(g.Access[at].Until) {
		return refuse("token-expired")
	}
	x.grant, x.agent = g, p.agentNow(g.Login)
	return nil
}

// agentNow is the agent with the role that counts now.
func (p *portal) agentNow(login string) *agent {
	current := *p.agents[login]
	current.Role = p.faults.role(current.Agent)
	return &current
}

func (s *Server) expireAccess() {
	err := s.portal.update(func(t *tx, now time.Time) error {
		for id, g := range s.portal.tables.grants.rows {
			changed := g.clone()
			for i := range changed.Access {
				changed.Access[i].Until = now
			}
			put(t, s.portal.tables.grants, id, changed)
		}
		return nil
	})
	if err != nil {
		s.portal.log.Error("demo portal could not expire access tokens", "error", err)
	}
}
