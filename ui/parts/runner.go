package parts

import (
	"context"

	"fyne.io/fyne/v2"
)

// Runner takes work off the UI goroutine. Views own no goroutine; they have a Runner.
type Runner interface {
	// Go runs work away from the UI goroutine and, when it has returned, then on it. then may be nil. ctx ends when the
	// window does. Go is called on the UI goroutine.
	Go(work func(ctx context.Context), then func())
}

// Background is the Runner of a real window.
type Background struct{ ctx context.Context }

// NewBackground makes a Runner whose work is asked to stop when ctx ends.
func NewBackground(ctx context.Context) *Background { return &Background{ctx: ctx} }

// Go runs work on a goroutine of its own and then by fyne.Do.
func (b *Background) Go(work func(ctx context.Context), then func()) {
	go func() {
		work(b.ctx)
		if then != nil && b.ctx.Err() == nil {
			fyne.Do(then)
		}
	}()
}

// Inline is the Runner of tests: both parts run before Go returns.
type Inline struct{ Context context.Context }

// Go runs work, then then.
func (i Inline) Go(work func(ctx context.Context), then func()) {
	work(i.Context)
	if then != nil {
		then()
	}
}
