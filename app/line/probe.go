package line

import (
	"context"
	"math/rand/v2"
	"time"
)

// The waits between probes: each is drawn at random from the upper half of a span that doubles, so that the desks of a
// clinic do not all come back in the same second. No wait is shorter than the first nor longer than the last of these.
const (
	shortestWait = 2 * time.Second
	firstSpan    = 4 * time.Second
	longestWait  = time.Minute
)

// probePatience ends a probe that the transport itself does not end.
const probePatience = 30 * time.Second

// Run probes while the portal is gone, more and more rarely, at most a minute apart, until ctx ends.
func (l *Line) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.went:
			l.probeUntilBack(ctx)
		}
	}
}

// probeUntilBack probes until the portal answers, whoever asked. When it answered and went again during a wait, the waits
// begin anew.
func (l *Line) probeUntilBack(ctx context.Context) {
	for span := firstSpan; !l.State().Online; span = min(2*span, longestWait) {
		timer := time.NewTimer(draw(span))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-l.went:
			timer.Stop()
			span = firstSpan / 2
		case <-timer.C:
			l.probeOnce(ctx)
		}
	}
}

// probeOnce asks the portal unless somebody else had an answer meanwhile.
func (l *Line) probeOnce(ctx context.Context) {
	if l.State().Online {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, probePatience)
	defer cancel()
	l.Saw(l.probe(ctx))
}

// draw is a random wait from the upper half of span.
func draw(span time.Duration) time.Duration {
	return max(shortestWait, span/2+rand.N(span/2))
}
