package trail_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// BenchmarkAppend is an entry on the disk and in the keyring. Whoever writes it waits for the disk alone:
// BenchmarkAppendDurably.
func BenchmarkAppend(b *testing.B) {
	d := newDesk(b)
	for b.Loop() {
		d.write(b, 1)
		d.trail.Settle()
		must(b, d.trail.Anchored())
	}
}

func BenchmarkAppendDurably(b *testing.B) {
	d := newDesk(b)
	for b.Loop() {
		d.write(b, 1)
	}
}

func BenchmarkAnchorAlone(b *testing.B) {
	d := newDesk(b)
	for b.Loop() {
		must(b, d.ring.Set("anchor", "a value about as long as a position is, which is a number and sixty-four digits"))
	}
}

func BenchmarkVerify10k(b *testing.B) {
	d := newDesk(b)
	d.ring.gone.Store(true) // writing 10,000 anchors is not what is measured
	for range 10_000 {
		_, err := d.trail.Append(client.AuditEvent{AgentID: "agent-1", Action: "unlock"})
		must(b, err)
	}
	d.trail.Settle()
	d.ring.gone.Store(false)
	d.write(b, 1)
	for b.Loop() {
		_, err := d.trail.Verify()
		must(b, err)
	}
}

// sixYears is what a busy desk writes in the six years for which HIPAA has it kept (45 CFR 164.316(b)(2)(i)).
const sixYears = 2_000_000

// BenchmarkSixYears reports how long the check of such a trail takes, and the slowest page on the way through it: unfiltered, and
// with a filter that finds nothing.
func BenchmarkSixYears(b *testing.B) {
	d := newDesk(b)
	for range sixYears / 10_000 {
		must(b, d.store.Update(func(tx *store.Tx) error {
			for i := range 10_000 {
				_, err := d.trail.AppendTx(tx, client.AuditEvent{AgentID: fmt.Sprint("agent-", i%40), Action: "reset-password",
					Account: client.AccountID(fmt.Sprint("account-", i)), Outcome: client.AuditDone})
				if err != nil {
					return err
				}
			}
			return nil
		}))
	}
	for b.Loop() {
		report, err := d.trail.Verify()
		must(b, err)
		if report.Entries != sixYears || !report.Intact() {
			b.Fatal(report)
		}
	}
	b.ReportMetric(slowestPage(b, d.trail, trail.Filter{}, 100), "page-ms")
	b.ReportMetric(slowestPage(b, d.trail, trail.Filter{Agent: "nobody"}, 100), "filtered-page-ms")
}

// slowestPage goes through a part of the trail, from its middle on.
func slowestPage(b *testing.B, t *trail.Trail, f trail.Filter, pages int) (ms float64) {
	before := uint64(sixYears / 2)
	for range pages {
		began := time.Now()
		page, err := t.Page(f, 100, before)
		must(b, err)
		ms = math.Max(ms, float64(time.Since(began).Microseconds())/1000)
		before = page.Next
	}
	return ms
}
