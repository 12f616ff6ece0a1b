package app_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client"
)

// stranded is a clinic whose desk has one note waiting and one draft, and was closed.
func stranded(t *testing.T) clinic {
	t.Helper()
	c := newClinic(t)
	desk, _ := c.talking(t, client.RoleSenior)
	apptest.CloseCall(t, desk, client.OutcomeResolved, "waits")
	apptest.StartCall(t, desk).SetNote("half a sentence")
	if err := errors.Join(desk.Calls.Flush(), desk.Close()); err != nil {
		t.Fatal(err)
	}
	return c
}

// wantStuck signs in, which must fail for this reason and say how many notes are stuck.
func (c clinic) wantStuck(t *testing.T, want error) {
	t.Helper()
	desk, err := c.Workplace.SignIn(t.Context(), c.Profile, c.Credentials(t, client.RoleSenior))
	if err == nil {
		desk.Close()
	}
	behind, ok := errors.AsType[*app.StuckError](err)
	if !ok || behind.Notes != 2 || !errors.Is(err, want) {
		t.Errorf("%v (%+v), want %v with 2 notes", err, behind, want)
	}
}

// refusing is a real ring that begins to fail, or to answer with nothing of use, when it is asked for the key of the notes.
type refusing struct {
	secret.Ring
	err error
}

func (r refusing) Get(item string) (string, error) {
	if strings.HasPrefix(item, "store.") {
		return "", r.err
	}
	return r.Ring.Get(item)
}

func TestEveryFailureOfTheKeyringSaysHowManyNotesAreStuck(t *testing.T) {
	c := stranded(t)
	real, path := c.Workplace.Ring, c.Workplace.Profiles.StorePath(c.Profile.ID)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, cause := range []error{secret.ErrSlow, secret.ErrLocked, secret.ErrDenied, secret.ErrFull} {
		c.Workplace.Ring = refusing{real, errors.Join(secret.ErrUnavailable, cause)}
		c.wantStuck(t, cause)
		if _, err := c.Workplace.SetAside(c.Profile); !errors.Is(err, store.ErrKeyringUnavailable) {
			t.Errorf("a key that may come back must not be given up: %v", err)
		}
	}
	c.Workplace.Ring = secrettest.Ring(t) // wiped
	c.wantStuck(t, store.ErrKeyMissing)
	c.Workplace.Ring = refusing{real, nil} // answers with something else
	c.wantStuck(t, store.ErrKeyWrong)
	c.Workplace.Ring, c.Workplace.RingProblem = secret.InMemory(), secret.ErrLocked
	if desk := c.SignIn(t, client.RoleSenior); !desk.Fleeting || desk.Stuck != 2 || !errors.Is(desk.RingProblem, secret.ErrLocked) {
		t.Errorf("for this run only, with %d stuck: %v", desk.Stuck, desk.RingProblem)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
}

func TestNotesThatHaveLostTheirKeyAreSetAsideAndKept(t *testing.T) {
	c := stranded(t)
	path, real := c.Workplace.Profiles.StorePath(c.Profile.ID), c.Workplace.Ring
	if _, err := c.Workplace.SetAside(c.Profile); !errors.Is(err, app.ErrNotStuck) {
		t.Errorf("notes that open: %v", err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c.Workplace.Ring = secrettest.Ring(t)
	aside, err := c.Workplace.SetAside(c.Profile)
	if err != nil || aside.Notes != 2 {
		t.Fatalf("%+v, %v", aside, err)
	}
	if kept, err := os.ReadFile(aside.Path); err != nil || string(kept) != string(before) {
		t.Errorf("what is kept is not what there was: %v", err)
	}
	desk := c.SignIn(t, client.RoleSenior)
	if page, err := desk.Trail.Since(0, 10); err != nil || len(page) == 0 || page[0].Action != "set-aside" {
		t.Errorf("the trail begins with %+v, %v", page, err)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(aside.Path, path); err != nil {
		t.Fatal(err)
	}
	c.Workplace.Ring = real // an administrator has restored it
	if sum := c.SignIn(t, client.RoleSenior).Outbox.Summary(); sum.Waiting != 1 {
		t.Errorf("%+v, want the note of before", sum)
	}
}
