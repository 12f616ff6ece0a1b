package parts_test

import (
	"testing"

	"portaldesk/ui/parts"
)

func TestAStopperStopsWorkThatRunsAndWorkThatHasNotBegun(t *testing.T) {
	var running parts.Stopper
	ctx, release := running.With(t.Context())
	defer release()
	running.Stop()
	if ctx.Err() == nil {
		t.Error("the work that runs goes on")
	}

	var waiting parts.Stopper
	waiting.Stop()
	ctx, release = waiting.With(t.Context())
	defer release()
	if ctx.Err() == nil {
		t.Error("the work that had not begun runs")
	}
}
