package shell

import (
	"context"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/clipboard"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin"
	"portaldesk/ui/signin/access"
)

const (
	startWidth  = 1280
	startHeight = 800
)

// Shell is the window. Its methods are called on the UI goroutine.
type Shell struct {
	app       fyne.App
	window    fyne.Window
	workplace *app.Workplace
	o         Options
	ctx       context.Context
	runner    parts.Runner

	signin *signin.Screen
	prefs  *preferences
	look   *look
	// lending is the clipboard as far as secrets are on it.
	lending *parts.Lending
	menu    *menu
	phone   fyne.Window
	// phoneView is what the phone shows while the desk is open.
	phoneView fyne.CanvasObject
	practice  *practice              // the drills' window; nil while it is not open
	call      func(client.AccountID) // has the patient of an account call on the phone; nil while there is none
	caller    client.AccountID       // whose account was opened last
	house     *house                 // nil while nobody is at the desk
	// closing is what comes after a house that is being closed just now; nil while none is.
	closing func()
}

// New builds the window; nothing is asked of any portal before Run. When ctx ends, the window saves what is open and closes.
func New(ctx context.Context, fyneApp fyne.App, w *app.Workplace, o Options) *Shell {
	s := &Shell{app: fyneApp, workplace: w, o: o, ctx: context.WithoutCancel(ctx)}
	if o.engine.runner == nil {
		s.o.engine = realEngine()
	}
	s.o.engine = s.o.engine.thenAlways(s.stayLocked)
	s.runner = s.o.engine.runner(s.ctx)
	s.prefs = &preferences{shell: s, file: o.Settings}
	s.lending = &parts.Lending{Clipboard: fyneApp.Clipboard(), Ticker: s.o.engine.ticker, Hidden: clipboard.SetSecret}
	s.look = newLook(fyneApp, o.Settings.Now(), s.o.engine.do)
	s.window = fyneApp.NewWindow("Portaldesk")
	s.window.SetMaster()
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(startWidth, startHeight))
	s.window.SetCloseIntercept(s.Quit)
	s.signin = signin.NewScreen(s.signinOptions())
	s.menu = newMenu(s)
	s.window.Canvas().SetOnTypedKey(s.menu.typed)
	if keys, ok := s.window.Canvas().(desktop.Canvas); ok {
		keys.SetOnKeyDown(parts.KeyDown)
	}
	context.AfterFunc(ctx, func() { s.o.engine.do(s.quit) })
	return s
}

func (s *Shell) signinOptions() signin.Options {
	o := signin.Options{Surroundings: s.surroundings(s.runner), Workplace: s.workplace, Profiles: s.workplace.Profiles,
		Log: s.workplace.Log, Opened: s.enter, Guides: s.guides(), PickFile: s.pickFile, Prepare: prepare}
	if s.o.Demo != nil {
		o.Agents = s.o.Demo.Agents
	}
	return o
}

// surroundings is the window as whatever signs agents in needs it.
func (s *Shell) surroundings(runner parts.Runner) access.Surroundings {
	return access.Surroundings{Runner: runner, Ticker: s.o.engine.ticker, Now: s.workplace.Now, OnScreen: s.o.engine.do,
		Browse: s.browse, Copy: s.app.Clipboard().SetContent, Raise: s.window.RequestFocus}
}

// browse opens an address in the system's browser.
func (s *Shell) browse(address string) error {
	at, err := url.Parse(address)
	if err != nil {
		return err
	}
	return s.app.OpenURL(at)
}

// Run shows the window and returns when it was closed.
func (s *Shell) Run() {
	s.Start()
	s.window.ShowAndRun()
}

// Start asks for an agent, or resumes the session that was kept.
func (s *Shell) Start() {
	s.show(s.signin.Content())
	s.menu.build()
	s.signin.Start()
}

// Window is the window.
func (s *Shell) Window() fyne.Window { return s.window }

func (s *Shell) show(content fyne.CanvasObject) {
	s.window.SetContent(container.NewStack(parts.NewPointerWatch(), content))
}

// enter opens the house for the agent who has come in.
func (s *Shell) enter(desk *app.Desk) {
	s.house = newHouse(s, desk)
	s.window.SetTitle(titleOf(desk))
	s.show(s.house.whole)
	s.menu.build()
	s.house.open()
}

func titleOf(desk *app.Desk) string { return "Portaldesk · " + desk.About.Name }

// Lock covers the desk until the same agent is back.
func (s *Shell) Lock() {
	if s.house != nil {
		s.house.lock.now()
	}
}

// stayLocked keeps a covered window covered.
func (s *Shell) stayLocked() {
	if s.house != nil {
		s.house.lock.stayOnTop()
	}
}

// leave closes the house by the given way out and goes on from there, whatever came of it. While a house is being closed,
// what was asked last is what comes after it: nothing ends before everything is saved.
func (s *Shell) leave(out func(context.Context) error, then func()) {
	house, closing := s.house, s.closing != nil
	if house != nil || closing {
		s.closing = then
	}
	switch {
	case closing:
		return
	case house == nil:
		s.signin.Leave(then)
		return
	}
	house.lock.end()
	s.endDrills()
	s.lending.Clear()
	s.house = nil
	s.window.SetTitle("Portaldesk")
	s.menu.build()
	s.show(parts.NewStatePanel(leaving()))
	var err error
	s.runner.Go(func(ctx context.Context) {
		house.bridge.close()
		err = out(ctx)
	}, func() {
		if err != nil {
			s.workplace.Log.Warn("the desk did not close cleanly", "cause", err)
		}
		then := s.closing
		s.closing = nil
		then()
	})
}

// backToCard shows the sign-in screen for a portal: resuming there, or at its card.
func (s *Shell) backToCard(p profile.Profile, resume bool) {
	s.show(s.signin.Content())
	if resume {
		s.signin.Choose(p)
		return
	}
	s.signin.At(p)
}
