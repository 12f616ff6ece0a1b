package demoportal_test

import (
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// listed are all calls that a question is answered with, page by page.
func (d *desk) listed(question string) []client.Call {
	d.t.Helper()
	var all []client.Call
	for cursor := ""; ; {
		page := read[client.Page[client.Call]](d.get("/calls?limit=70&" + question + cursor).is(200))
		all = append(all, page.Items...)
		if page.Next == "" {
			if page.Total != len(all) {
				d.t.Errorf("%s: %d calls, %d counted", question, len(all), page.Total)
			}
			return all
		}
		cursor = "&cursor=" + page.Next
	}
}

func TestADeskHasAPastThatTheSeedDecides(t *testing.T) {
	options := demoportal.Options{Calls: 500, StateDir: t.TempDir()}
	d := start(t, options).as("mortiz")
	past := d.listed("")
	if len(past) != 500 || !slices.IsSortedFunc(past, func(a, b client.Call) int { return b.OpenedAt.Compare(a.OpenedAt) }) {
		t.Fatalf("%d calls, or not newest first", len(past))
	}
	ids := map[client.CallID]bool{}
	for _, call := range past {
		ids[call.ID] = uuid.Validate(string(call.ID)) == nil && !call.ClosedAt.After(d.clock.Now())
		if !ids[call.ID] {
			t.Errorf("%+v", call)
		}
	}
	if len(ids) != 500 {
		t.Errorf("%d different ids", len(ids))
	}
	call := newCall(d, past[0].Account)
	call.ID, call.Amends = client.CallID(uuid.NewString()), past[0].ID
	d.post("/calls", call).is(201)
	if err := d.portal.Close(); err != nil {
		t.Fatal(err)
	}
	again := startOn(t, d.clock, options).as("mortiz").listed("")
	if len(again) != 501 || again[0].ID != call.ID || again[1].ID != past[0].ID || again[500].ID != past[499].ID {
		t.Errorf("%d calls after a restart", len(again))
	}
}

func TestCallsAreNarrowedAndOrdered(t *testing.T) {
	d := start(t, demoportal.Options{Calls: 500}).as("mortiz")
	all := d.listed("")
	from, until := all[400].OpenedAt, all[100].OpenedAt
	for question, is := range map[string]func(client.Call) bool{
		"accountId=" + url.QueryEscape(string(all[7].Account)): func(c client.Call) bool { return c.Account == all[7].Account },
		"agentId=agent-jdoe":         func(c client.Call) bool { return c.AgentID == "agent-jdoe" },
		"stage=get-code":             func(c client.Call) bool { return c.Reason.Stage == "get-code" },
		"stage=sign-in&cause=locked": func(c client.Call) bool { return c.Reason.Cause == "locked" },
		"outcome=escalated":          func(c client.Call) bool { return c.Outcome == client.OutcomeEscalated },
		"q=QUERIA+saber":             func(c client.Call) bool { return c.Note[:3] == "Que" },
		"from=" + url.QueryEscape(from.Format(time.RFC3339Nano)) + "&until=" + url.QueryEscape(until.Format(time.RFC3339Nano)): func(c client.Call) bool {
			return !c.OpenedAt.Before(from) && c.OpenedAt.Before(until)
		},
	} {
		want := slices.DeleteFunc(slices.Clone(all), func(c client.Call) bool { return !is(c) })
		got := d.listed(question)
		if len(want) == 0 || !slices.EqualFunc(got, want, func(a, b client.Call) bool { return a.ID == b.ID }) {
			t.Errorf("%s: %d calls, want %d", question, len(got), len(want))
		}
		back := d.listed(question + "&sort=oldest")
		if slices.Reverse(back); !slices.EqualFunc(back, want, func(a, b client.Call) bool { return a.ID == b.ID }) {
			t.Errorf("%s: not the same from the oldest", question)
		}
	}
	handle := func(c client.Call) int { return c.TalkSeconds + c.HoldSeconds + c.WrapSeconds }
	d.post("/calls", newCall(d, "")).is(201)
	if longest := d.listed("sort=longest"); len(longest) != 501 || !slices.IsSortedFunc(longest, func(a, b client.Call) int { return handle(b) - handle(a) }) {
		t.Errorf("%d calls, or not the longest first", len(longest))
	}
}

func TestQuestionsAboutCallsThatAreNone(t *testing.T) {
	d := start(t, demoportal.Options{Calls: 50}).as("mortiz")
	d.get("/calls?sort=backwards").refused(501, "not-offered")
	d.get("/calls?outcome=strange").refused(400, "query-invalid")
	d.get("/calls?from=yesterday").refused(400, "query-invalid")
	page := read[client.Page[client.Call]](d.get("/calls?limit=5&sort=oldest").is(200))
	d.get("/calls?limit=9&sort=oldest&cursor=" + page.Next).is(200)
	d.get("/calls?limit=5&cursor="+page.Next).refused(400, "cursor-unknown")
}

func TestAnAmendmentSaysSomethingAndRepeatsNothing(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	call := newCall(d, d.one("active"))
	call.RepeatOf = client.CallID(uuid.NewString())
	if kept := read[client.Call](d.post("/calls", call).is(201)); kept.RepeatOf != call.RepeatOf {
		t.Errorf("repeats %q", kept.RepeatOf)
	}
	path, body := "/calls/"+string(call.ID)+"/amendments", map[string]any{"id": uuid.NewString(), "at": d.clock.Now(), "note": " "}
	d.post(path, body).refused(400, "call-invalid")
	body["note"] = "called back"
	if entry := read[client.Call](d.post(path, body).is(201)); entry.RepeatOf != "" {
		t.Errorf("an amendment repeats %q", entry.RepeatOf)
	}
}

// BenchmarkCalls100000 is a page of 100 calls over HTTPS, as the call log asks for it.
func BenchmarkCalls100000(b *testing.B) {
	d := start(b, demoportal.Options{Calls: 100_000}).as("mortiz")
	account := url.QueryEscape(string(read[client.Page[client.Call]](d.get("/calls?limit=1").is(200)).Items[0].Account))
	for _, question := range []string{"", "accountId=" + account, "agentId=agent-jdoe&outcome=escalated", "sort=longest", "q=SENORA", "q=zebra"} {
		b.Run(question, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.get("/calls?limit=100&" + question).is(200)
			}
		})
	}
	b.Run("floor: about", func(b *testing.B) {
		for b.Loop() {
			d.get("/about").is(200)
		}
	})
}
