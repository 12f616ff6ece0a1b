package transport

import (
	"context"
	"time"
)

// Clock is time as the client sees it.
type Clock interface {
	Now() time.Time
	// Sleep waits for d, or until ctx ends, and then answers ctx's error.
	Sleep(ctx context.Context, d time.Duration) error
}

// Wait waits for d by the client's clock, or until ctx ends, and then answers ctx's error.
func (c *Client) Wait(ctx context.Context, d time.Duration) error { return c.clock.Sleep(ctx, d) }

type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
