package background

import (
	"errors"
	"math/rand/v2"
	"os"
	"time"

	"portaldesk/client"
)

// The waits after a round, unless the file changes sooner. After a failure they are drawn from the upper half of a span that doubles,
// so that the computers of a clinic do not all send in the same second when the portal is back.
const (
	firstSpan = 2 * time.Second
	lastSpan  = 5 * time.Minute
	// longestAsked bounds what a portal can make us wait with Retry-After.
	longestAsked = time.Hour
	// restSpan is when a desk is looked at again of which nothing was heard: a file system may have told no change.
	restSpan = 10 * time.Minute
	// overSpan is when a session that was over is tried again: signing in changes the file, and is seen at once.
	overSpan = time.Hour
)

// desk is what the deliverer remembers of a desk's file.
type desk struct {
	path string
	seen mark // as the last round left it
	next time.Time
	span time.Duration
	// asked is set while the portal itself asked to be left alone: not even a change cuts that short.
	asked bool
}

// mark tells one state of a file from another.
type mark struct {
	size int64
	at   time.Time
}

func markOf(path string) mark {
	info, err := os.Stat(path)
	if err != nil {
		return mark{}
	}
	return mark{info.Size(), info.ModTime()}
}

// look remembers the file as it is now. It is called within the turn, so that no change of somebody else's is taken for our own.
func (d *desk) look() { d.seen = markOf(d.path) }

// due says whether there may be something to deliver.
func (d *desk) due(now time.Time) bool {
	current := markOf(d.path)
	if current == (mark{}) {
		return false
	}
	late := d.next.Sub(now) > overSpan // the clock was set back
	return !now.Before(d.next) || late || current != d.seen && !d.asked
}

// again has the desk looked at as soon as may be.
func (d *desk) again(now time.Time) { d.next, d.asked = now, false }

// plan says when the next round is, after one that ended with err.
func (d *desk) plan(now time.Time, err error) {
	d.asked = false
	switch {
	case err == nil:
		d.span, d.next = 0, now.Add(restSpan)
	case client.KindOf(err) == client.Unauthenticated:
		d.span, d.next = 0, now.Add(overSpan)
	default:
		d.span = min(max(2*d.span, firstSpan), lastSpan)
		wait := d.span/2 + rand.N(d.span/2)
		if asked := min(askedFor(err), longestAsked); asked > 0 {
			wait, d.asked = max(wait, asked), true
		}
		d.next = now.Add(wait)
	}
}

// askedFor is what the portal's Retry-After said, 0 when it said nothing.
func askedFor(err error) time.Duration {
	if failure, ok := errors.AsType[*client.Error](err); ok {
		return failure.RetryAfter
	}
	return 0
}
