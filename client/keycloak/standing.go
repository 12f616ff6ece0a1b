package keycloak

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
	"portaldesk/client/signing"
)

// standing is what an agent may do in a realm, and what the realm has switched on. It is not read from her token, which
// may be an opaque or a lightweight one, and knows nothing of fine-grained permissions: the server is asked.
type standing struct {
	agent client.Agent
	// views: she may look up accounts. access is what she may do with one of them.
	views  bool
	access map[string]bool
	// events is nil where she may not read them.
	events *eventsConfig
	realm  realm
	// loginIDFixed: the realm's user profile shows login IDs as read-only.
	loginIDFixed bool
	// mailOff: the realm was found to have no mail server.
	mailOff bool
	fields  client.FieldMap
	readAt  time.Time
}

const (
	mayManage = "manage"
	mayReset  = "resetPassword"
)

// probe asks the server. What is forbidden is an answer too.
func (c *Client) probe(ctx context.Context, op string, identity signing.Identity) (standing, error) {
	s := standing{agent: client.Agent{ID: identity.Subject, Login: identity.Login, Name: identity.Name}, readAt: c.clock.now()}
	var config eventsConfig
	var described metadata
	eventsRead, profileRead := false, false
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error { return allowed(c.get(reading, op, nil, nil, &s.realm), nil) })
	group.Go(func() error {
		return allowed(c.get(reading, op, []string{"events", "config"}, nil, &config), &eventsRead)
	})
	group.Go(func() error {
		return allowed(c.get(reading, op, []string{"users", "profile", "metadata"}, nil, &described), &profileRead)
	})
	group.Go(func() error { return c.sample(reading, op, &s) })
	if err := group.Wait(); err != nil {
		return standing{}, err
	}
	if eventsRead {
		s.events = &config
	}
	s.fields = c.fieldsBy(described)
	s.agent.Role = s.role()
	return s, nil
}

// allowed says whether a question was allowed; that it was not is no error.
func allowed(err error, was *bool) error {
	if client.KindOf(err) == client.Forbidden || client.KindOf(err) == client.NotFound && client.CodeOf(err) == "" {
		return nil
	}
	if was != nil {
		*was = err == nil
	}
	return err
}

// samples is how many accounts are looked at to learn how dates and numbers are written here.
const samples = 20

// sample looks at some accounts, and at one of them closely: only there the server says what the agent may do.
func (c *Client) sample(ctx context.Context, op string, s *standing) error {
	var some []user
	query := url.Values{"briefRepresentation": {"false"}, "max": {strconv.Itoa(samples)}}
	if err := allowed(c.get(ctx, op, []string{"users"}, query, &some), &s.views); err != nil || len(some) == 0 {
		return err
	}
	s.views = true
	for _, u := range some {
		c.forms.learn(u)
	}
	one := someoneElse(some, s.agent.ID)
	closely := url.Values{"userProfileMetadata": {"true"}}
	if err := c.get(ctx, op, []string{"users", one.ID}, closely, &one); err != nil {
		return allowed(err, nil)
	}
	s.access = one.Access
	s.loginIDFixed = one.Metadata.readOnly("username")
	return nil
}

// someoneElse is an account that is not the agent's own, if there is one.
func someoneElse(some []user, agent string) user {
	last := some[len(some)-1]
	if last.ID == agent {
		return some[0]
	}
	return last
}

func (m *metadata) readOnly(name string) bool {
	if m == nil {
		return false
	}
	for _, a := range m.Attributes {
		if a.Name == name {
			return a.ReadOnly
		}
	}
	return false
}

// permissions is what the agent may do, in the desk's words.
func (s standing) permissions() []client.Ability {
	var may []client.Ability
	if s.views {
		may = append(may, client.ShowsSessions)
	}
	if s.events != nil {
		may = append(may, client.ShowsSignIns, client.ShowsMail)
	}
	if s.access[mayReset] {
		may = append(may, client.ResetByTemporary)
	}
	if s.access[mayManage] {
		may = append(may, client.ResetByLink, client.ChangesLoginID, client.ActivatesAccount, client.DeactivatesIt,
			client.UnlocksAccount, client.EndsSessions, client.ResendsInvitation, client.CorrectsContact)
	}
	return may
}

func (s standing) role() client.Role {
	switch {
	case s.access[mayManage] && s.events != nil:
		return client.RoleSupervisor
	case s.access[mayManage]:
		return client.RoleSenior
	case s.access[mayReset]:
		return client.RoleAgent
	default:
		return client.RoleAuditor
	}
}
