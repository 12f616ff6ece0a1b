package outbox

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"portaldesk/client"
)

// The waits between rounds that failed: each is drawn at random from the upper half of a span that doubles, so that the
// desks of a clinic do not all send in the same second when the portal is back.
const (
	firstSpan = 2 * time.Second
	lastSpan  = 5 * time.Minute
	// longestAsked bounds what a portal can make us wait with Retry-After.
	longestAsked = time.Hour
)

// Run delivers when it begins, when woken, and when a wait after a failure is over, until ctx ends. Waking cuts a wait
// short, except for the time the portal itself asked for (Retry-After). After client.Unauthenticated it delivers nothing
// until woken. Errors are not lost: each entry's LastKind tells.
func (o *Outbox) Run(ctx context.Context) {
	span := firstSpan
	for ctx.Err() == nil {
		o.dropWake()
		_, err := o.Deliver(ctx)
		switch {
		case err == nil:
			span = firstSpan
			o.sleep(ctx, nil)
		case client.KindOf(err) == client.Unauthenticated:
			o.sleep(ctx, nil)
		default:
			o.backOff(ctx, err, span)
			span = min(2*span, lastSpan)
		}
	}
}

// dropWake forgets a wake that the round about to begin answers anyway.
func (o *Outbox) dropWake() {
	select {
	case <-o.wake:
	default:
	}
}

// backOff waits at least as long as the portal asked for, woken or not, and then for what is left of a wait drawn from
// the upper half of span.
func (o *Outbox) backOff(ctx context.Context, err error, span time.Duration) {
	asked := min(askedFor(err), longestAsked)
	drawn := span/2 + rand.N(span/2)
	if asked > 0 {
		sleepDeaf(ctx, asked)
	}
	if rest := drawn - asked; rest > 0 {
		timer := time.NewTimer(rest)
		defer timer.Stop()
		o.sleep(ctx, timer.C)
	}
}

// askedFor is what the portal's Retry-After said, 0 when it said nothing.
func askedFor(err error) time.Duration {
	if failure, ok := errors.AsType[*client.Error](err); ok {
		return failure.RetryAfter
	}
	return 0
}

// sleep ends with ctx, with a wake, or with the alarm; a nil alarm never rings.
func (o *Outbox) sleep(ctx context.Context, alarm <-chan time.Time) {
	select {
	case <-ctx.Done():
	case <-o.wake:
	case <-alarm:
	}
}

func sleepDeaf(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
