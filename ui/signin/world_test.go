package signin_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/pquerna/otp/totp"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client/demoportal"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin"
	"portaldesk/ui/theme"
)

// world is a demo portal, an installation that reaches it over HTTPS, and the screen in a window.
type world struct {
	t         *testing.T
	clinic    *apptest.Clinic
	portal    *demoportal.Server
	workplace *app.Workplace
	caFile    string
	window    fyne.Window
	screen    *signin.Screen
	ticker    *handTicker
	opened    []*app.Desk
	now       func() time.Time
}

// handTicker ticks when told to.
type handTicker struct{ do func() }

func (h *handTicker) Every(_ time.Duration, do func()) (stop func()) {
	h.do = do
	return func() { h.do = nil }
}

func newWorld(t *testing.T) *world {
	t.Helper()
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})
	clinic.Workplace.RingProblem = secret.ErrUnavailable
	w := &world{t: t, clinic: clinic, portal: clinic.Portal, workplace: clinic.Workplace, caFile: clinic.Profile.CAFile,
		ticker: &handTicker{}, now: time.Now}
	w.show()
	return w
}

func (w *world) show() {
	test.NewTempApp(w.t).Settings().SetTheme(theme.Desk{Mode: theme.Light})
	w.screen = signin.NewScreen(signin.Options{Workplace: w.workplace, Profiles: w.workplace.Profiles,
		Runner: parts.Inline{Context: w.t.Context()}, Log: w.workplace.Log, Now: w.now, Ticker: w.ticker,
		Agents: w.agents(), Opened: w.open})
	w.window = test.NewTempWindow(w.t, w.screen.Content())
	w.window.Resize(fyne.NewSize(1000, 760))
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

// press types keys into whatever has the focus.
func (w *world) press(keys ...fyne.KeyName) {
	w.t.Helper()
	for _, key := range keys {
		focused := w.window.Canvas().Focused()
		if focused == nil {
			w.t.Fatalf("nothing has the focus to press %s in", key)
		}
		focused.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// typeIn replaces what stands in the field that has the focus.
func (w *world) typeIn(text string) {
	w.t.Helper()
	entry, ok := w.window.Canvas().Focused().(*parts.Entry)
	if !ok {
		w.t.Fatalf("the focus is in a %T, not in a field", w.window.Canvas().Focused())
	}
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(entry, text)
}

func (w *world) tab() { w.window.Canvas().FocusNext() }

func (w *world) sees() string { return test.RenderObjectToMarkup(w.screen.Content()) }

func (w *world) back() { w.window.Canvas().FocusPrevious() }
