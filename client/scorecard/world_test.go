package scorecard_test

import (
	"bytes"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest/demotest"
	"portaldesk/client/scorecard"
)

// ticking is a clock that goes on by ten milliseconds each time somebody looks, so that what is measured is always the same.
type ticking struct {
	mu  sync.Mutex
	now time.Time
}

func (c *ticking) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(10 * time.Millisecond)
	return c.now
}

// subject is the demo portal as `portaldesk check` looks at it, nobody signed in.
func subject(demo *demotest.Demo) scorecard.Subject {
	clock := &ticking{now: time.Now()}
	return scorecard.Subject{
		Kind: "adminapi", Transport: demo.Config(), Maker: "portaldesk test", Now: clock.Now,
		Connect: func(keeper client.TokenKeeper) (client.Portal, error) { return adminapi.New(demo.Config(), keeper) },
	}
}

// signIn signs the agent of a role in for the look.
func signIn(t *testing.T, demo *demotest.Demo, s *scorecard.Subject, role client.Role) {
	t.Helper()
	keeper := &demotest.Keeper{}
	portal, err := s.Connect(keeper)
	if err != nil {
		t.Fatal(err)
	}
	for _, agent := range demo.Agents() {
		if agent.Role != role {
			continue
		}
		credentials := client.Credentials{Login: agent.Login, Password: agent.Password}
		if agent.TOTPSecret != "" {
			if credentials.OneTimeCode, err = totp.GenerateCode(agent.TOTPSecret, demo.Now()); err != nil {
				t.Fatal(err)
			}
		}
		session, err := portal.SignIn(t.Context(), credentials)
		if err != nil {
			t.Fatal(err)
		}
		s.Session = &scorecard.Session{
			Portal: portal, Session: session, Way: client.SignInPassword,
			AskedCode: agent.TOTPSecret != "", Tokens: keeper.Tokens,
		}
	}
}

func start(t *testing.T, without map[client.Ability]client.Offer) *demotest.Demo {
	t.Helper()
	return demotest.Start(t, demoportal.Options{Accounts: 1600, Without: without})
}

func made(t *testing.T, s scorecard.Subject) scorecard.Card {
	t.Helper()
	card, err := scorecard.Make(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

// line finds an answer by its id.
func line(t *testing.T, card scorecard.Card, id string) scorecard.Line {
	t.Helper()
	for _, section := range card.Sections {
		for _, line := range section.Lines {
			if line.ID == id {
				return line
			}
		}
	}
	t.Fatalf("the card does not answer %q", id)
	return scorecard.Line{}
}

func text(t *testing.T, card scorecard.Card) string {
	t.Helper()
	var out bytes.Buffer
	if err := card.Text(&out, false); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
