package parts

import (
	"context"
	"sync"
	"time"
)

// Latest is a Runner for questions of which only the newest matters: a new one cancels the one before, whose answer is
// then dropped even when it arrives late.
type Latest struct {
	Runner Runner
	// Gap is the least time from one question to the next; 0 asks each at once. Within it only the newest waits. Who is slow to
	// answer is asked less often: then the gap is as long as the last answer took, up to [longestGap].
	Gap time.Duration

	mu    sync.Mutex
	seq   uint64
	asked asked
	pace  pace
}

// asked is the newest question, until it is superseded.
type asked struct {
	cancel context.CancelFunc
	hurry  chan struct{} // closed when it is not to wait for the gap's end
}

// Go supersedes what was asked before, and asks. then runs only if nothing newer was asked meanwhile.
func (l *Latest) Go(work func(ctx context.Context), then func()) {
	mine, hurry := l.next()
	l.Runner.Go(func(ctx context.Context) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if l.adopt(mine, cancel) && pause(ctx, l.wait(), hurry) {
			l.timed(ctx, work)
		}
	}, func() {
		if then != nil && l.Seq() == mine {
			then()
		}
	})
}

// Supersede cancels what was asked before without asking anew, and answers the new sequence number.
func (l *Latest) Supersede() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.supersede()
}

func (l *Latest) supersede() uint64 {
	if l.asked.cancel != nil {
		l.asked.cancel()
	}
	l.asked = asked{}
	l.seq++
	return l.seq
}

// Hurry asks the newest question now if it waits for the end of the gap.
func (l *Latest) Hurry() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.asked.hurry != nil {
		close(l.asked.hurry)
		l.asked.hurry = nil
	}
}

// Seq is the number of the newest question.
func (l *Latest) Seq() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seq
}

// next is the number of a new question, and what is closed when it is not to wait.
func (l *Latest) next() (uint64, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	seq, hurry := l.supersede(), make(chan struct{})
	l.asked.hurry = hurry
	return seq, hurry
}

// adopt makes cancel the one that the next question calls, unless there has been a next question already.
func (l *Latest) adopt(mine uint64, cancel context.CancelFunc) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seq != mine {
		return false
	}
	l.asked.cancel = cancel
	return true
}

// wait is how long a question has to wait that would be asked now.
func (l *Latest) wait() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pace.wait(l.Gap, time.Now())
}

// timed works, and takes in how long that took.
func (l *Latest) timed(ctx context.Context, work func(context.Context)) {
	began := time.Now()
	l.mu.Lock()
	l.pace.begins(began)
	l.mu.Unlock()
	work(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pace.ends(time.Since(began), ctx.Err() == nil)
}
