package lookup

import "time"

// pace is how fast accounts are read.
type pace struct {
	from  int
	since time.Time
}

func newPace(done int, now time.Time) pace { return pace{done, now} }

// paceKnown is from when a pace says anything.
const paceKnown = 2 * time.Second

// left is how long the rest takes at this pace; false while that cannot be said.
func (p pace) left(done, total int, now time.Time) (time.Duration, bool) {
	passed, read := now.Sub(p.since), done-p.from
	if passed < paceKnown || read <= 0 || total <= done {
		return 0, false
	}
	return time.Duration(float64(passed) / float64(read) * float64(total-done)), true
}
