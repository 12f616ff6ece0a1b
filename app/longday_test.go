//go:build torture

package app_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest/tally"
)

// The long day.
const (
	dayLength    = 8 * time.Hour
	callsADay    = 500
	lookUpsACall = 20
	warmUp       = 100 // calls after which the desk must not grow any more
	lockEvery    = 25
	outageEvery  = 40
	mayGrow      = 1.10
)

// dayClock is a clock that a test moves on. The portal lives by it too.
type dayClock struct{ now atomic.Pointer[time.Time] }

func (c *dayClock) Now() time.Time { return *c.now.Load() }

func (c *dayClock) pass(d time.Duration) {
	later := c.Now().Add(d)
	c.now.Store(&later)
}

// held is what a process holds. heap is in bytes, without what the portal keeps, which is in the same process.
type held struct {
	goroutines, handles int
	heap                int64
}

func holds(t *testing.T) held {
	t.Helper()
	runtime.GC()
	runtime.GC() // what the first one's finalizers let go, and the profile is as of the last but one
	handles, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return held{runtime.NumGoroutine(), len(handles), heap(t)}
}

// heap is what is in use of what the desk allocated.
func heap(t *testing.T) (bytes int64) {
	t.Helper()
	records := make([]runtime.MemProfileRecord, 100_000)
	n, complete := runtime.MemProfile(records, false)
	if !complete {
		t.Fatalf("%d places that allocate", n)
	}
	for _, record := range records[:n] {
		if !notTheDesks(record.Stack()) {
			bytes += record.InUseBytes()
		}
	}
	return bytes
}

// notTheDesks: the portal's, or of the measurement itself.
func notTheDesks(stack []uintptr) bool {
	frames := runtime.CallersFrames(stack)
	for {
		frame, more := frames.Next()
		if strings.Contains(frame.Function, "client/demoportal") || strings.HasSuffix(frame.Function, "app_test.heap") {
			return true
		}
		if !more {
			return false
		}
	}
}

// TestALongDayLeavesNothingBehind is an agent's day of 10,000 look-ups and 500 calls, with locks and outages: everything reaches
// the portal once, and the desk holds no more at the end than in the morning.
func TestALongDayLeavesNothingBehind(t *testing.T) {
	runtime.MemProfileRate = 1 // every allocation
	begin := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	clock := &dayClock{}
	clock.now.Store(&begin)
	c := clinic{apptest.New(t, secrettest.Ring(t), demoportal.Options{Accounts: 2000, Now: clock.Now})}
	desk := c.SignIn(t, client.RoleSenior)
	background(t, desk)
	written := map[client.CallID]bool{}
	var morning held
	for call := range callsADay {
		if call == warmUp {
			morning = holds(t)
		}
		clock.pass(dayLength / callsADay)
		written[c.oneCall(t, desk, call)] = true
		if call%lockEvery == lockEvery-1 {
			if err := desk.Reauthenticate(t.Context(), c.Credentials(t, client.RoleSenior)); err != nil {
				t.Fatal(err)
			}
		}
	}
	eventually(t, "everything is delivered", func() bool { s := desk.Outbox.Summary(); return s.Waiting+s.NeedsAttention == 0 })
	var evening held
	eventually(t, "what is under way has ended, and the desk holds no more than in the morning", func() bool {
		evening = holds(t)
		return !evening.grewFrom(morning)
	})
	lost, doubled := c.audit(t, written)
	tally.Report(t, tally.Row{Case: "a long day: 10,000 look-ups, 500 calls, 20 locks, 12 outages", Run: callsADay, Lost: lost, Doubled: doubled})
	t.Logf("goroutines %d to %d, handles %d to %d, heap %d to %d KiB", morning.goroutines, evening.goroutines,
		morning.handles, evening.handles, morning.heap>>10, evening.heap>>10)
}

func (h held) grewFrom(before held) bool {
	grew := func(from, to int64) bool { return float64(to) > mayGrow*float64(from) }
	return grew(int64(before.goroutines), int64(h.goroutines)) || grew(int64(before.handles), int64(h.handles)) || grew(before.heap, h.heap)
}

// background lets the desk do its background work until the test ends.
func background(t *testing.T, desk *app.Desk) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); desk.Run(t.Context()) }()
	t.Cleanup(func() { <-done })
}

// oneCall looks patients up as names are typed, opens one, and closes the call; now and then while the portal is gone.
func (c clinic) oneCall(t *testing.T, desk *app.Desk, number int) client.CallID {
	t.Helper()
	call := apptest.StartCall(t, desk)
	typed := fmt.Sprintf("%s, %s", []string{"Alvarez", "Novak", "Smith", "Nguyen", "Haddad"}[number%5], "abcdefghijklmnopqrst"[:1+number%20])
	for i := range lookUpsACall {
		page, err := desk.Search(t.Context(), client.Query{Text: typed[:min(2+i, len(typed))]})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 && len(page.Items) > 0 {
			if _, err := desk.Open(t.Context(), page.Items[number%len(page.Items)].ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	for words := range 5 {
		call.SetNote(fmt.Sprintf("call %d, word %d", number, words))
	}
	if number%outageEvery != outageEvery-1 {
		return apptest.CloseCall(t, desk, client.OutcomeResolved, fmt.Sprintf("call %d", number))
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, fmt.Sprintf("call %d, offline", number))
	if err := c.Portal.Restart(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the line is back", func() bool {
		_, err := desk.Search(t.Context(), client.Query{Text: typed})
		return err == nil
	})
	return id
}

// audit counts what the portal has of the calls.
func (c clinic) audit(t *testing.T, written map[client.CallID]bool) (lost, doubled int) {
	t.Helper()
	seen := map[client.CallID]int{}
	c.eachCall(t, func(call client.Call) { seen[call.ID]++ })
	for id := range written {
		switch seen[id] {
		case 0:
			lost++
		case 1:
		default:
			doubled++
		}
	}
	return lost, doubled
}

// eventually waits for the background work.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not within two minutes: ", what)
		}
	}
}
