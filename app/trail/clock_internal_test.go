package trail

import (
	"testing"
	"time"

	"portaldesk/client"
)

func TestTimeNeverGoesBack(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("", 3600))
	desk := &Trail{anchor: &anchor{}, now: func() time.Time { return noon }}
	before := client.AuditEvent{Hash: Genesis, At: noon.Add(time.Hour).UTC()}
	var e client.AuditEvent
	desk.complete(&e, before)
	if !e.At.Equal(before.At) {
		t.Errorf("the clock was set back: %v is before %v", e.At, before.At)
	}
	desk.complete(&e, client.AuditEvent{Hash: Genesis})
	if !e.At.Equal(noon) || e.At.Location() != time.UTC {
		t.Errorf("At is %v, want %v", e.At, noon.UTC())
	}
}
