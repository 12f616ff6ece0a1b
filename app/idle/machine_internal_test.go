package idle

import (
	"strings"
	"testing"
	"time"
)

// TestMonotonicReadingsAreDropped: between two moments that have one, time.Time.Sub would not see that the machine slept.
func TestMonotonicReadingsAreDropped(t *testing.T) {
	now := time.Now()
	if !strings.Contains(now.String(), " m=") {
		t.Fatal("this test needs a clock with monotonic readings")
	}
	m := NewMachine(time.Minute, now)
	for name, work := range map[string]func(){
		"made": func() {}, "At": func() { m.At(now) }, "Active": func() { m.Active(now) }, "Unlock": func() { m.Unlock(now) },
	} {
		if work(); strings.Contains(m.seen.String(), " m=") {
			t.Errorf("%s keeps it", name)
		}
	}
}
