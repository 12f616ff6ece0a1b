package app_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// callbackDesk is a desk whose wall clock a test sets: a Friday, 10:00 at the clinic.
func callbackDesk(t *testing.T) (*app.Desk, *apptest.Clinic, func(time.Duration)) {
	t.Helper()
	var mu sync.Mutex
	now := time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	ring := secrettest.File(filepath.Join(t.TempDir(), "ring.json"))
	clinic := apptest.New(t, ring, demoportal.Options{Accounts: 20, Seed: 1, Now: clock})
	return clinic.SignIn(t, client.RoleSenior), clinic, func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(d)
	}
}

// promises closes a call about an account that promises another an hour later.
func promises(t *testing.T, desk *app.Desk, account client.AccountID, in time.Duration) callback.Callback {
	t.Helper()
	current := apptest.StartCall(t, desk)
	current.SetAccount(account)
	current.SetCallBack(call.CallBack{Due: current.Draft().OpenedAt.Add(in)})
	id := apptest.CloseCall(t, desk, client.OutcomeCallBack, "asked for a call")
	for _, promised := range desk.Callbacks.Promised() {
		if promised.Call == id {
			return promised
		}
	}
	t.Fatal("the call promised nothing")
	return callback.Callback{}
}

func TestAPromiseOutlivesTheDeskAndIsSaidToBeDue(t *testing.T) {
	desk, clinic, pass := callbackDesk(t)
	made := promises(t, desk, "", time.Hour)
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	pass(90 * time.Minute)
	again := clinic.Resume(t)
	events := make(chan app.Event, 100)
	defer again.Subscribe(func(e app.Event) { events <- e })()
	stop := run(t, again)
	defer stop()
	late := time.After(20 * time.Second)
	for {
		select {
		case e := <-events:
			if due, ok := e.(app.CallbackDue); ok {
				if due.Reminder.Callback.ID != made.ID || !due.Reminder.Late {
					t.Errorf("told of %+v", due.Reminder)
				}
				return
			}
		case <-late:
			t.Fatal("nobody was told")
		}
	}
}

func TestPromisesAreKeptWithinTheDesksHours(t *testing.T) {
	desk, _, _ := callbackDesk(t)
	current := apptest.StartCall(t, desk)
	current.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
	current.SetOutcome(client.OutcomeCallBack)
	current.SetNote("asked for a call")
	current.SetCallBack(call.CallBack{Due: current.Draft().OpenedAt.Add(12 * time.Hour)}) // Friday, 22:00
	_, err := desk.CloseCall()
	closed, ok := errors.AsType[*callback.ClosedError](err)
	if !ok || desk.Calls.Current() == nil {
		t.Fatalf("closing a call that promises one by night: %v", err)
	}
	if !desk.Hours.Open(closed.Next) || closed.Next.Location().String() != "America/New_York" {
		t.Errorf("open next at %s", closed.Next)
	}
}

func TestTheCallThatIsPromisedIsLinkedToItsPromise(t *testing.T) {
	desk, _, _ := callbackDesk(t)
	made := promises(t, desk, "account-1", time.Hour)
	current, err := desk.CallBack(made.ID, "en")
	if err != nil {
		t.Fatal(err)
	}
	if draft := current.Draft(); draft.Account != "account-1" || draft.Keeps != made.ID {
		t.Errorf("the call is about %q and keeps %q", draft.Account, draft.Keeps)
	}
	if open := desk.Promises("account-1", ""); len(open) != 1 || open[0].ID != made.ID {
		t.Errorf("open for the account: %+v", open)
	}
	apptest.CloseCall(t, desk, client.OutcomeResolved, "reached")
	if got, _ := desk.Callbacks.Get(made.ID); got.State != callback.Done {
		t.Errorf("the promise is %s", got.State)
	}
	if _, err := desk.CallBack(made.ID, "en"); !errors.Is(err, callback.ErrSettled) {
		t.Errorf("calling back once more: %v", err)
	}
	if _, err := desk.CallBack("no such promise", "en"); !errors.Is(err, callback.ErrUnknown) {
		t.Errorf("calling back for nothing: %v", err)
	}
	if open := desk.Promises("account-1", made.ID); len(open) != 0 {
		t.Errorf("still open for the account: %+v", open)
	}
}

