package trail_test

import (
	"fmt"
	"testing"

	"portaldesk/app/store"
	"portaldesk/client"
)

const bucket store.Bucket = "trail"

func at(seq int) string { return fmt.Sprintf("%016x", seq) }

// verified presses the button and waits for the end.
func (w *world) verified() {
	w.t.Helper()
	w.enters()
	w.screen.Verify()
	w.runner.All()
}

func TestAnIntactTrailIsSaidToBeSoAndTheCheckIsAnEntry(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(unlocks("agent-7", 2)...)
	w.verified()
	w.MustSee("Intact to entry 3", "The keyring vouches for entry 3")
	if newest := w.entries()[0]; newest.Action != "verify-trail" || newest.Outcome != client.AuditDone {
		t.Errorf("the newest entry is %+v", newest)
	}
	w.Tap("Close")
	w.MustSee("Verify the trail", "4 found")
}

func TestABrokenTrailSaysWhereAndHowAndWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*store.Tx) error
		want   []string
	}{
		"edited": {func(tx *store.Tx) error {
			var e client.AuditEvent
			if _, err := tx.Get(bucket, at(3), &e); err != nil {
				return err
			}
			e.AgentID = "somebody else"
			return tx.Put(bucket, at(3), e)
		}, []string{"broken in one place", "Entry 3: edited"}},
		"taken out": {func(tx *store.Tx) error { return tx.Delete(bucket, at(2)) },
			[]string{"broken in one place", "Entry 2: missing"}},
		"reordered": {func(tx *store.Tx) error {
			var two, three client.AuditEvent
			if _, err := tx.Get(bucket, at(2), &two); err != nil {
				return err
			}
			if _, err := tx.Get(bucket, at(3), &three); err != nil {
				return err
			}
			if err := tx.Put(bucket, at(2), three); err != nil {
				return err
			}
			return tx.Put(bucket, at(3), two)
		}, []string{"broken in 3 places", "Entry 2: reordered", "Entry 3: reordered"}},
		// Nothing is written when the session is resumed: the end that was cut off is still the end.
		"cut off": {func(tx *store.Tx) error { return tx.Delete(bucket, at(4)) },
			[]string{"broken in one place", "Entry 4: cut off at the end"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, client.RoleSupervisor)
			w.writes(unlocks("agent-7", 3)...)
			w.tampers(c.change)
			w.verified()
			w.MustSee(c.want...)
			w.MustSee("Leave this computer and its files as they are", "tell whoever answers for privacy")
			if newest := w.entries()[0]; newest.Action != "verify-trail" || newest.Outcome != client.AuditFailed {
				t.Errorf("the newest entry is %+v", newest)
			}
		})
	}
}

func TestACheckSaysHowFarItIsAndCanBeStopped(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.fills(unlocks("agent-7", 1000)...)
	w.enters()
	w.After = nil
	w.screen.Verify()
	w.Tap("Stop")
	w.MustNotSee("Checking")
	w.runner.All()
	if newest := w.entries()[0]; newest.Action == "verify-trail" {
		t.Error("a check that was stopped is in the trail")
	}
	if w.clock.Running() {
		t.Error("the clock of the dialog still ticks")
	}
}

func TestEntriesThatCannotBeReadAreCountedAndVerifyNamesThem(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(unlocks("agent-7", 3)...)
	w.tampers(func(tx *store.Tx) error { return tx.Put(bucket, at(3), "no entry") })
	w.verified()
	w.MustSee("Some entries cannot be read", "So far: 1.", "Entry 3: edited")
}

func TestALockedKeyringIsNoBrokenTrail(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.enters()
	w.ring.locked.Store(true)
	w.screen.Verify()
	w.runner.All()
	w.MustSee("The trail cannot be checked: the keyring is locked", "This does not mean that anything is wrong", "Nothing is known about the trail")
	w.MustNotSee("Intact", "broken")
	w.ring.locked.Store(false)
	w.Tap("Close")
	w.screen.Verify()
	w.runner.All()
	w.MustSee("Intact to entry 1")
}
