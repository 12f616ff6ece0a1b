package shell

import (
	"context"
	"time"

	"portaldesk/app"
	"portaldesk/ui/parts"
)

// bridge runs a desk's background work and is the one place where it reaches the screen.
type bridge struct {
	engine engine
	runner parts.Runner // of everything that ends with the desk
	cancel context.CancelFunc
	ended  chan struct{} // closed when the background work has ended
	stops  []func()
}

func newBridge(ctx context.Context, e engine) *bridge {
	ctx, cancel := context.WithCancel(ctx)
	return &bridge{engine: e, runner: e.runner(ctx), cancel: cancel, ended: make(chan struct{})}
}

// open starts the work. apply gets every event and tick is called once a second, both on the UI goroutine.
func (b *bridge) open(desk *app.Desk, apply func(app.Event), tick func()) {
	unsubscribe := desk.Subscribe(func(e app.Event) { b.engine.do(func() { apply(e) }) })
	b.stops = append(b.stops, unsubscribe, b.engine.ticker.Every(time.Second, tick))
	b.runner.Go(func(ctx context.Context) {
		defer close(b.ended)
		desk.Run(ctx)
	}, nil)
}

// close ends the work and waits for it. It is called off the UI goroutine.
func (b *bridge) close() {
	for _, stop := range b.stops {
		stop()
	}
	b.cancel()
	<-b.ended
}
