package ledger_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"portaldesk/app/ledger"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(bookkeeperFolder); dir != "" {
		os.Exit(keepUntilKilled(dir))
	}
	secrettest.Main(m)
}

// place is where a ledger is kept, over several runs.
type place struct {
	dir  string
	ring secret.Ring
}

func newPlace(t testing.TB) place { return place{t.TempDir(), secrettest.Ring(t)} }

func (p place) open(t testing.TB) (*ledger.Ledger, *store.Store) {
	t.Helper()
	s, err := store.Open(filepath.Join(p.dir, "desk.db"), p.ring)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return ledger.New(s, "agent-1"), s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var morning = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// call is a closed call, opened so many minutes into the morning.
func call(about client.AccountID, minute int) client.Call {
	opened := morning.Add(time.Duration(minute) * time.Minute)
	return client.Call{
		ID: client.CallID(uuid.NewString()), Account: about, AgentID: "agent-1",
		Caller:   client.Caller{Relation: client.RelationPatient, Level: client.ProvenByOOB},
		OpenedAt: opened, ClosedAt: opened.Add(5 * time.Minute), TalkSeconds: 240, WrapSeconds: 60,
		Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Outcome: client.OutcomeResolved, Note: "Unlocked. ñ 漢",
		Language: "en", Done: []client.Deed{{At: opened.Add(time.Minute), What: "unlock", Result: "done"}},
	}
}

func send(t testing.TB, l *ledger.Ledger, calls ...client.Call) []client.CallStatus {
	t.Helper()
	receipts, err := l.CreateCalls(t.Context(), calls)
	must(t, err)
	statuses := make([]client.CallStatus, len(receipts))
	for i, receipt := range receipts {
		if statuses[i] = receipt.Status; receipt.ID != calls[i].ID {
			t.Errorf("receipt %d is another call's", i)
		}
	}
	return statuses
}

// kept are all calls about an account, page by page.
func kept(t testing.TB, l *ledger.Ledger, about client.AccountID, limit int) []client.Call {
	t.Helper()
	var calls []client.Call
	query := client.CallQuery{Account: about, Limit: limit}
	for {
		page, err := l.Calls(t.Context(), query)
		must(t, err)
		calls = append(calls, page.Items...)
		if query.Cursor = page.Next; page.Next == "" {
			if len(calls) != page.Total {
				t.Errorf("%d calls in all pages, total %d", len(calls), page.Total)
			}
			return calls
		}
	}
}

func TestKeptOnceHoweverOftenItComesAlsoInTheNextRun(t *testing.T) {
	where, one := newPlace(t), call("a", 0)
	l, s := where.open(t)
	elsewhere := one
	elsewhere.OpenedAt, elsewhere.Done = one.OpenedAt.In(time.FixedZone("", 3600)), slices.Clone(one.Done)
	want := []client.CallStatus{client.CallCreated, client.CallExisting, client.CallExisting}
	if got := send(t, l, one, one, elsewhere); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	must(t, s.Close())
	l, _ = where.open(t)
	if got := send(t, l, one); got[0] != client.CallExisting {
		t.Errorf("in the next run: %v", got)
	}
	if diff := cmp.Diff([]client.Call{one}, kept(t, l, "a", 10)); diff != "" {
		t.Error(diff)
	}
}

func TestARefusedCallHoldsUpNoOther(t *testing.T) {
	l, _ := newPlace(t).open(t)
	first, reused, backwards, nameless, last := call("a", 0), call("a", 1), call("a", 2), call("a", 3), call("a", 4)
	reused.ID, reused.Note = first.ID, "another note"
	backwards.ClosedAt = backwards.OpenedAt.Add(-time.Minute)
	nameless.ID = "no uuid"
	receipts, err := l.CreateCalls(t.Context(), []client.Call{first, reused, backwards, nameless, last})
	must(t, err)
	for i, want := range []client.CallReceipt{
		{ID: first.ID, Status: client.CallCreated},
		{ID: first.ID, Status: client.CallRefused, Code: "call-id-reused", Fields: []client.FieldError{{Field: "id", Code: "reused"}}},
		{ID: backwards.ID, Status: client.CallRefused, Code: "call-invalid", Fields: []client.FieldError{{Field: "closedAt", Code: "before-opened"}}},
		{ID: "no uuid", Status: client.CallRefused, Code: "call-invalid", Fields: []client.FieldError{{Field: "id", Code: "no-uuid"}}},
		{ID: last.ID, Status: client.CallCreated},
	} {
		if diff := cmp.Diff(want, receipts[i]); diff != "" {
			t.Error(diff)
		}
	}
	if diff := cmp.Diff([]client.Call{last, first}, kept(t, l, "a", 10)); diff != "" {
		t.Error(diff)
	}
}

func TestListedNewestFirstByAccountInPages(t *testing.T) {
	where := newPlace(t)
	l, s := where.open(t)
	var of, all []client.Call
	for _, minute := range []int{5, 1, 9, 7, 3, 8, 2} { // in no order: a note may come a day late
		one, other := call("a", minute), call("b", minute)
		of, all = append(of, one), append(all, one, other)
		if minute == 9 {
			kept(t, l, "", 3) // from here on the list is kept up to date in memory
		}
		send(t, l, one, other)
	}
	newest := func(a, b client.Call) int { return b.OpenedAt.Compare(a.OpenedAt) }
	slices.SortFunc(of, newest)
	for range 2 {
		if diff := cmp.Diff(of, kept(t, l, "a", 3)); diff != "" {
			t.Error(diff)
		}
		if got := kept(t, l, "", 4); len(got) != len(all) || !slices.IsSortedFunc(got, newest) {
			t.Errorf("%d of %d calls, or not newest first", len(got), len(all))
		}
		must(t, s.Close())
		l, s = where.open(t)
	}
	_, err := l.Calls(t.Context(), client.CallQuery{Cursor: "nonsense"})
	if client.KindOf(err) != client.Invalid || client.CodeOf(err) != "cursor-unknown" {
		t.Errorf("unknown cursor: %v", err)
	}
}

func TestAmendedByALinkedEntryOnce(t *testing.T) {
	l, _ := newPlace(t).open(t)
	one := call("a", 0)
	send(t, l, one)
	amendment := client.Amendment{ID: client.CallID(uuid.NewString()), Call: one.ID, At: one.ClosedAt.Add(time.Hour), Note: "Called back."}
	for range 2 {
		entry, err := l.AmendCall(t.Context(), amendment)
		must(t, err)
		if entry.Amends != one.ID || entry.Note != "Called back." || entry.Account != "a" || entry.TalkSeconds != 0 {
			t.Errorf("%+v", entry)
		}
	}
	got := kept(t, l, "a", 10)
	if len(got) != 2 || got[0].ID != amendment.ID || !cmp.Equal(got[1], one) {
		t.Errorf("%d entries, or the call itself changed", len(got))
	}
	amendment.ID, amendment.Call = client.CallID(uuid.NewString()), client.CallID(uuid.NewString())
	_, err := l.AmendCall(t.Context(), amendment)
	if client.KindOf(err) != client.NotFound || client.CodeOf(err) != "call-not-found" {
		t.Errorf("amending nothing: %v", err)
	}
}

func TestBoundsAndNothing(t *testing.T) {
	l, _ := newPlace(t).open(t)
	if receipts, err := l.CreateCalls(t.Context(), nil); err != nil || len(receipts) != 0 {
		t.Errorf("nothing: %v, %v", receipts, err)
	}
	if _, err := l.CreateCalls(t.Context(), make([]client.Call, client.MaxBatch+1)); client.KindOf(err) != client.Invalid {
		t.Errorf("too many: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.CreateCalls(ctx, []client.Call{call("a", 0)}); client.KindOf(err) != client.Canceled {
		t.Errorf("cancelled: %v", err)
	}
	if got := kept(t, l, "", 10); len(got) != 0 {
		t.Errorf("%d calls", len(got))
	}
}

func TestAStoreThatIsGoneIsSaidAndTakesNothing(t *testing.T) {
	where := newPlace(t)
	l, s := where.open(t)
	must(t, s.Close())
	_, err := l.CreateCalls(t.Context(), []client.Call{call("a", 0)})
	if client.KindOf(err) != client.Unavailable || !errors.Is(err, store.ErrClosed) {
		t.Errorf("%v", err)
	}
	l, _ = where.open(t)
	if got := kept(t, l, "", 10); len(got) != 0 {
		t.Errorf("%d calls", len(got))
	}
}

func TestACallThatCannotBeReadHidesNoOther(t *testing.T) {
	l, s := newPlace(t).open(t)
	one, two := call("a", 0), call("a", 1)
	send(t, l, one, two)
	must(t, s.Update(func(tx *store.Tx) error {
		position, _, _ := tx.Last("ledger")
		return tx.Put("ledger", position, "no call")
	}))
	l = ledger.New(s, "agent-1")
	if diff := cmp.Diff([]client.Call{one}, kept(t, l, "a", 10)); diff != "" || l.Unreadable() != 1 {
		t.Errorf("%d unreadable, %s", l.Unreadable(), diff)
	}
	if got := send(t, l, two); got[0] != client.CallCreated { // the outbox sends it again
		t.Errorf("%v", got)
	}
	if got := kept(t, l, "a", 10); len(got) != 2 {
		t.Errorf("%d calls", len(got))
	}
}
