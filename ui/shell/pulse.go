package shell

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
)

// late is how long a frame may take that nobody feels: at 60 in a second the window looks at its keys and draws every 17 ms.
const late = 25 * time.Millisecond

// pulse logs, for whoever looks for what holds the window up, each time that it took long from one frame to the next: to draw one, or
// with work that belongs elsewhere. Keys are taken between frames. It runs only where such lines are logged.
func (h *house) pulse() {
	log := h.shell.workplace.Log
	if !log.Enabled(h.shell.ctx, slog.LevelDebug) {
		return
	}
	last := time.Now()
	frames := &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Tick: func(float32) {
		now := time.Now()
		if took := now.Sub(last); took > late {
			log.Debug("window held up", "ms", took.Milliseconds())
		}
		last = now
	}}
	frames.Start()
	h.bridge.runner.Go(func(ctx context.Context) { context.AfterFunc(ctx, func() { h.shell.o.engine.do(frames.Stop) }) }, nil)
}
