package ledger_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/ledger"
	"portaldesk/client"
	"portaldesk/client/callbook"
)

// varied are calls that differ in all that can be asked for.
func varied(n int) []client.Call {
	calls := make([]client.Call, n)
	for i := range calls {
		c := call(client.AccountID("abc"[i%3:i%3+1]), i*7%n)
		c.AgentID, c.TalkSeconds = []string{"agent-1", "agent-2"}[i%2], i*13%n
		c.Reason.Cause, c.Outcome = []string{"locked", "forgot-password"}[i/2%2], []client.CallOutcome{client.OutcomeResolved, client.OutcomeEscalated}[i/4%2]
		c.Note = fmt.Sprintf("call of nobody in particular %d", i)
		if i%10 == 0 {
			c.Note, c.Caller.Name = "Señora Núñez", "Zoë"
		}
		calls[i] = c
	}
	return calls
}

// read are the ids that a question is answered with, page by page.
func read(t testing.TB, l *ledger.Ledger, q client.CallQuery) (ids []client.CallID, total int) {
	t.Helper()
	for {
		page, err := l.Calls(t.Context(), q)
		must(t, err)
		for _, c := range page.Items {
			ids = append(ids, c.ID)
		}
		if q.Cursor = page.Next; page.Next == "" {
			return ids, page.Total
		}
	}
}

func TestEachQuestionInEachOrderAlsoInTheNextRunAndForCallsThatCameSince(t *testing.T) {
	where, all := newPlace(t), varied(120)
	l, s := where.open(t)
	send(t, l, all[:50]...)
	questions := []client.CallQuery{
		{}, {Account: "a"}, {AgentID: "agent-2"}, {From: morning.Add(20 * time.Minute), Until: morning.Add(90 * time.Minute)},
		{Reason: client.Reason{Stage: "sign-in", Cause: "locked"}}, {Outcome: client.OutcomeEscalated}, {Contains: "NUNEZ"}, {Contains: "zoe", AgentID: "agent-1"},
		{Contains: "in particular 7"}, {Contains: "o"}, {Contains: "nobody at all"}, {Account: "b", Outcome: client.OutcomeResolved},
	}
	for run, came := range []int{50, 120, 120} {
		if run == 1 {
			send(t, l, all[50:]...)
		}
		if run == 2 {
			must(t, s.Close())
			l, s = where.open(t)
		}
		for _, q := range questions {
			for _, q.Order = range []client.CallOrder{client.NewestCalls, client.OldestCalls, client.LongestCalls} {
				want := answer(all[:came], q)
				for _, q.Limit = range []int{1, 7, 100} {
					got, total := read(t, l, q)
					if !slices.Equal(got, want) || q.Contains == "" && total != len(want) || q.Contains != "" && total != -1 {
						t.Errorf("run %d, %+v: %d calls of %d, want %d", run, q, len(got), total, len(want))
					}
				}
			}
		}
	}
}

// answer is what a question is to be answered with; of two calls that are alike, the later comes first where the newest do.
func answer(all []client.Call, q client.CallQuery) (ids []client.CallID) {
	var found []int
	for i, c := range all {
		if callbook.SieveOf(q).Passes(c) {
			found = append(found, i)
		}
	}
	slices.SortFunc(found, func(a, b int) int {
		switch q.Order {
		case client.OldestCalls:
			return cmp.Or(all[a].OpenedAt.Compare(all[b].OpenedAt), a-b)
		case client.LongestCalls:
			return cmp.Or(all[b].TalkSeconds-all[a].TalkSeconds, b-a)
		default:
			return cmp.Or(all[b].OpenedAt.Compare(all[a].OpenedAt), b-a)
		}
	})
	for _, i := range found {
		ids = append(ids, all[i].ID)
	}
	return ids
}

func TestASearchThatFindsLittleComesInShortPages(t *testing.T) {
	l, _ := newPlace(t).open(t)
	many := make([]client.Call, client.MaxBatch)
	for round := range 5 { // more than are read for one page
		for i := range many {
			many[i] = call("a", 100+round*len(many)+i)
			many[i].Note = "nothing to be found"
		}
		send(t, l, many...)
	}
	oldest := call("a", 0)
	oldest.Note = "xy"
	send(t, l, oldest)
	page, err := l.Calls(t.Context(), client.CallQuery{Contains: "th"})
	if must(t, err); len(page.Items) != 25 {
		t.Errorf("%d calls", len(page.Items))
	}
	page, err = l.Calls(t.Context(), client.CallQuery{Contains: "xy"}) // too short for a signature
	if must(t, err); len(page.Items) != 0 || page.Next == "" {
		t.Errorf("%d calls, next %q", len(page.Items), page.Next)
	}
	if got, _ := read(t, l, client.CallQuery{Contains: "xy"}); !slices.Equal(got, []client.CallID{oldest.ID}) {
		t.Errorf("%v", got)
	}
}

func TestOrdersAndCursorsThatNobodyKnows(t *testing.T) {
	l, _ := newPlace(t).open(t)
	send(t, l, varied(40)...)
	if _, err := l.Calls(t.Context(), client.CallQuery{Order: "backwards"}); client.KindOf(err) != client.NotOffered {
		t.Errorf("an unknown order: %v", err)
	}
	page, err := l.Calls(t.Context(), client.CallQuery{Limit: 5})
	must(t, err)
	for _, cursor := range []string{"nonsense", strings.ToUpper(page.Next) + "x", page.Next + "0", "." + page.Next} {
		if _, err := l.Calls(t.Context(), client.CallQuery{Cursor: cursor}); client.CodeOf(err) != "cursor-unknown" {
			t.Errorf("%q: %v", cursor, err)
		}
	}
	if _, err := l.Calls(t.Context(), client.CallQuery{Cursor: page.Next, Order: client.OldestCalls}); client.CodeOf(err) != "cursor-unknown" {
		t.Errorf("a cursor of another order: %v", err)
	}
}

func TestARepetitionIsKeptAndAnAmendmentRepeatsNothing(t *testing.T) {
	l, _ := newPlace(t).open(t)
	again := call("a", 5)
	again.RepeatOf = client.CallID(uuid.NewString())
	send(t, l, again)
	entry, err := l.AmendCall(t.Context(), client.Amendment{ID: client.CallID(uuid.NewString()), Call: again.ID, At: again.ClosedAt, Note: "x"})
	must(t, err)
	if got := kept(t, l, "a", 10); entry.RepeatOf != "" || !slices.ContainsFunc(got, func(c client.Call) bool { return c.RepeatOf == again.RepeatOf }) {
		t.Errorf("%+v, %+v", entry, got)
	}
}
