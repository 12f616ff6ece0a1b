package diagnosis

import (
	"slices"
	"time"

	"portaldesk/client"
)

// callWords are of the earlier calls about this account.
type callWords struct {
	CallsWithin func(days int) int                    `expr:"calls_within_days"`
	LastCall    lastCallWords                         `expr:"last_call"`
	DoneWithin  func(operation string, days int) bool `expr:"done_within_days"`
	DoneAt      func(operation string) time.Time      `expr:"done_at"`
}

// lastCallWords are of the newest call; all empty when there is none.
type lastCallWords struct {
	At      time.Time `expr:"at"`
	Stage   string    `expr:"stage"`
	Cause   string    `expr:"cause"`
	Outcome string    `expr:"outcome"`
}

func callsOf(c Case) callWords {
	done := func(operation string) time.Time { return doneAt(c.Calls, operation) }
	w := callWords{
		CallsWithin: func(days int) int {
			return count(c.Calls, func(call client.Call) bool { return c.ReadAt.Sub(call.ClosedAt) <= time.Duration(days)*day })
		},
		DoneWithin: func(operation string, days int) bool {
			at := done(operation)
			return !at.IsZero() && c.ReadAt.Sub(at) <= time.Duration(days)*day
		},
		DoneAt: done,
	}
	if len(c.Calls) > 0 {
		newest := c.Calls[0]
		w.LastCall = lastCallWords{newest.ClosedAt, newest.Reason.Stage, newest.Reason.Cause, string(newest.Outcome)}
	}
	return w
}

// ownCalls are the calls without the later entries to them.
func ownCalls(calls []client.Call) []client.Call {
	amends := func(call client.Call) bool { return call.Amends != "" }
	if !slices.ContainsFunc(calls, amends) {
		return calls
	}
	return slices.DeleteFunc(slices.Clone(calls), amends)
}

// doneAt is when an operation was done last in an earlier call; zero when it never was.
func doneAt(calls []client.Call, operation string) (at time.Time) {
	for _, call := range calls {
		for _, deed := range call.Done {
			if deed.What == operation && deed.Result == "done" && deed.At.After(at) {
				at = deed.At
			}
		}
	}
	return at
}
