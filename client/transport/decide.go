package transport

import (
	"time"

	"portaldesk/client"
)

// An agent is waiting and a caller with her: what does not come back within the budget is told instead of waited for.
const (
	maxAttempts = 3
	budget      = 2 * time.Second
	firstWait   = 150 * time.Millisecond
	maxWait     = time.Second
)

// attempt is what is known when an attempt has failed.
type attempt struct {
	// number counts from 1.
	number int
	// repeatable: the portal does the work once however often it is asked.
	repeatable bool
	kind       client.Kind
	retryAfter time.Duration
	// elapsed is since the first attempt began.
	elapsed time.Duration
	// chance, in [0,1), spreads desks that lost the same portal at the same moment.
	chance float64
}

// decide says whether to try again, after which wait, and why or why not.
func decide(a attempt) (retry bool, wait time.Duration, reason string) {
	switch {
	case !a.repeatable:
		return false, 0, "not repeatable"
	case !passing(a):
		return false, 0, "not a passing fault"
	case a.number >= maxAttempts:
		return false, 0, "attempts used up"
	}
	wait = max(a.retryAfter, backoff(a.number, a.chance))
	if a.elapsed+wait > budget {
		return false, 0, "would take too long"
	}
	return true, wait, "passing fault"
}

// passing says whether the fault may be gone in a moment. A throttled request is not tried blindly: only when the portal
// said when.
func passing(a attempt) bool {
	switch a.kind {
	case client.Offline, client.OutcomeUnknown, client.Unavailable, client.InProgress:
		return true
	case client.Throttled:
		return a.retryAfter > 0
	}
	return false
}

// backoff is the wait after attempt number: doubling, capped, and of that between a half and the whole.
func backoff(number int, chance float64) time.Duration {
	wait := min(firstWait<<(number-1), maxWait)
	return wait/2 + time.Duration(chance*float64(wait/2))
}
