package setup_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/signin/setup"
	"portaldesk/ui/uitest"
)

// world is the set-up in a window, over an installation whose servers answer as the test decides: which of them a profile
// leads to, and what they say, is what the set-up is about.
type world struct {
	*uitest.Window
	t         *testing.T
	workplace *app.Workplace
	setup     *setup.Setup
	options   setup.Options
	server    *server
	ticker    *uitest.Clock
	now       time.Time

	dialled  profile.Profile // the last one
	saved    []profile.Profile
	browsed  []string
	canceled int
	raised   int
}

// server is what stands at the address. Behind it is a demo portal, which answers what the test says nothing about.
type server struct {
	client.Portal
	about  client.About
	fields client.FieldReport
	// signIn stands in the way of signing in.
	signIn func(context.Context, client.Credentials) error
	tokens client.TokenKeeper
	gave   client.Credentials
	// calls is how the server of the calls answers, nil for nothing at all: then the agent may not read them.
	calls func() error
}

func (s *server) Calls(context.Context, client.CallQuery) (client.Page[client.Call], error) {
	return client.Page[client.Call]{}, s.calls()
}

func (s *server) About(context.Context) (client.About, error) { return s.about, nil }

func (s *server) SignIn(ctx context.Context, c client.Credentials) (client.Session, error) {
	s.gave = c
	if s.signIn != nil {
		if err := s.signIn(ctx, c); err != nil {
			return client.Session{}, err
		}
	}
	agent := client.Agent{ID: "a", Login: "mortiz", Name: "M. Ortiz"}
	may := []client.Ability{client.ResetByLink, client.ShowsMail}
	if s.calls != nil {
		may = append(may, client.ReadsCalls, client.KeepsCalls)
	}
	return client.Session{Agent: agent, Permissions: may, ExpiresAt: time.Now().Add(time.Hour)}, s.tokens.Keep(client.Tokens{Access: "a token"})
}

func (s *server) Search(context.Context, client.Query) (client.Page[client.AccountRow], error) {
	return client.Page[client.AccountRow]{}, nil
}

func (s *server) SignOut(context.Context) error { return s.tokens.Forget() }

func (s *server) Fields(context.Context) (client.FieldReport, error) { return s.fields, nil }

func newWorld(t *testing.T, change ...func(*setup.Options)) *world {
	t.Helper()
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 1})
	w := &world{t: t, workplace: clinic.Workplace, ticker: &uitest.Clock{}, now: time.Date(2026, 3, 9, 15, 0, 0, 0, time.UTC),
		server: &server{about: client.About{Name: "Patients", Server: "Keycloak 26.7.3", Abilities: map[client.Ability]client.Offer{
			client.ResetByLink:    {Offered: true},
			client.UnlocksAccount: {Offered: true},
			client.ShowsMail:      {Reason: "It keeps no mail.", WayAround: "Ask the patient."},
		}, Verification: client.VerificationPolicy{ByDesk: true}}}}
	w.workplace.Dial = w.dial
	uitest.App(t)
	w.options = setup.Options{Surroundings: w.surroundings(), Workplace: w.workplace, Log: slog.New(slog.DiscardHandler),
		Keep: w.workplace.Profiles.Save, Saved: func(p profile.Profile) { w.saved = append(w.saved, p) },
		Guides: []setup.Guide{{Name: "mychart", Title: "MyChart"}, {Name: "followmyhealth", Title: "FollowMyHealth"}},
		Cancel: func() { w.canceled++ }}
	for _, c := range change {
		c(&w.options)
	}
	w.setup = setup.New(w.options)
	w.Window = uitest.Open(t, w.setup.Content(), 1000, 900)
	w.setup.Start()
	return w
}

func (w *world) dial(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	w.dialled, w.server.tokens = p, tokens
	return w.server, nil
}

func (w *world) surroundings() access.Surroundings {
	return access.Surroundings{Runner: parts.Inline{Context: w.t.Context()}, Ticker: w.ticker,
		Now: func() time.Time { return w.now }, OnScreen: func(do func()) { do() }, Copy: func(string) {}, Raise: func() { w.raised++ },
		Browse: func(address string) error {
			w.browsed = append(w.browsed, address)
			return nil
		}}
}

// chooses goes to the entries of a kind: the list has the focus, and the kind is so many rows down.
func (w *world) chooses(kind string) {
	w.t.Helper()
	for _, each := range profile.Kinds() {
		if each == kind {
			w.Press("Return")
			return
		}
		w.Press("Down")
	}
	w.t.Fatalf("there is no kind %q", kind)
}

// keeps says whether the keyring holds a session of the last profile that was dialled.
func (w *world) keeps() bool {
	w.t.Helper()
	held, err := secret.Tokens(w.workplace.Ring, w.dialled.ID).Tokens()
	if err != nil {
		w.t.Fatal(err)
	}
	return held != (client.Tokens{})
}
