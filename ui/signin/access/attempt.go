package access

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// Surroundings is what an attempt needs of the window it is in.
type Surroundings struct {
	Runner parts.Runner
	Ticker parts.Ticker
	Now    func() time.Time
	// OnScreen runs something on the UI goroutine; it is called from any goroutine.
	OnScreen func(func())
	// Browse opens an address in the system's browser; it is called from any goroutine.
	Browse func(address string) error
	// Copy puts an address onto the clipboard.
	Copy func(text string)
	// Raise brings the window to the front again, when the agent is back from her organisation's page.
	Raise func()
}

// Attempt is one attempt to sign in at a time. While the agent is at her organisation's own page it shows how to get there,
// and lets her give up or go on with a code on another device.
type Attempt struct {
	s       Surroundings
	page    *page
	changed func()

	stopper *parts.Stopper // of what is running, nil while nothing is
	order   order
	gaveUp  bool
	// other: the attempt is being stopped only to go on the other way.
	other bool
}

// order is what is being attempted.
type order struct {
	credentials client.Credentials
	work        func(context.Context, client.Credentials) error
	then        func(error)
}

// NewAttempt makes an attempt that has not begun. changed is called when what it shows came, went or grew.
func NewAttempt(s Surroundings, changed func()) *Attempt {
	a := &Attempt{s: s, changed: changed}
	a.page = newPage(a)
	return a
}

// Content is what the window shows; it takes no room while nobody is at a page.
func (a *Attempt) Content() fyne.CanvasObject { return a.page.content }

// Busy says whether an attempt is running.
func (a *Attempt) Busy() bool { return a.stopper != nil }

// AtPage says whether it shows how to get to the organisation's page.
func (a *Attempt) AtPage() bool { return a.page.content.Visible() }

// GaveUp says whether the agent stopped the last attempt herself.
func (a *Attempt) GaveUp() bool { return a.gaveUp }

// Start runs work with the credentials, away from the UI goroutine, and then on it. While one attempt runs another one does
// not begin.
func (a *Attempt) Start(c client.Credentials, work func(context.Context, client.Credentials) error, then func(error)) {
	if a.Busy() {
		return
	}
	c.Show = func(p client.SignInPage) error { return a.show(p) }
	a.order, a.gaveUp = order{c, work, then}, false
	a.run()
}

func (a *Attempt) run() {
	stopper, order := &parts.Stopper{}, a.order
	a.stopper = stopper
	var err error
	a.s.Runner.Go(func(ctx context.Context) {
		ctx, release := stopper.With(ctx)
		defer release()
		err = order.work(ctx, order.credentials)
	}, func() { a.ended(err) })
}

// ended goes on the other way if that is what the agent asked for. Whoever came in meanwhile is in.
func (a *Attempt) ended(err error) {
	other := a.other
	a.stopper, a.other = nil, false
	if a.AtPage() && !other {
		a.s.Raise()
	}
	a.page.hide()
	if err != nil && other {
		a.order.credentials.Device = !a.order.credentials.Device
		a.run()
		return
	}
	a.order.then(err)
}

// show opens the page where the agent signs in, and says how to get there where no browser opens. It is called from any
// goroutine.
func (a *Attempt) show(p client.SignInPage) error {
	var failed error
	if p.UserCode == "" {
		failed = a.s.Browse(p.URL)
	}
	a.s.OnScreen(func() {
		if a.Busy() {
			a.page.show(p, failed != nil)
		}
	})
	return nil
}

// GiveUp stops the attempt for good. It ends with the error of work that was stopped, or with success where that came first.
func (a *Attempt) GiveUp() {
	if a.Busy() {
		a.gaveUp = true
		a.stopper.Stop()
	}
}

// otherWay stops the attempt and begins it anew: with a code on another device, or back in the browser here.
func (a *Attempt) otherWay() {
	if a.Busy() {
		a.other = true
		a.stopper.Stop()
	}
}

// browseAgain opens the page once more: the agent may have closed it, or opened it as somebody else.
func (a *Attempt) browseAgain(address string) {
	var err error
	a.s.Runner.Go(func(context.Context) { err = a.s.Browse(address) }, func() {
		if a.Busy() && err != nil {
			a.page.show(client.SignInPage{URL: address}, true)
		}
	})
}
