package signin_test

import (
	"path/filepath"
	"testing"

	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
)

func TestNotesThatHaveLostTheirKeyCanBeSetAside(t *testing.T) {
	w := newWorld(t)
	w.workplace.Ring, w.workplace.RingProblem = secrettest.File(filepath.Join(t.TempDir(), "ring.json")), nil
	if err := w.clinic.SignIn(t, client.RoleSenior).Close(); err != nil {
		t.Fatal(err)
	}
	w.workplace.Ring = secrettest.File(filepath.Join(t.TempDir(), "other.json"))
	w.screen.At(w.knows(true))
	w.Press("Return")
	w.MustSee("The key to this desk's notes is missing")
	w.Tap("Set these notes aside and begin anew")
	w.MustSee("The notes of before are set aside", "can open it with the keyring it belongs to", ".kept-")
	w.MustNotSee("recovery key") // none was set
	w.Press("Return")
	if len(w.opened) != 1 {
		t.Errorf("%d desks are open", len(w.opened))
	}
}
