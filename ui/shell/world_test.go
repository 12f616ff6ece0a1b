package shell

import (
	"context"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/settings"
	"portaldesk/client/demoportal"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin"
	"portaldesk/ui/uitest"
)

// pump is an engine whose UI goroutine is the test's: what comes back from the background waits until the test turns.
type pump struct{ queue chan func() }

func (p pump) engine() engine {
	return engine{runner: func(ctx context.Context) parts.Runner { return pumped{p, ctx} }, ticker: still{},
		do: func(f func()) { p.queue <- f }}
}

// pumped is its Runner.
type pumped struct {
	pump
	ctx context.Context
}

func (r pumped) Go(work func(context.Context), then func()) {
	go func() {
		work(r.ctx)
		if then != nil && r.ctx.Err() == nil {
			r.queue <- then
		}
	}()
}

// still is a Ticker that never ticks.
type still struct{}

func (still) Every(time.Duration, func()) (stop func()) { return func() {} }

// world is the whole window over a demo portal.
type world struct {
	t      *testing.T
	clinic *apptest.Clinic
	portal *demoportal.Server
	pump   pump
	shell  *Shell
	// ahead is how far the desk's clock is ahead of the real one.
	ahead atomic.Int64
	// problem is what was wrong with the settings.
	problem error
}

func newWorld(t *testing.T, ring secret.Ring) *world {
	t.Helper()
	clinic := apptest.New(t, ring, demoportal.Options{Accounts: 30})
	clinic.Profile.Demo = true
	if err := clinic.Workplace.Profiles.Save(clinic.Profile); err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, clinic: clinic, portal: clinic.Portal, pump: pump{make(chan func(), 1000)}}
	clinic.Workplace.Now = func() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }
	w.shell = w.start(t.Context())
	return w
}

// start opens the window as a new run of the program would.
func (w *world) start(ctx context.Context) *Shell {
	w.t.Helper()
	w.clinic.Restart(w.t)
	shell := New(ctx, test.NewTempApp(w.t), w.clinic.Workplace, Options{Settings: w.settings(), SettingsProblem: w.problem,
		Demo: &Demo{Agents: w.agents()}, engine: w.pump.engine()})
	shell.window.Show()
	shell.Start()
	w.t.Cleanup(func() { w.close(shell) })
	return shell
}

// settings are those in the installation's folder, in light colours.
func (w *world) settings() *settings.File {
	w.t.Helper()
	file, err := settings.Open(w.clinic.Dir)
	if err == nil && file.Now().Theme == settings.ThemeSystem {
		err = file.Change(func(set *settings.Settings) { set.Theme = settings.ThemeLight })
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return file
}

func (w *world) close(shell *Shell) {
	if house := shell.house; house != nil {
		house.bridge.close()
		_ = house.desk.Close()
	}
}

func (w *world) agents() []signin.Agent {
	var agents []signin.Agent
	for _, a := range w.portal.Agents() {
		agents = append(agents, signin.Agent{Login: a.Login, Password: a.Password, Name: a.Name, Role: a.Role})
	}
	return agents
}

// until turns the window until something is so. Waiting too long is a failure.
func (w *world) until(what string, so func() bool) {
	w.t.Helper()
	late := time.After(20 * time.Second)
	for !so() {
		select {
		case f := <-w.pump.queue:
			f()
		case <-late:
			w.t.Fatalf("waited in vain: %s; seen: %s", what, w.sees())
		}
	}
}

// untilSeen turns the window until a text is in it, and holds what can be worked in it then against what screen readers need.
func (w *world) untilSeen(text string) {
	w.t.Helper()
	w.until(text, func() bool { return strings.Contains(w.sees(), text) })
	w.window().MustBeNamed()
}

func (w *world) signsIn() {
	w.t.Helper()
	w.untilSeen("Demo portal: synthetic patients")
	w.press(fyne.KeyReturn)
	w.until("the desk", func() bool { return w.shell.house != nil })
}

// sees is every word in the window, dialogs included.
func (w *world) sees() string { return uitest.Over(w.t, w.shell.window).Words() }

func (w *world) canvas() fyne.Canvas { return w.shell.window.Canvas() }

func (w *world) press(keys ...fyne.KeyName) {
	w.t.Helper()
	for _, key := range keys {
		if focused := w.canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		} else {
			w.canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
		}
	}
}

// command runs one from the menu.
func (w *world) command(name string) {
	w.t.Helper()
	for i, command := range w.shell.menu.commands {
		if command.Name == name {
			w.shell.menu.items[i].Action()
			return
		}
	}
	w.t.Fatalf("the menu has no command %q", name)
}

// keyring is one that outlives the run.
func keyring(t *testing.T) secret.Ring {
	return secrettest.File(filepath.Join(t.TempDir(), "ring.json"))
}
