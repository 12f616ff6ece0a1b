package trail_test

import (
	"testing"

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
