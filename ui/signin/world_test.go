package signin_test

import (
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client/demoportal"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/uitest"
)

// world is a demo portal, an installation that reaches it over HTTPS, and the screen in a window.
type world struct {
	t         *testing.T
	clinic    *apptest.Clinic
	portal    *demoportal.Server
	workplace *app.Workplace
	caFile    string
	*uitest.Window
	screen *signin.Screen
	ticker *uitest.Clock
	opened []*app.Desk
	now    func() time.Time
}

func newWorld(t *testing.T) *world {
	t.Helper()
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})
	clinic.Workplace.RingProblem = secret.ErrUnavailable
	w := &world{t: t, clinic: clinic, portal: clinic.Portal, workplace: clinic.Workplace, caFile: clinic.Profile.CAFile,
		ticker: &uitest.Clock{}, now: time.Now}
	w.show()
	return w
}

func (w *world) show() {
	uitest.App(w.t)
	w.screen = signin.NewScreen(signin.Options{Surroundings: w.surroundings(), Workplace: w.workplace,
		Profiles: w.workplace.Profiles, Log: w.workplace.Log, Agents: w.agents(), Opened: w.open})
	w.Window = uitest.Open(w.t, w.screen.Content(), 1000, 760)
}

func (w *world) surroundings() access.Surroundings {
	return access.Surroundings{Runner: parts.Inline{Context: w.t.Context()}, Ticker: w.ticker, Now: w.now,
		OnScreen: func(do func()) { do() }, Browse: func(string) error { return nil }, Copy: func(string) {}, Raise: func() {}}
}

func (w *world) open(desk *app.Desk) {
	w.opened = append(w.opened, desk)
	w.t.Cleanup(func() { _ = desk.Close() })
}

func (w *world) agents() []signin.Agent {
	var agents []signin.Agent
	for _, a := range w.portal.Agents() {
		agent := signin.Agent{Login: a.Login, Password: a.Password, Name: a.Name, Role: a.Role}
		if a.TOTPSecret != "" {
			agent.Code = func() string {
				code, err := totp.GenerateCode(a.TOTPSecret, time.Now())
				if err != nil {
					w.t.Error(err)
				}
				return code
			}
		}
		agents = append(agents, agent)
	}
	return agents
}

// knows puts the portal on the installation's list.
func (w *world) knows(demo bool) profile.Profile {
	p := w.clinic.Profile
	p.Demo = demo
	if err := w.workplace.Profiles.Save(p); err != nil {
		w.t.Fatal(err)
	}
	return p
}