func TestACallAboutSomebodyElseIsNotTakenForTheOneThatIsPromised(t *testing.T) {
	desk, _, _ := callbackDesk(t)
	made := promises(t, desk, "account-1", time.Hour)
	current := apptest.StartCall(t, desk)
	current.SetAccount("account-2")
	if _, err := desk.CallBack(made.ID, "en"); !errors.Is(err, app.ErrOtherCall) {
		t.Fatalf("calling back in another's call: %v", err)
	}
	current.SetAccount("account-1")
	current.SetCaller(client.Caller{Relation: client.RelationParent, Level: client.Identified})
	if _, err := desk.CallBack(made.ID, "en"); err != nil {
		t.Fatal(err)
	}
	if caller := current.Draft().Caller; caller.Relation != client.RelationParent || caller.Level != client.Identified {
		t.Errorf("the caller who was proven became %+v", caller)
	}
}

// callbackEntries are what the trail says about promises: action, detail, and whether account and call are there.
func callbackEntries(t *testing.T, desk *app.Desk, of callback.Callback) []string {
	t.Helper()
	page, err := desk.Trail.Page(trail.Filter{Account: of.Account}, 100, 0)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, e := range slices.Backward(page.Entries) {
		if !strings.HasSuffix(e.Action, "-callback") {
			continue
		}
		said = append(said, e.Action+" "+e.Detail)
		if e.AgentID != desk.Session.Agent.ID || e.Call != of.Call || e.Outcome != client.AuditDone {
			t.Errorf("the trail says %+v of the promise of call %s", e, of.Call)
		}
	}
	return said
}

func TestWhatWasPromisedAndBecameOfItIsInTheTrail(t *testing.T) {
	desk, _, _ := callbackDesk(t)
	kept := promises(t, desk, "account-1", time.Hour)
	withdrawn := promises(t, desk, "account-2", 2*time.Hour)
	if err := desk.Callbacks.Try(kept.ID, callback.NoAnswer); err != nil {
		t.Fatal(err)
	}
	if err := desk.Callbacks.Move(kept.ID, kept.Due.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := desk.Callbacks.Settle(withdrawn.ID, callback.Cancelled, "Mrs Reed came by"); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.CallBack(kept.ID, "en"); err != nil {
		t.Fatal(err)
	}
	apptest.CloseCall(t, desk, client.OutcomeResolved, "reached")
	want := []string{"promise-callback 2026-11-20T11:00:00-05:00", "try-callback no-answer", "move-callback 2026-11-20T12:00:00-05:00",
		"keep-callback 2026-11-20T12:00:00-05:00"}
	if got := callbackEntries(t, desk, kept); !slices.Equal(got, want) {
		t.Errorf("of the promise that was kept: %q, want %q", got, want)
	}
	want = []string{"promise-callback 2026-11-20T12:00:00-05:00", "withdraw-callback 2026-11-20T12:00:00-05:00"}
	if got := callbackEntries(t, desk, withdrawn); !slices.Equal(got, want) {
		t.Errorf("of the one that was withdrawn: %q, want %q", got, want)
	}
	given := promises(t, desk, "account-3", time.Hour)
	if err := desk.Callbacks.Settle(given.ID, callback.Missed, "never there"); err != nil {
		t.Fatal(err)
	}
	if got := callbackEntries(t, desk, given); len(got) != 2 || got[1] != "miss-callback 2026-11-20T11:00:00-05:00" {
		t.Errorf("of the one that was given up: %q", got)
	}
}
