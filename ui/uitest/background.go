package uitest

import (
	"context"
	"time"
)

// Queue is a Runner whose work the test runs, in the order it likes. The zero value has no work yet and needs a context.
type Queue struct {
	Context context.Context
	ordered []func()
}

// Go orders work.
func (q *Queue) Go(work func(context.Context), then func()) {
	q.ordered = append(q.ordered, func() {
		work(q.Context)
		if then != nil {
			then()
		}
	})
}

// Len is how much work was ordered and has not run.
func (q *Queue) Len() int { return len(q.ordered) }

// Run runs one piece of it, 0 being the oldest.
func (q *Queue) Run(at int) {
	work := q.ordered[at]
	q.ordered = append(q.ordered[:at:at], q.ordered[at+1:]...)
	work()
}

// All runs everything, also what is ordered meanwhile.
func (q *Queue) All() {
	for len(q.ordered) > 0 {
		q.Run(0)
	}
}

// Clock is a Ticker that ticks when the test says so.
type Clock struct{ hands []*func() }

// Every begins to call do with every tick.
func (c *Clock) Every(_ time.Duration, do func()) (stop func()) {
	hand := &do
	c.hands = append(c.hands, hand)
	return func() {
		for at, each := range c.hands {
			if each == hand {
				c.hands = append(c.hands[:at:at], c.hands[at+1:]...)
				return
			}
		}
	}
}

// Running says whether anybody waits for a tick.
func (c *Clock) Running() bool { return len(c.hands) > 0 }

// Tick lets one span pass.
func (c *Clock) Tick() {
	for _, hand := range append([]*func(){}, c.hands...) {
		(*hand)()
	}
}
