package callback_test

import (
	"fmt"
	"testing"
	"time"

	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/client"
)

// callerFolder, in the environment, makes the test binary a desk over the store in that folder that closes calls, each of
// which promises the next and keeps the promise of the one before, until it is killed.
const callerFolder = "PORTALDESK_TEST_CALLER_FOLDER"

// closeUntilKilled says on stdout which call is closed, once it is.
func closeUntilKilled(dir string) error {
	s, err := openStore(dir)
	if err != nil {
		return err
	}
	d, err := sit(s, callback.Options{AgentID: "agent-1"})
	if err != nil {
		return err
	}
	for {
		c, err := d.calls.Start("en")
		if err != nil {
			return err
		}
		c.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
		c.SetOutcome(client.OutcomeCallBack)
		c.SetNote("promised")
		c.SetCallBack(call.CallBack{Due: time.Now().Add(time.Hour)})
		if open := d.callbacks.Promised(); len(open) > 0 {
			c.SetKeeps(open[0].ID)
		}
		id, err := d.calls.Close()
		if err != nil {
			return err
		}
		fmt.Println("closed", id)
	}
}

func TestKilledAtAnyMomentACallAndItsPromiseAreBothThereOrNeither(t *testing.T) {
	dir, calls := t.TempDir(), 0
	for range 12 {
		said := map[string]string{}
		killed(t, callerFolder, dir, said)
		calls = checkClosed(t, dir, said)
	}
	if calls < 12 {
		t.Errorf("only %d calls; the rounds prove little", calls)
	}
}

// checkClosed holds every call in the outbox against its promise, and the other way round; it answers how many there are.
func checkClosed(t *testing.T, dir string, said map[string]string) int {
	t.Helper()
	s, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := sit(s, callback.Options{AgentID: "agent-1"})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := d.box.List()
	if err != nil {
		t.Fatal(err)
	}
	promised := map[client.CallID]bool{}
	for _, one := range append(d.callbacks.Promised(), d.callbacks.Settled()...) {
		promised[one.Call] = true
	}
	for _, entry := range entries {
		if !promised[entry.Call.ID] {
			t.Fatalf("call %s is closed, and its promise is not there", entry.Call.ID)
		}
		delete(said, string(entry.Call.ID))
	}
	if len(promised) != len(entries) || len(d.callbacks.Promised()) > 1 {
		t.Fatalf("%d promises for %d calls, %d of them open", len(promised), len(entries), len(d.callbacks.Promised()))
	}
	if len(said) > 0 {
		t.Fatalf("%d calls were said to be closed and are not there", len(said))
	}
	return len(entries)
}
