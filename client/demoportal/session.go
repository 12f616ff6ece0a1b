package demoportal

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/pquerna/otp/totp"

	"portaldesk/client"
)

// signInAnswer is what opening and refreshing a session answers.
type signInAnswer struct {
	Tokens                 client.Tokens  `json:"tokens"`
	AccessExpiresInSeconds int            `json:"accessExpiresInSeconds"`
	Session                client.Session `json:"session"`
}

func signIn(x *exchange) (reply, error) {
	var credentials client.Credentials
	if err := x.decode(&credentials); err != nil {
		return reply{}, err
	}
	login := loginKey(credentials.Login)
	if err := x.unthrottled(login); err != nil {
		return reply{}, err
	}
	who := x.portal.agents[login]
	refusal := who.check(credentials, x.now)
	if refusal != nil {
		if refusal.code != "one-time-code-required" {
			x.wrongEntry(login)
		}
		x.auditSignIn(who, refusal)
		return reply{}, refusal
	}
	x.rightEntry(login)
	x.agent = x.portal.agentNow(login)
	x.auditSignIn(who, nil)
	g := &grant{ID: newID(), Login: login, ExpiresAt: x.now.Add(sessionLife)}
	return x.renewed(g), nil
}

// check answers nil when it is this agent. An agent that is not there takes as long as one that is.
func (a *agent) check(credentials client.Credentials, now time.Time) *problem {
	if a == nil {
		nobody := hashed{Salt: "nobody"}
		nobody.matches(credentials.Password)
		return refuse("credentials-wrong")
	}
	if !a.password.matches(credentials.Password) {
		return refuse("credentials-wrong")
	}
	if a.totpSecret == "" {
		return nil
	}
	if credentials.OneTimeCode == "" {
		return refuse("one-time-code-required")
	}
	if valid, err := totp.ValidateCustom(credentials.OneTimeCode, a.totpSecret, now, totpOptions); err != nil || !valid {
		return refuse("one-time-code-wrong")
	}
	return nil
}

// renewed gives the session new tokens and answers them.
func (x *exchange) renewed(g *grant) reply {
	tokens := g.rotate(x.now)
	put(x.tx, x.portal.tables.grants, g.ID, g)
	return ok(signInAnswer{
		Tokens: tokens, AccessExpiresInSeconds: int(accessLife.Seconds()), Session: x.portal.session(g),
	})
}

func (p *portal) session(g *grant) client.Session {
	who := p.agentNow(g.Login)
	return client.Session{
		Agent:       p.agents[g.Login].Agent,
		Permissions: append([]client.Ability{}, rolePermissions[who.Role]...),
		ExpiresAt:   g.ExpiresAt,
	}
}

func getSession(x *exchange) (reply, error) { return ok(x.portal.session(x.grant)), nil }

func refreshSession(x *exchange) (reply, error) {
	var body struct {
		Refresh string `json:"refresh"`
	}
	if err := x.decode(&body); err != nil {
		return reply{}, err
	}
	hash := digest("refresh", body.Refresh)
	g := get(x.tx, x.portal.tables.grants, x.portal.lists.tokens[hash])
	if g == nil || !g.alive(x.now) {
		return reply{}, refuse("session-ended")
	}
	x.agent = x.portal.agentNow(g.Login)
	changed := g.clone()
	if slices.Contains(g.Used, hash) {
		changed.Ended = true
		put(x.tx, x.portal.tables.grants, g.ID, changed)
		x.audited(refuse("session-ended"), "", "")
		return reply{}, refuse("session-ended")
	}
	if g.Refresh != hash {
		return reply{}, refuse("session-ended")
	}
	return x.renewed(changed), nil
}

func reauthenticate(x *exchange) (reply, error) {
	var body struct {
		Password string `json:"password"`
	}
	if err := x.decode(&body); err != nil {
		return reply{}, err
	}
	if err := x.unthrottled(x.grant.Login); err != nil {
		return reply{}, err
	}
	if !x.agent.password.matches(body.Password) {
		x.wrongEntry(x.grant.Login)
		x.audited(refuse("credentials-wrong"), "", "")
		return reply{}, refuse("credentials-wrong")
	}
	x.rightEntry(x.grant.Login)
	x.audited(nil, "", "")
	return reply{status: http.StatusNoContent}, nil
}

// signOut ends the session. It authenticates by itself, because a session that has ended already is fine too.
func signOut(x *exchange) (reply, error) {
	err := x.portal.authenticateEnding(x)
	if err != nil {
		return reply{}, err
	}
	if x.grant != nil {
		changed := x.grant.clone()
		changed.Ended = true
		put(x.tx, x.portal.tables.grants, changed.ID, changed)
		x.audited(nil, "", "")
	}
	return reply{status: http.StatusNoContent}, nil
}

// authenticateEnding takes a session that has ended for nobody. An access token that merely expired still ends its
// session.
func (p *portal) authenticateEnding(x *exchange) error {
	secured := *x
	secured.endpoint.open = false
	err := p.authenticate(&secured)
	x.agent, x.grant = secured.agent, secured.grant
	if refusal, is := errors.AsType[*problem](err); is && refusal.code == "session-ended" {
		return nil
	}
	return err
}
