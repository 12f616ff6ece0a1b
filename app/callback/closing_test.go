package callback_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/app/outbox"
	"portaldesk/app/store"
	"portaldesk/client"
)

// desk is the calls of one agent, and what they promise, over a store.
type desk struct {
	calls     *call.Calls
	box       *outbox.Outbox
	callbacks *callback.Callbacks
}

func sit(s *store.Store, o callback.Options) (d desk, err error) {
	if d.callbacks, err = callback.Open(s, o); err != nil {
		return d, err
	}
	if d.box, err = outbox.New(s, nil, outbox.Options{AgentID: "agent-1", Now: o.Now}); err != nil {
		return d, err
	}
	d.calls, err = call.Open(s, d.box, call.Options{AgentID: "agent-1", Now: o.Now, Closing: d.callbacks.Closing})
	return d, err
}

// inCall is a desk with an open call that can be closed but for its outcome.
func inCall(t *testing.T) (desk, *call.Call, *clock, *store.Store) {
	t.Helper()
	s, now := newStore(t), &clock{at: morning}
	d, err := sit(s, callback.Options{AgentID: "agent-1", AgentName: "M. Ortiz", Now: now.now})
	if err != nil {
		t.Fatal(err)
	}
	return d, d.begin(t), now, s
}

func (d desk) begin(t *testing.T) *call.Call {
	t.Helper()
	c, err := d.calls.Start("en")
	if err != nil {
		t.Fatal(err)
	}
	c.SetAccount("account-1")
	c.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
	c.SetNote("asked for Mr. Lee")
	return c
}

