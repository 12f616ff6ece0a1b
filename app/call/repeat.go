package call

import (
	"time"

	"portaldesk/client"
)

// RepeatSpan is how long after a call another one about the same account is its repetition.
const RepeatSpan = 7 * 24 * time.Hour

// RepeatOf is the newest of the earlier calls that a call repeats, empty for none.
func RepeatOf(record client.Call, earlier []client.Call) client.CallID {
	if !AboutAccount(record) {
		return ""
	}
	var last client.Call
	for _, call := range earlier {
		before := !call.OpenedAt.After(record.OpenedAt) && record.OpenedAt.Sub(call.ClosedAt) <= RepeatSpan
		if before && AboutAccount(call) && call.Account == record.Account && call.ID != record.ID && call.ClosedAt.After(last.ClosedAt) {
			last = call
		}
	}
	return last.ID
}

// AboutAccount says whether a call was had with somebody about an account: what was added to one later, an abandoned call and a
// wrong number were not.
func AboutAccount(call client.Call) bool {
	return call.Account != "" && call.Amends == "" &&
		call.Outcome != client.OutcomeAbandoned && call.Outcome != client.OutcomeWrongNumber
}
