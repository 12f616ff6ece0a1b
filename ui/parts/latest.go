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
	// Delay is how long a question waits for a newer one before its work begins; 0 does not wait.
	Delay time.Duration

	mu     sync.Mutex
	seq    uint64
	cancel context.CancelFunc
}

// Go supersedes what was asked before, and asks. then runs only if nothing newer was asked meanwhile.
func (l *Latest) Go(work func(ctx context.Context), then func()) {
	mine := l.Supersede()
	l.Runner.Go(func(ctx context.Context) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if l.adopt(mine, cancel) && pause(ctx, l.Delay) {
			work(ctx)
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
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
	l.seq++
	return l.seq
}

// Seq is the number of the newest question.
func (l *Latest) Seq() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seq
}

// adopt makes cancel the one that the next question calls, unless there has been a next question already.
func (l *Latest) adopt(mine uint64, cancel context.CancelFunc) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seq != mine {
		return false
	}
	l.cancel = cancel
	return true
}

// pause waits, and says whether ctx is still good.
func pause(ctx context.Context, d time.Duration) bool {
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	return ctx.Err() == nil
}
