package proof

import (
	"sync"
	"time"

	"portaldesk/client"
)

// Whoever tries again and again tries in new calls and new verifications; these count across them. Nobody who tells the
// truth comes near.
const (
	limitWindow = time.Hour
	maxWrong    = 15 // wrong answers and wrong codes an account within the window
	maxSent     = 10 // codes an account within the window
)

// Limits count, an account, what was answered wrong and how many codes were sent of late, across verifications. They may be
// shared by several provers and used from any goroutine.
type Limits struct {
	mu          sync.Mutex
	wrong, sent history
}

// history is when things happened to each account, oldest first.
type history map[client.AccountID][]time.Time

// NewLimits have counted nothing.
func NewLimits() *Limits { return &Limits{wrong: history{}, sent: history{}} }

func (l *Limits) answeredWrong(account client.AccountID, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wrong[account] = append(l.wrong[account], now)
}

func (l *Limits) sentCode(account client.AccountID, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent[account] = append(l.sent[account], now)
}

// answering is how long nobody may try for the account any more; 0 when one may.
func (l *Limits) answering(account client.AccountID, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.wrong.wait(account, maxWrong, now)
}

// sending is how long no code may be sent; 0 when one may.
func (l *Limits) sending(account client.AccountID, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sent.wait(account, maxSent, now)
}

// wait forgets what is too long ago and says when there is room for one more.
func (h history) wait(account client.AccountID, most int, now time.Time) time.Duration {
	times := h[account]
	for len(times) > 0 && now.Sub(times[0]) >= limitWindow {
		times = times[1:]
	}
	if len(times) == 0 {
		delete(h, account)
		return 0
	}
	h[account] = times
	if len(times) < most {
		return 0
	}
	return times[len(times)-most].Add(limitWindow).Sub(now)
}
