package shell

import (
	"context"
	"log/slog"
	"time"
)

// The window is felt to stand still when it takes nothing in for longer than late; it is asked again after a beat.
const (
	beat = 5 * time.Millisecond
	late = 25 * time.Millisecond
)

// pulse logs, for whoever looks for what holds the window up, each time that it took nothing in for a while: a frame that took
// long, or work that belongs elsewhere. It runs only where such lines are logged.
func (h *house) pulse() {
	log := h.shell.workplace.Log
	if !log.Enabled(h.shell.ctx, slog.LevelDebug) {
		return
	}
	h.bridge.runner.Go(func(ctx context.Context) {
		for ctx.Err() == nil {
			asked, taken := time.Now(), make(chan struct{})
			h.shell.o.engine.do(func() { close(taken) })
			select {
			case <-taken:
			case <-ctx.Done():
				return
			}
			if stood := time.Since(asked); stood > late {
				log.Debug("window held up", "ms", stood.Milliseconds())
			}
			time.Sleep(beat)
		}
	}, nil)
}
