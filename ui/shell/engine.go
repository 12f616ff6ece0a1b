package shell

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
)

// engine is how the window's work gets off the UI goroutine and back onto it. Tests put one in that they turn by hand.
type engine struct {
	runner func(ctx context.Context) parts.Runner
	ticker parts.Ticker
	do     func(func())
}

// thenAlways has fn called after everything that comes back onto the UI goroutine, before the window is drawn.
func (e engine) thenAlways(fn func()) engine {
	return engine{
		runner: func(ctx context.Context) parts.Runner { return followedRunner{e.runner(ctx), fn} },
		ticker: followedTicker{e.ticker, fn},
		do:     func(f func()) { e.do(followed(f, fn)) },
	}
}

func followed(f, fn func()) func() {
	return func() {
		f()
		fn()
	}
}

type followedRunner struct {
	parts.Runner
	fn func()
}

func (r followedRunner) Go(work func(context.Context), then func()) {
	if then != nil {
		then = followed(then, r.fn)
	}
	r.Runner.Go(work, then)
}

type followedTicker struct {
	parts.Ticker
	fn func()
}

func (t followedTicker) Every(span time.Duration, do func()) (stop func()) {
	return t.Ticker.Every(span, followed(do, t.fn))
}

func realEngine() engine {
	return engine{
		runner: func(ctx context.Context) parts.Runner { return parts.NewBackground(ctx) },
		ticker: parts.Clockwork{},
		do:     fyne.Do,
	}
}
