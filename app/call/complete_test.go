package call_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/call"
	"portaldesk/client"
)

func TestCloseNamesEverythingThatIsMissing(t *testing.T) {
	known := client.Reason{Stage: "sign-in", Cause: "locked"}
	other := client.Reason{Stage: "use", Cause: "use-other"}
	detailed := client.Reason{Stage: "use", Cause: "use-other", Detail: "printer"}
	for name, test := range map[string]struct {
		reason  client.Reason
		outcome client.CallOutcome
		note    string
		due     time.Time
		want    []call.Part
	}{
		"nothing entered":        {want: []call.Part{call.PartReason, call.PartOutcome}},
		"all there":              {reason: known, outcome: client.OutcomeResolved},
		"no cause":               {reason: client.Reason{Stage: "use"}, outcome: client.OutcomeResolved, want: []call.Part{call.PartReason}},
		"another stage's cause":  {reason: client.Reason{Stage: "use", Cause: "locked"}, outcome: client.OutcomeResolved, want: []call.Part{call.PartReason}},
		"detail is asked for":    {reason: other, outcome: client.OutcomeResolved, want: []call.Part{call.PartDetail}},
		"detail given":           {reason: detailed, outcome: client.OutcomeResolved},
		"made-up outcome":        {reason: known, outcome: "fine", want: []call.Part{call.PartOutcome}},
		"follow-up, blank note":  {reason: known, outcome: client.OutcomeFollowUp, note: " \n", want: []call.Part{call.PartNote}},
		"escalated without note": {reason: other, outcome: client.OutcomeEscalated, want: []call.Part{call.PartDetail, call.PartNote}},
		"call back without note": {reason: known, outcome: client.OutcomeCallBack, want: []call.Part{call.PartCallBack, call.PartNote}},
		"call back with no time": {reason: known, outcome: client.OutcomeCallBack, note: "after four", want: []call.Part{call.PartCallBack}},
		"call back with a time":  {reason: known, outcome: client.OutcomeCallBack, note: "after four", due: time.Unix(1, 0)},
		"abandoned without note": {reason: known, outcome: client.OutcomeAbandoned},
	} {
		t.Run(name, func(t *testing.T) {
			d := mustSit(t, newStore(t), "agent-1", call.Options{})
			c := mustStart(t, d)
			c.SetReason(test.reason)
			c.SetOutcome(test.outcome)
			c.SetNote(test.note)
			c.SetCallBack(call.CallBack{Due: test.due})
			before := c.Draft()
			_, err := d.calls.Close()
			var missing []call.Part
			if incomplete, ok := errors.AsType[*call.Incomplete](err); ok {
				missing = incomplete.Missing
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, missing); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
			if len(missing) > 0 && (d.calls.Current() != c || cmp.Diff(before, c.Draft()) != "" || len(queued(t, d)) != 0) {
				t.Error("a call that could not be closed did not stay as it was")
			}
		})
	}
}

func TestTextsLongerThanThePortalTakesAreNamedAndKept(t *testing.T) {
	for name, test := range map[string]struct {
		fill func(c *call.Call, text string)
		part call.Part
		max  int
	}{
		"note": {func(c *call.Call, text string) { c.SetNote(text) }, call.PartNote, 20_000},
		"detail": {func(c *call.Call, text string) {
			c.SetReason(client.Reason{Stage: "use", Cause: "use-other", Detail: text})
		}, call.PartDetail, 200},
		"caller": {func(c *call.Call, text string) {
			c.SetCaller(client.Caller{Relation: client.RelationParent, Name: text})
		}, call.PartCaller, 200},
	} {
		t.Run(name, func(t *testing.T) {
			d := mustSit(t, newStore(t), "agent-1", call.Options{})
			c := mustStart(t, d)
			complete(c)
			test.fill(c, strings.Repeat("é", test.max+1))
			_, err := d.calls.Close()
			tooLong, ok := errors.AsType[*call.TooLong](err)
			if want := (call.TooLong{Part: test.part, Length: test.max + 1, Max: test.max}); !ok || *tooLong != want {
				t.Fatalf("one character too many: %v, want %v", err, &want)
			}
			test.fill(c, strings.Repeat("é", test.max))
			if _, err := d.calls.Close(); err != nil {
				t.Errorf("the longest text: %v", err)
			}
		})
	}
}

func TestACallIsClosedWithTheReasonsOfItsPortal(t *testing.T) {
	own, err := call.DefaultReasons().AddCause("sign-in", call.Cause{Title: "Kiosk in the lobby", NeedsDetail: true})
	if err != nil {
		t.Fatal(err)
	}
	own, err = own.Hide(client.Reason{Stage: "sign-in", Cause: "locked"}, true)
	if err != nil {
		t.Fatal(err)
	}
	d := mustSit(t, newStore(t), "agent", call.Options{Reasons: own})
	c := mustStart(t, d)
	c.SetOutcome(client.OutcomeResolved)
	for _, missing := range []struct {
		reason client.Reason
		part   call.Part
	}{
		{client.Reason{Stage: "sign-in", Cause: "no-such"}, call.PartReason},
		{client.Reason{Stage: "sign-in", Cause: "kiosk-in-the-lobby"}, call.PartDetail},
	} {
		c.SetReason(missing.reason)
		_, err := d.calls.Close()
		if e, ok := errors.AsType[*call.Incomplete](err); !ok || len(e.Missing) != 1 || e.Missing[0] != missing.part {
			t.Errorf("%v: %v, want that %s is missing", missing.reason, err, missing.part)
		}
	}
	c.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"}) // hidden since the call has it
	if _, err := d.calls.Close(); err != nil {
		t.Error(err)
	}
}

func TestACallIsNotClosedOverABlankOfATemplate(t *testing.T) {
	d := mustSit(t, newStore(t), "agent", call.Options{})
	c := mustStart(t, d)
	complete(c)
	c.SetNote("Locked since {{?when}}.")
	_, err := d.calls.Close()
	if e, ok := errors.AsType[*call.Unfilled](err); !ok || len(e.Blanks) != 1 || e.Blanks[0].What != "when" {
		t.Fatalf("Close: %v", err)
	}
	if strings.Contains(err.Error(), "when") {
		t.Error("the error quotes the note")
	}
	c.SetNote("Locked since noon.")
	if _, err := d.calls.Close(); err != nil {
		t.Error(err)
	}
}

func TestAHiddenCodeIsOfferedOnlyToTheCallThatHasIt(t *testing.T) {
	locked := client.Reason{Stage: "sign-in", Cause: "locked"}
	own, err := call.DefaultReasons().Hide(locked, true)
	if err != nil {
		t.Fatal(err)
	}
	offers := func(list []call.Stage) bool {
		_, _, found := (call.Reasons{}).Find(locked)
		for _, stage := range list {
			for _, cause := range stage.Causes {
				if stage.Code == locked.Stage && cause.Code == locked.Cause {
					return found
				}
			}
		}
		return false
	}
	if offers(own.Offered(client.Reason{Stage: "sign-in"})) || !offers(own.Offered(locked)) {
		t.Error("a hidden code is offered to a new call, or kept from the one that has it")
	}
}
