package callbook

import (
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// Sieve is what a query asks for, apart from its order and its page.
type Sieve struct {
	query client.CallQuery
	// text is what must be in a call's text, folded.
	text string
}

// SieveOf makes the sieve of a query.
func SieveOf(query client.CallQuery) Sieve { return Sieve{query, fold.Text(query.Contains)} }

// Passes says whether a call is one of those asked for.
func (s Sieve) Passes(call client.Call) bool {
	q := s.query
	return meets(q.Account, call.Account) && meets(q.AgentID, call.AgentID) && meets(q.Outcome, call.Outcome) &&
		meets(q.Reason.Stage, call.Reason.Stage) && meets(q.Reason.Cause, call.Reason.Cause) &&
		Within(q.From, q.Until, call.OpenedAt) && s.FindsIn(TextOf(call))
}

// Text is what the sieve looks for in [TextOf]; empty for nothing.
func (s Sieve) Text() string { return s.text }

// FindsIn says whether what the query looks for is in a text of [TextOf].
func (s Sieve) FindsIn(text string) bool { return s.text == "" || strings.Contains(text, s.text) }

func meets[T comparable](asked, is T) bool {
	var anything T
	return asked == anything || asked == is
}

// Within says whether a moment is at or after from and before until; a bound that is zero does not hold it.
func Within(from, until, at time.Time) bool {
	return (from.IsZero() || !at.Before(from)) && (until.IsZero() || at.Before(until))
}

// TextOf is what can be looked for in a call, folded: its note, its caller's name and its reason's detail. Nothing that is
// typed on one line is found across two of them.
func TextOf(call client.Call) string {
	return fold.Text(call.Note + "\x00" + call.Caller.Name + "\x00" + call.Reason.Detail)
}
