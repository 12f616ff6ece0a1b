package ledger_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"portaldesk/app/ledger"
	"portaldesk/client"
)

const many = 100_000

// full is a ledger of 100,000 calls, read again from its store, and the memory that its rows take.
func full(b *testing.B) (l *ledger.Ledger, kept uint64) {
	b.Helper()
	where := newPlace(b)
	l, s := where.open(b)
	for batch := range slices.Chunk(thousands(), client.MaxBatch) {
		send(b, l, batch...)
	}
	must(b, s.Close())
	before := heap()
	l, _ = where.open(b)
	began := time.Now()
	_, err := l.Calls(b.Context(), client.CallQuery{})
	must(b, err)
	b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms-first-page")
	return l, heap() - before
}

func thousands() []client.Call {
	calls := make([]client.Call, many)
	for i := range calls {
		calls[i] = call(client.AccountID(fmt.Sprint("account-", i*7919%5000)), i)
		calls[i].AgentID = fmt.Sprint("agent-", i%12)
		calls[i].Note = fmt.Sprintf("Locked out after five tries on the old phone; unlocked after a code to the number on file, ticket %d.", i)
	}
	return calls
}

func heap() uint64 {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

// BenchmarkPageOf100000 reads one page of 100 calls, the way the call log asks for it.
func BenchmarkPageOf100000(b *testing.B) {
	l, kept := full(b)
	middle := morning.Add(many / 2 * time.Minute)
	for _, bench := range []struct {
		name  string
		query client.CallQuery
	}{
		{"all", client.CallQuery{}},
		{"account", client.CallQuery{Account: "account-77"}},
		{"two filters", client.CallQuery{AgentID: "agent-3", From: middle, Outcome: client.OutcomeResolved}},
		{"longest", client.CallQuery{Order: client.LongestCalls, AgentID: "agent-3"}},
		{"common word", client.CallQuery{Contains: "PHONE"}},
		{"rare word", client.CallQuery{Contains: "ticket 4711."}},
		{"no such word", client.CallQuery{Contains: "zebra"}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			bench.query.Limit = 100
			for b.Loop() {
				if _, err := l.Calls(b.Context(), bench.query); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(kept)/(1<<20), "MB-kept")
		})
	}
}
