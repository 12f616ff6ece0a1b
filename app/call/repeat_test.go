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

func TestOnlyACallAboutTheAccountWithinSevenDaysIsRepeated(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	before := func(ago time.Duration, change func(*client.Call)) client.Call {
		c := client.Call{ID: client.CallID(ago.String()), Account: "a", Outcome: client.OutcomeResolved, OpenedAt: now.Add(-ago - time.Minute), ClosedAt: now.Add(-ago)}
		if change != nil {
			change(&c)
		}
		return c
	}
	week := 7 * 24 * time.Hour
	record := client.Call{ID: "now", Account: "a", Outcome: client.OutcomeFollowUp, OpenedAt: now, ClosedAt: now.Add(time.Minute)}
	for name, test := range map[string]struct {
		earlier []client.Call
		want    client.CallID
	}{
		"nothing":         {nil, ""},
		"the newest":      {[]client.Call{before(time.Hour, nil), before(time.Minute, nil), before(time.Second*90, nil)}, "1m0s"},
		"a week ago":      {[]client.Call{before(week, nil)}, "168h0m0s"},
		"longer ago":      {[]client.Call{before(week+time.Second, nil)}, ""},
		"another account": {[]client.Call{before(time.Hour, func(c *client.Call) { c.Account = "b" })}, ""},
		"an amendment":    {[]client.Call{before(time.Hour, func(c *client.Call) { c.Amends = "x" })}, ""},
		"abandoned":       {[]client.Call{before(time.Hour, func(c *client.Call) { c.Outcome = client.OutcomeAbandoned })}, ""},
		"wrong number":    {[]client.Call{before(time.Hour, func(c *client.Call) { c.Outcome = client.OutcomeWrongNumber })}, ""},
		"a later one":     {[]client.Call{before(-time.Hour, nil)}, ""},
		"itself":          {[]client.Call{before(time.Hour, func(c *client.Call) { c.ID = "now" })}, ""},
	} {
		if got := call.RepeatOf(record, test.earlier); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	record.Outcome = client.OutcomeWrongNumber
	if got := call.RepeatOf(record, []client.Call{before(time.Hour, nil)}); got != "" {
		t.Errorf("a wrong number repeats %q", got)
	}
}

func TestAnAmendmentIsAboutTheCallAndKeepsToTheLimitsOfANote(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	of := client.Call{
		ID: "6f1c1f2e-7d55-4d8e-9a3b-0a4f4b6f0c11", Account: "a", AgentID: "x", Caller: client.Caller{Name: "Zoë"}, OpenedAt: at.Add(-time.Hour), ClosedAt: at,
		TalkSeconds: 1, HoldSeconds: 2, WrapSeconds: 3, Note: "first", RepeatOf: "r", Done: []client.Deed{{What: "unlock"}},
		Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Outcome: client.OutcomeResolved, Language: "en",
	}
	entry, err := call.Amendment(of, "y", " called back \n", at.Add(time.Minute))
	want := of
	want.ID, want.Amends, want.AgentID, want.Note, want.RepeatOf, want.Done = entry.ID, of.ID, "y", "called back", "", []client.Deed{}
	want.OpenedAt, want.ClosedAt, want.TalkSeconds, want.HoldSeconds, want.WrapSeconds = at.Add(time.Minute), at.Add(time.Minute), 0, 0, 0
	if diff := cmp.Diff(want, entry); err != nil || diff != "" || entry.ID == of.ID {
		t.Errorf("%v %s", err, diff)
	}
	if again, err := call.Amendment(entry, "y", "more", at); err != nil || again.Amends != of.ID {
		t.Errorf("an amendment of an amendment amends %q (%v)", again.Amends, err)
	}
	if _, err := call.Amendment(of, "y", " \n", at); !isMissing(err, call.PartNote) {
		t.Errorf("blank: %v", err)
	}
	if _, err := call.Amendment(of, "y", strings.Repeat("ñ", call.MaxNote), at); err != nil {
		t.Errorf("the longest: %v", err)
	}
	if _, err := call.Amendment(of, "y", strings.Repeat("ñ", call.MaxNote+1), at); !isTooLong(err) {
		t.Errorf("too long: %v", err)
	}
}

func isMissing(err error, part call.Part) bool {
	incomplete, is := errors.AsType[*call.Incomplete](err)
	return is && len(incomplete.Missing) == 1 && incomplete.Missing[0] == part
}

func isTooLong(err error) bool {
	_, is := errors.AsType[*call.TooLong](err)
	return is
}
