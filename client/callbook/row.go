package callbook

import (
	"cmp"
	"math"
	"time"
	"unique"

	"portaldesk/client"
)

// Row is what is kept in memory of a call: enough to find it. Keep is what its owner needs to get at the call itself.
type Row[K any] struct {
	Keep K
	// number is the row's own; of two calls that are alike in an order, the higher is the newer.
	number int64
	opened int64 // nanoseconds since 1970
	handle int32 // seconds

	account, agent, outcome, stage, cause unique.Handle[string]
}

// RowOf makes the row of a call. No two rows of a book have the same number; it grows with each call that arrives.
func RowOf[K any](call client.Call, number int64, keep K) *Row[K] {
	return &Row[K]{
		Keep: keep, number: number, opened: nanoseconds(call.OpenedAt), handle: handleOf(call),
		account: unique.Make(string(call.Account)), agent: unique.Make(call.AgentID), outcome: unique.Make(string(call.Outcome)),
		stage: unique.Make(call.Reason.Stage), cause: unique.Make(call.Reason.Cause),
	}
}

// handleOf is the handle time, as much of it as a row holds.
func handleOf(call client.Call) int32 {
	return int32(min(max(call.TalkSeconds+call.HoldSeconds+call.WrapSeconds, 0), math.MaxInt32))
}

// The moments that can be counted in nanoseconds. Those beyond are as good as never.
var (
	earliest = time.Unix(0, math.MinInt64)
	latest   = time.Unix(0, math.MaxInt64)
)

func nanoseconds(at time.Time) int64 {
	switch {
	case at.Before(earliest):
		return math.MinInt64
	case at.After(latest):
		return math.MaxInt64
	default:
		return at.UnixNano()
	}
}

// Mark is where a row is in an order. It does not move when other rows come, so pages neither repeat nor miss one.
type Mark struct{ Key, Number int64 }

func (m Mark) compare(other Mark) int {
	return cmp.Or(cmp.Compare(m.Key, other.Key), cmp.Compare(m.Number, other.Number))
}

func (r *Row[K]) byOpening() Mark { return Mark{r.opened, r.number} }

func (r *Row[K]) byHandle() Mark { return Mark{int64(r.handle), r.number} }

// filter is what a query asks of a row.
type filter struct {
	from, until                           int64
	account, agent, outcome, stage, cause unique.Handle[string]
}

// anything is the word of a filter that does not filter.
var anything = unique.Make("")

func filterOf(q client.CallQuery) filter {
	f := filter{
		from: math.MinInt64, until: math.MaxInt64, account: unique.Make(string(q.Account)), agent: unique.Make(q.AgentID),
		outcome: unique.Make(string(q.Outcome)), stage: unique.Make(q.Reason.Stage), cause: unique.Make(q.Reason.Cause),
	}
	if !q.From.IsZero() {
		f.from = nanoseconds(q.From)
	}
	if !q.Until.IsZero() {
		f.until = nanoseconds(q.Until)
	}
	return f
}

func (r *Row[K]) passes(f *filter) bool {
	return r.opened >= f.from && r.opened < f.until && passes(f.account, r.account) && passes(f.agent, r.agent) &&
		passes(f.outcome, r.outcome) && passes(f.stage, r.stage) && passes(f.cause, r.cause)
}

func passes(asked, is unique.Handle[string]) bool { return asked == anything || asked == is }
