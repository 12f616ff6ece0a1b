package callback

import (
	"context"
	"time"
)

// longestNap bounds how late a reminder comes after the machine slept, or its clock was set: timers do not count the time
// asleep, so the clock on the wall is looked at again.
const longestNap = 30 * time.Second

// Reminder says that a promise has become due, or late.
type Reminder struct {
	Callback Callback
	Late     bool
}

// Run tells of each open promise once when it becomes due and once when it is late, until ctx ends; one that is late
// already is told as late alone, also at the start. One that was moved is told anew. tell is called from Run's goroutine,
// one reminder after the other; it may call every method of Callbacks.
//
// It sleeps until the next moment something becomes due or late, at most 30 seconds, and
// forgets old callbacks once a day.
func (c *Callbacks) Run(ctx context.Context, tell func(Reminder)) {
	told := map[string]Reminder{}
	prunedAt := c.now()
	for ctx.Err() == nil {
		if c.now().Sub(prunedAt).Abs() >= pruneEvery {
			c.prune()
			prunedAt = c.now()
		}
		open := c.Promised()
		told = c.remind(open, told, tell)
		c.nap(ctx, c.untilNext(open))
	}
}

// remind tells what has not been told, and answers what has been told of the promises that are still open.
func (c *Callbacks) remind(open []Callback, told map[string]Reminder, tell func(Reminder)) map[string]Reminder {
	now, still := wall(c.now()), map[string]Reminder{}
	for _, callback := range open {
		before, known := told[callback.ID]
		known = known && before.Callback.Due.Equal(callback.Due)
		reminder := Reminder{callback, !now.Before(callback.Due.Add(c.grace))}
		if known && (before.Late || !reminder.Late) {
			still[callback.ID] = before
			continue
		}
		if !now.Before(callback.Due) {
			still[callback.ID] = reminder
			tell(reminder)
		}
	}
	return still
}

// untilNext is how long to sleep: until something becomes due or late, or the wall clock should be looked at again. While
// nothing will, only the daily pruning is waited for.
func (c *Callbacks) untilNext(open []Callback) time.Duration {
	now, next := wall(c.now()), pruneEvery
	for _, callback := range open {
		for _, moment := range []time.Time{callback.Due, callback.Due.Add(c.grace)} {
			if wait := moment.Sub(now); wait > 0 {
				next = min(next, wait, longestNap)
			}
		}
	}
	return next
}

// nap ends early with ctx, and when a callback was promised or changed.
func (c *Callbacks) nap(ctx context.Context, length time.Duration) {
	timer := time.NewTimer(length)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-c.wake:
	case <-timer.C:
	}
}
