package trail_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/app/store/recovery"
	"portaldesk/app/trail"
)

// wantAccepted checks that the trail is whole and says by which entries.
func (d *desk) wantAccepted(t *testing.T, want ...uint64) {
	t.Helper()
	report, err := d.trail.Verify()
	must(t, err)
	if !report.Intact() || !slices.Equal(report.Accepted, want) || report.Anchored != report.Head {
		t.Errorf("want it accepted by entries %d: %+v", want, report)
	}
	must(t, d.trail.Anchored())
}

func TestALostAnchorIsAcceptedByAnEntryThatStays(t *testing.T) {
	for name, lose := range map[string]func(ring secret.Ring, item string) error{
		"gone":       func(ring secret.Ring, item string) error { return ring.Delete(item) },
		"unreadable": func(ring secret.Ring, item string) error { return ring.Set(item, "what?") },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.write(t, 3)
			must(t, d.close())
			must(t, lose(d.ring, "trail."+d.store.ID()))
			d.start(t)
			d.write(t, 1)
			if report, err := d.trail.Verify(); err != nil || report.Intact() {
				t.Fatalf("before: %+v, %v", report, err)
			}
			must(t, d.trail.Accept("supervisor"))
			d.wantAccepted(t, 5)
			d.restart(t)
			d.write(t, 2)
			d.wantAccepted(t, 5)
			page, err := d.trail.Page(trail.Filter{Action: trail.ActionAccept}, 10, 0)
			must(t, err)
			if len(page.Entries) != 1 || page.Entries[0].AgentID != "supervisor" {
				t.Errorf("the entry: %+v", page.Entries)
			}
		})
	}
}

func TestAnAnchorThatIsThereCannotBeAcceptedAway(t *testing.T) {
	d := newDesk(t)
	d.write(t, 3)
	if err := d.trail.Accept("supervisor"); !errors.Is(err, trail.ErrNothingToAccept) {
		t.Errorf("whole: %v", err)
	}
	must(t, d.ring.Set("trail."+d.store.ID(), "9 "+strings.Repeat("a", len(trail.Genesis))))
	if err := d.trail.Accept("supervisor"); !errors.Is(err, trail.ErrNothingToAccept) {
		t.Errorf("cut off: %v", err)
	}
	d.ring.gone.Store(true)
	if err := d.trail.Accept("supervisor"); !errors.Is(err, secret.ErrUnavailable) {
		t.Errorf("locked: %v", err)
	}
	d.ring.gone.Store(false)
	if report, err := d.trail.Verify(); err != nil || report.Intact() || len(report.Accepted) != 0 {
		t.Errorf("the evidence must stay: %+v, %v", report, err)
	}
}

// recover closes the desk, loses its keyring, and recovers the store.
func (d *desk) recover(t *testing.T) {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	must(t, err)
	identity, err := recovery.ReadIdentity(strings.NewReader(key.String()))
	must(t, err)
	must(t, d.close())
	s, err := store.Open(d.path, d.ring, store.RecoverableBy(key.Recipient().String()))
	must(t, err)
	must(t, s.Close())
	d.ring = &switchable{Ring: secrettest.Ring(t)}
	must(t, store.Recover(d.path, d.ring, identity))
}

func TestARecoveredTrailIsWholeAndSaysSo(t *testing.T) {
	d := newDesk(t)
	d.write(t, 3)
	d.recover(t)
	d.start(t)
	d.wantAccepted(t, 4)
	d.write(t, 2)
	d.restart(t)
	d.wantAccepted(t, 4)
}

func TestARecoveryIsNotedOnceTheKeyringAnswers(t *testing.T) {
	d := newDesk(t)
	d.write(t, 1)
	d.recover(t)
	var err error
	d.store, err = store.Open(d.path, d.ring)
	must(t, err)
	d.ring.gone.Store(true)
	d.trail, err = trail.Open(d.store, d.ring, trail.Identity{Desk: "desk-1"})
	must(t, err)
	d.ring.gone.Store(false)
	d.restart(t)
	d.wantAccepted(t, 3) // after the entry that says who may recover it
}

func TestEachChangeOfWhoMayRecoverTheNotesIsAnEntry(t *testing.T) {
	d := newDesk(t)
	d.write(t, 1)
	for range 2 {
		key, err := age.GenerateX25519Identity()
		must(t, err)
		must(t, d.close())
		for range 2 { // the second opening names nobody new
			s, err := store.Open(d.path, d.ring, store.RecoverableBy(key.Recipient().String()))
			must(t, err)
			must(t, s.Close())
		}
		d.start(t)
	}
	page, err := d.trail.Page(trail.Filter{Action: trail.ActionRecipients}, 10, 0)
	must(t, err)
	if len(page.Entries) != 2 {
		t.Errorf("%d entries: %+v", len(page.Entries), page.Entries)
	}
}
