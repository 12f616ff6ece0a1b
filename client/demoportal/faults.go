package demoportal

import (
	"net/http"
	"sync"
	"time"

	"portaldesk/client"
)

// Faults makes the portal misbehave on order. Its methods may be called at any time, from any goroutine.
type Faults struct {
	mu      sync.Mutex
	delay   time.Duration
	fail    int
	status  int
	dropped map[string]int
	revoked map[string]bool
	expire  func()
	offline func(bool) error
}

// Slow makes every request take at least so long, the work of a write being held back for it while its key counts as
// running. 0 ends it.
func (f *Faults) Slow(delay time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.delay = delay
}

// Fail makes the next n requests answer with status (500 to 599; 0 for 503) before anything is done.
func (f *Faults) Fail(n, status int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if status == 0 {
		status = http.StatusServiceUnavailable
	}
	f.fail, f.status = n, status
}

// DropReplies breaks the connection instead of answering the next n requests of an operation ("resetPassword"; "" for
// any), after the work was done.
func (f *Faults) DropReplies(operationID string, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dropped = map[string]int{operationID: n}
}

// ExpireAccess lets every access token that is out run out now. Refresh tokens stay good.
func (f *Faults) ExpireAccess() { f.expire() }

// RevokeRole takes every permission from the agent with the login; RestoreRole gives them back.
func (f *Faults) RevokeRole(login string) { f.setRevoked(login, true) }

// RestoreRole gives an agent's permissions back.
func (f *Faults) RestoreRole(login string) { f.setRevoked(login, false) }

// Offline makes connections be refused, and breaks those that are open, until it is called with false.
func (f *Faults) Offline(offline bool) error { return f.offline(offline) }

// Clear ends every fault that is ordered, but leaves an offline portal offline.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.delay, f.fail, f.dropped, f.revoked = 0, 0, nil, nil
}

func (f *Faults) setRevoked(login string, revoked bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.revoked == nil {
		f.revoked = map[string]bool{}
	}
	f.revoked[loginKey(login)] = revoked
}

// role is the agent's role as it counts now.
func (f *Faults) role(a client.Agent) client.Role {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.revoked[a.Login] {
		return ""
	}
	return a.Role
}

// failure answers the ordered 5xx, or nil.
func (f *Faults) failure() *problem {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail <= 0 {
		return nil
	}
	f.fail--
	refusal := refuse("unavailable").after(time.Second)
	refusal.Status = f.status
	return refusal
}

func (f *Faults) drops(operationID string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, name := range []string{operationID, ""} {
		if f.dropped[name] > 0 {
			f.dropped[name]--
			return true
		}
	}
	return false
}

// pause holds a request back, until stopped is closed at the latest.
func (f *Faults) pause(stopped <-chan struct{}) {
	f.mu.Lock()
	delay := f.delay
	f.mu.Unlock()
	if delay <= 0 {
		return
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-stopped:
	}
}