func (d desk) close(t *testing.T) client.CallID {
	t.Helper()
	id, err := d.calls.Close()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (d desk) queued(t *testing.T) int {
	t.Helper()
	entries, err := d.box.List()
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestAClosedCallLeavesThePromiseItMade(t *testing.T) {
	d, c, _, _ := inCall(t)
	c.SetCaller(client.Caller{Relation: client.RelationParent})
	c.SetOutcome(client.OutcomeCallBack)
	c.SetCallBack(call.CallBack{Due: morning.Add(time.Hour), Entered: "10", Contact: "phone-1", Masked: "***-0199"})
	id := d.close(t)
	open := d.callbacks.Promised()
	if len(open) != 1 || d.queued(t) != 1 {
		t.Fatalf("%d promises, %d calls", len(open), d.queued(t))
	}
	got := open[0]
	if got.Call != id || got.Account != "account-1" || got.Relation != client.RelationParent || got.Contact != "phone-1" ||
		got.Masked != "***-0199" || got.PromisedName != "M. Ortiz" || got.Reason.Cause != "locked" || !got.Due.Equal(morning.Add(time.Hour)) {
		t.Errorf("promised is %+v", got)
	}
}

func TestACallWithAnotherOutcomePromisesNothing(t *testing.T) {
	d, c, _, _ := inCall(t)
	c.SetCallBack(call.CallBack{Due: morning.Add(time.Hour)})
	c.SetOutcome(client.OutcomeResolved)
	d.close(t)
	if open := d.callbacks.Promised(); len(open) != 0 {
		t.Errorf("promised is %+v", open)
	}
}

func TestACallStaysOpenWhenItsPromiseCannotBeKept(t *testing.T) {
	d, c, now, _ := inCall(t)
	c.SetOutcome(client.OutcomeCallBack)
	c.SetCallBack(call.CallBack{Due: morning.Add(time.Hour)})
	now.set(morning.Add(2 * time.Hour)) // the agent took her time
	if _, err := d.calls.Close(); !errors.Is(err, callback.ErrPast) {
		t.Fatalf("closed with %v", err)
	}
	if d.calls.Current() != c || d.queued(t) != 0 || len(d.callbacks.Promised()) != 0 {
		t.Error("something of the call was kept")
	}
	c.SetCallBack(call.CallBack{Due: morning.Add(3 * time.Hour)})
	d.close(t)
}

func TestTheCallThatWasPromisedSettlesThePromise(t *testing.T) {
	for outcome, want := range map[client.CallOutcome]struct {
		state  callback.State
		result callback.Result
	}{
		client.OutcomeResolved:    {callback.Done, callback.Reached},
		client.OutcomeCallBack:    {callback.Done, callback.Reached},
		client.OutcomeAbandoned:   {callback.Promised, callback.NoAnswer},
		client.OutcomeWrongNumber: {callback.Promised, callback.WrongPerson},
	} {
		t.Run(string(outcome), func(t *testing.T) {
			d, c, _, _ := inCall(t)
			made := mustPromise(t, d.callbacks, morning.Add(time.Hour))
			c.SetKeeps(made.ID)
			c.SetOutcome(outcome)
			c.SetCallBack(call.CallBack{Due: morning.Add(4 * time.Hour)})
			d.close(t)
			got, _ := d.callbacks.Get(made.ID)
			if got.State != want.state || len(got.Attempts) != 1 || got.Attempts[0].Result != want.result {
				t.Errorf("the promise is %s after %+v", got.State, got.Attempts)
			}
		})
	}
}

func TestAPromiseThatSomebodySettledMeanwhileKeepsNoCallOpen(t *testing.T) {
	d, c, _, _ := inCall(t)
	made := mustPromise(t, d.callbacks, morning.Add(time.Hour))
	c.SetKeeps(made.ID)
	c.SetOutcome(client.OutcomeResolved)
	if err := d.callbacks.Settle(made.ID, callback.Cancelled, "not needed"); err != nil {
		t.Fatal(err)
	}
	d.close(t)
	if got, _ := d.callbacks.Get(made.ID); got.State != callback.Cancelled || len(got.Attempts) != 0 {
		t.Errorf("the promise became %+v", got)
	}
}

func TestAnotherAccountTakesTheContactAndThePromiseBack(t *testing.T) {
	_, c, _, _ := inCall(t)
	c.SetCallBack(call.CallBack{Due: morning.Add(time.Hour), Entered: "10", Contact: "phone-1", Masked: "***-0199"})
	c.SetKeeps("some promise")
	c.SetAccount("account-2")
	if got := c.Draft(); got.CallBack.Contact != "" || got.CallBack.Masked != "" || got.Keeps != "" || got.CallBack.Entered != "10" {
		t.Errorf("the draft kept %+v of the other account, and %q", got.CallBack, got.Keeps)
	}
}

func TestAnAddressThatPassesForAContactIsLeftToTheNote(t *testing.T) {
	d, c, _, _ := inCall(t)
	c.SetOutcome(client.OutcomeCallBack)
	c.SetCallBack(call.CallBack{Due: morning.Add(time.Hour), Contact: "+1 555 010 0199"})
	d.close(t)
	if open := d.callbacks.Promised(); len(open) != 1 || open[0].Contact != "" {
		t.Errorf("promised is %+v", open)
	}
}

func TestWhatIsPromisedIsSavedWithTheDraft(t *testing.T) {
	d, c, _, s := inCall(t)
	entered := call.CallBack{Due: morning.Add(time.Hour), Entered: "10", Contact: "phone-1", Masked: "***-0199"}
	c.SetCallBack(entered)
	c.SetKeeps("some promise")
	if err := d.calls.Flush(); err != nil {
		t.Fatal(err)
	}
	again, err := sit(s, callback.Options{AgentID: "agent-1"})
	if err != nil {
		t.Fatal(err)
	}
	if got := again.calls.Current().Draft(); got.CallBack != entered || got.Keeps != "some promise" {
		t.Errorf("brought back is %+v, %q", got.CallBack, got.Keeps)
	}
}

func TestEveryChangeIsTold(t *testing.T) {
	var states []callback.State
	c := mustOpen(t, newStore(t), callback.Options{Now: (&clock{at: morning}).now, Changed: func(was, is callback.Callback) {
		states = append(states, was.State, is.State)
	}})
	made := mustPromise(t, c, morning.Add(time.Hour))
	for _, err := range []error{c.Move(made.ID, morning.Add(2*time.Hour)), c.Try(made.ID, callback.Busy), c.Settle(made.ID, callback.Done, "")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	const open = callback.Promised
	if want := []callback.State{"", open, open, open, open, open, open, callback.Done}; !slices.Equal(states, want) {
		t.Errorf("told of %q, want %q", states, want)
	}
}
