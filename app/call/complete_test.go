package call_test

import (
	"errors"
	"strings"
	"testing"

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
		"call back without note": {reason: known, outcome: client.OutcomeCallBack, want: []call.Part{call.PartNote}},
		"call back with note":    {reason: known, outcome: client.OutcomeCallBack, note: "after four"},
		"abandoned without note": {reason: known, outcome: client.OutcomeAbandoned},
	} {
		t.Run(name, func(t *testing.T) {
			d := mustSit(t, newStore(t), "agent-1", call.Options{})
			c := mustStart(t, d)
			c.SetReason(test.reason)
			c.SetOutcome(test.outcome)
			c.SetNote(test.note)
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
