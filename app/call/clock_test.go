package call_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/call"
)

func TestPhasesAddUpByTheWallClock(t *testing.T) {
	clock := newClock()
	c := mustStart(t, mustSit(t, newStore(t), "agent-1", call.Options{Now: clock.now}))
	for _, step := range []struct {
		phase call.Phase
		after time.Duration
	}{
		{call.Hold, 3 * time.Minute}, {call.Talk, time.Minute}, {call.Paused, 30 * time.Second},
		{call.Paused, time.Minute}, {"lunch", time.Minute}, {call.Wrap, time.Hour},
	} {
		clock.move(step.after)
		c.Enter(step.phase)
	}
	clock.move(40 * time.Second)
	want := call.Times{Talk: 210 * time.Second, Hold: time.Minute, Wrap: 40 * time.Second, Paused: 62 * time.Minute}
	if diff := cmp.Diff(want, c.Times()); diff != "" {
		t.Errorf("times (-want +got):\n%s", diff)
	}
	if c.Phase() != call.Wrap || c.Times().Handle() != 310*time.Second {
		t.Errorf("phase %s, handle time %v", c.Phase(), c.Times().Handle())
	}
}

func TestClockSetBackNeverCountsNegative(t *testing.T) {
	clock := newClock()
	d := mustSit(t, newStore(t), "agent-1", call.Options{Now: clock.now})
	c := mustStart(t, d)
	clock.move(5 * time.Minute)
	c.Enter(call.Hold)
	clock.move(-time.Hour)
	if times := c.Times(); times != (call.Times{Talk: 5 * time.Minute}) {
		t.Errorf("an hour back within the hold: %+v", times)
	}
	c.Enter(call.Wrap)
	clock.move(2 * time.Minute)
	if times := c.Times(); times != (call.Times{Talk: 5 * time.Minute, Wrap: 2 * time.Minute}) {
		t.Errorf("after the clock was set back: %+v", times)
	}
	complete(c)
	if _, err := d.calls.Close(); err != nil {
		t.Fatal(err)
	}
	record := queued(t, d)[0].Call
	handled := time.Duration(record.TalkSeconds+record.HoldSeconds+record.WrapSeconds) * time.Second
	if span := record.ClosedAt.Sub(record.OpenedAt); handled != 7*time.Minute || span < handled {
		t.Errorf("handled %v within a call of %v", handled, span)
	}
}

func TestClockGoesOnThroughARestart(t *testing.T) {
	clock := newClock()
	s := newStore(t)
	d := mustSit(t, s, "agent-1", call.Options{Now: clock.now})
	c := mustStart(t, d)
	clock.move(time.Minute)
	c.Enter(call.Hold)
	if err := d.calls.Flush(); err != nil {
		t.Fatal(err)
	}
	clock.move(10 * time.Minute)
	back := mustSit(t, s, "agent-1", call.Options{Now: clock.now}).calls.Current()
	if back == nil {
		t.Fatal("the call is gone after a restart")
	}
	if want := (call.Times{Talk: time.Minute, Hold: 10 * time.Minute}); back.Phase() != call.Hold || back.Times() != want {
		t.Errorf("after a restart: %s, %+v; want hold, %+v", back.Phase(), back.Times(), want)
	}
}

func TestMomentsCarryNoMonotonicReading(t *testing.T) {
	c := mustStart(t, mustSit(t, newStore(t), "agent-1", call.Options{}))
	c.Enter(call.Hold)
	for _, change := range c.Draft().Phases {
		if strings.Contains(change.At.String(), "m=") {
			t.Errorf("%s began at %v, which stands still while the machine sleeps", change.Phase, change.At)
		}
	}
}
