package parts

import (
	"context"
	"time"
)

// pace is when a question was asked last, and how long an answer takes.
type pace struct {
	began time.Time
	took  time.Duration
}

// longestGap bounds the gap: one answer that hung must not make the next keys wait as long.
const longestGap = 250 * time.Millisecond

// wait is what is left of the gap at a time.
func (p pace) wait(least time.Duration, now time.Time) time.Duration {
	if least <= 0 {
		return 0
	}
	return p.began.Add(max(least, min(p.took, longestGap))).Sub(now)
}

func (p *pace) begins(now time.Time) { p.began = now }

// ends takes in how long a question took. One that was cancelled says only that its answer would have taken longer.
func (p *pace) ends(took time.Duration, answered bool) {
	if answered || took > p.took {
		p.took = took
	}
}

// pause waits for a time, less when it is hurried, and says whether ctx is still good.
func pause(ctx context.Context, d time.Duration, hurry <-chan struct{}) bool {
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-hurry:
		case <-ctx.Done():
		}
	}
	return ctx.Err() == nil
}
