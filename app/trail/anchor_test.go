package trail_test

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// gate holds every write to the keyring until it is opened, and counts them.
type gate struct {
	sets    atomic.Int32
	reached chan struct{}
	opened  chan struct{}
	once    sync.Once
}

// stop has the keyring hold what is written from now on.
func (d *desk) stop(t *testing.T) *gate {
	t.Helper()
	d.trail.Settle()
	g := &gate{reached: make(chan struct{}, 100), opened: make(chan struct{})}
	d.ring.on = func(call string) {
		if call == "set" {
			g.sets.Add(1)
			g.reached <- struct{}{}
			<-g.opened
		}
	}
	t.Cleanup(g.open)
	return g
}

func (g *gate) open() { g.once.Do(func() { close(g.opened) }) }

func TestEntriesThatComeWhileTheKeyringIsBusyAreAnchoredByOneWrite(t *testing.T) {
	d := newDesk(t)
	d.write(t, 1)
	g := d.stop(t)
	d.write(t, 1)
	<-g.reached
	d.write(t, 9) // the keyring still has not answered: nobody waits for it
	if err := d.trail.Anchored(); err != nil {
		t.Errorf("nothing has failed yet: %v", err)
	}
	g.open()
	report, err := d.trail.Verify()
	must(t, err)
	if sets := g.sets.Load(); sets != 2 || report.Anchored != 11 || !report.Intact() {
		t.Errorf("%d writes to the keyring, %+v", sets, report)
	}
}

func TestKilledBetweenEntryAndAnchor(t *testing.T) {
	d := newDesk(t)
	d.write(t, 3)
	g := d.stop(t)
	d.write(t, 2)
	<-g.reached
	left, err := os.ReadFile(d.path) // what is on the disk when the process is killed now
	must(t, err)
	path := filepath.Join(t.TempDir(), "store.db")
	must(t, os.WriteFile(path, left, 0o600))

	ring := d.ring.Ring
	s, err := store.Open(path, ring)
	must(t, err)
	defer s.Close()
	next, err := trail.Open(s, ring, trail.Identity{Desk: "desk-1"})
	must(t, err)
	defer next.Close()
	report, err := next.Verify()
	must(t, err)
	if !report.Intact() || report.Head != 5 || report.Anchored != 5 {
		t.Errorf("the next run must catch up: %+v", report)
	}
}

func TestCloseWaitsForTheAnchor(t *testing.T) {
	d := newDesk(t)
	d.write(t, 1)
	g := d.stop(t)
	d.write(t, 1)
	<-g.reached
	closed := make(chan struct{})
	go func() {
		d.trail.Close()
		close(closed)
	}()
	select {
	case <-closed:
		t.Fatal("closed while the anchor was on its way")
	default:
	}
	g.open()
	<-closed
	if sets := g.sets.Load(); sets != 1 {
		t.Errorf("%d writes", sets)
	}
	before := g.sets.Load()
	must(t, d.store.Close())
	d.start(t)
	if report, err := d.trail.Verify(); err != nil || report.Anchored != 2 || g.sets.Load() != before {
		t.Errorf("%+v, %v: Close had left the anchor behind", report, err)
	}
}

func TestEachRoundOfAnchoringIsTold(t *testing.T) {
	d := newDesk(t)
	told := make(chan error, 10)
	d.trail.Tell(func(err error) { told <- err })
	d.ring.gone.Store(true)
	d.write(t, 1)
	if <-told == nil {
		t.Error("a refusal was told as success")
	}
	d.trail.Settle()
	d.ring.gone.Store(false)
	d.write(t, 1)
	if err := <-told; err != nil {
		t.Errorf("told %v", err)
	}
}

// An entry that is written and anchored while the trail is verified must not look like one that was cut off.
func TestVerifyWhileEntriesAreWritten(t *testing.T) {
	d := newDesk(t)
	d.write(t, 3)
	d.trail.Settle()
	verifying := &switchable{Ring: d.ring}
	var once sync.Once
	other, err := trail.Open(d.store, verifying, trail.Identity{Desk: "desk-1"})
	must(t, err)
	verifying.on = func(string) {
		once.Do(func() {
			_, err := d.trail.Append(client.AuditEvent{Action: "unlock"})
			if err != nil {
				t.Error(err)
			}
			d.trail.Settle()
		})
	}
	report, err := other.Verify()
	must(t, err)
	if !report.Intact() || report.Head != 4 {
		t.Errorf("%+v", report)
	}
}

func TestManyEntriesWriteTheKeyringNowAndThen(t *testing.T) {
	d := newDesk(t)
	d.write(t, 1)
	d.trail.Settle()
	var sets atomic.Int32
	d.ring.on = func(call string) {
		if call == "set" {
			sets.Add(1)
		}
	}
	for range 100 {
		d.write(t, 1)
	}
	report, err := d.trail.Verify() // waits for the anchor, and does not wait its distance
	must(t, err)
	if sets.Load() > 10 || report.Anchored != 101 || !report.Intact() {
		t.Errorf("%d writes to the keyring for 100 entries, %+v", sets.Load(), report)
	}
}
