package callbook_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/callbook"
)

var morning = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// calls are some that differ in everything, many of them at the same moment and of the same length.
func calls(n int) []client.Call {
	chance, made := rand.New(rand.NewPCG(1, 2)), make([]client.Call, n)
	pick := func(from ...string) string { return from[chance.IntN(len(from))] }
	for i := range made {
		made[i] = client.Call{
			ID: client.CallID(fmt.Sprint(i)), Account: client.AccountID(pick("", "a", "b")), AgentID: pick("x", "y"),
			OpenedAt: morning.Add(time.Duration(chance.IntN(20)) * time.Minute), TalkSeconds: chance.IntN(4), HoldSeconds: chance.IntN(3),
			Reason:  client.Reason{Stage: pick("sign-in", "sign-up"), Cause: pick("locked", "forgot")},
			Outcome: client.CallOutcome(pick("resolved", "escalated")), Note: pick("Señora Núñez rief an", "nothing", "GROSS"),
			Caller: client.Caller{Name: pick("", "Zoë")},
		}
	}
	return made
}

// questions are each filter alone and some together.
func questions() []client.CallQuery {
	return []client.CallQuery{
		{}, {Account: "a"}, {AgentID: "y"}, {From: morning.Add(5 * time.Minute)}, {Until: morning.Add(5 * time.Minute)},
		{Reason: client.Reason{Stage: "sign-in"}}, {Reason: client.Reason{Stage: "sign-in", Cause: "locked"}}, {Outcome: "escalated"},
		{Contains: "NUNEZ"}, {Contains: "zoe"}, {Contains: "groß"}, {Contains: "nobody"},
		{Account: "b", Outcome: "resolved", From: morning, Until: morning.Add(time.Minute)}, {AgentID: "x", Contains: "señora"}, {Account: "c"},
	}
}

func bookOf(made []client.Call) *callbook.Book[client.Call] {
	book := &callbook.Book[client.Call]{}
	for number, call := range made {
		book.Add(callbook.RowOf(call, int64(number), call))
	}
	return book
}

// plainly does what a book does, in the plainest way.
func plainly(made []client.Call, q client.CallQuery) []client.CallID {
	numbers := make([]int, 0, len(made))
	for i, call := range made {
		if callbook.SieveOf(q).Passes(call) {
			numbers = append(numbers, i)
		}
	}
	handle := func(i int) int { return made[i].TalkSeconds + made[i].HoldSeconds + made[i].WrapSeconds }
	slices.SortFunc(numbers, func(a, b int) int {
		switch q.Order {
		case client.OldestCalls:
			return cmp.Or(made[a].OpenedAt.Compare(made[b].OpenedAt), cmp.Compare(a, b))
		case client.LongestCalls:
			return cmp.Or(cmp.Compare(handle(b), handle(a)), cmp.Compare(b, a))
		default:
			return cmp.Or(made[b].OpenedAt.Compare(made[a].OpenedAt), cmp.Compare(b, a))
		}
	})
	ids := make([]client.CallID, len(numbers))
	for i, number := range numbers {
		ids[i] = made[number].ID
	}
	return ids
}

func TestEveryQuestionInEveryOrderByPagesOfEverySize(t *testing.T) {
	made := calls(200)
	book := bookOf(made)
	for _, q := range questions() {
		for _, q.Order = range []client.CallOrder{client.NewestCalls, client.OldestCalls, client.LongestCalls} {
			sieve, want := callbook.SieveOf(q), plainly(made, q)
			for _, size := range []int{1, 3, 7, 1000} {
				for _, most := range []int{1, 5, 10_000} {
					if got := paged(t, book, q, sieve, size, most); !slices.Equal(got, want) {
						t.Errorf("%+v, pages of %d, %d looked at: %v, want %v", q, size, most, got, want)
					}
				}
			}
			if count := book.Count(q, func(c client.Call) bool { return sieve.FindsIn(callbook.TextOf(c)) }); count != len(want) {
				t.Errorf("%+v: %d counted, want %d", q, count, len(want))
			}
		}
	}
}

func paged(t *testing.T, book *callbook.Book[client.Call], q client.CallQuery, sieve callbook.Sieve, size, most int) []client.CallID {
	t.Helper()
	ids := []client.CallID{}
	for mark, pages := (*callbook.Mark)(nil), 0; ; pages++ {
		left := most
		page, err := book.Page(q, mark, size, func(c client.Call) (bool, error) {
			if left--; left < 0 {
				return false, callbook.ErrEnough
			}
			return sieve.FindsIn(callbook.TextOf(c)), nil
		})
		if err != nil || len(page.Rows) > size || pages > 300 {
			t.Fatalf("%d rows on page %d, %v", len(page.Rows), pages, err)
		}
		for _, row := range page.Rows {
			ids = append(ids, row.Keep.ID)
		}
		if mark = page.Next; mark == nil {
			return ids
		}
	}
}

func TestRowsThatComeBetweenPagesMoveNoOther(t *testing.T) {
	made := calls(60)
	for _, order := range []client.CallOrder{client.NewestCalls, client.OldestCalls, client.LongestCalls} {
		book, q, seen := bookOf(made[:40]), client.CallQuery{Order: order}, map[client.CallID]int{}
		for mark, next := (*callbook.Mark)(nil), 40; ; next++ {
			page, err := book.Page(q, mark, 3, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range page.Rows {
				seen[row.Keep.ID]++
			}
			if mark = page.Next; mark == nil {
				break
			}
			if next < len(made) {
				book.Add(callbook.RowOf(made[next], int64(next), made[next]))
			}
		}
		for i, call := range made {
			if times := seen[call.ID]; times > 1 || i < 40 && times != 1 {
				t.Errorf("%q: call %d is on %d pages", order, i, times)
			}
		}
		if got, want := paged(t, book, q, callbook.SieveOf(q), 8, 100), plainly(made[:book.Len()], q); !slices.Equal(got, want) {
			t.Errorf("%q: afterwards %v, want %v", order, got, want)
		}
	}
}

func TestFilledAsIfAddedAndAddedOnce(t *testing.T) {
	made := calls(50)
	var rows []*callbook.Row[client.Call]
	for number, call := range made {
		rows = append(rows, callbook.RowOf(call, int64(number), call))
	}
	var book callbook.Book[client.Call]
	book.Fill(slices.Clone(rows))
	for _, row := range rows {
		book.Add(row)
	}
	got := paged(t, &book, client.CallQuery{}, callbook.SieveOf(client.CallQuery{}), 9, 100)
	if book.Len() != 50 || !slices.Equal(got, plainly(made, client.CallQuery{})) {
		t.Errorf("%d rows, %v", book.Len(), got)
	}
}

func TestWhatCannotBeLookedIntoIsSaid(t *testing.T) {
	broken := errors.New("broken")
	_, err := bookOf(calls(3)).Page(client.CallQuery{}, nil, 5, func(client.Call) (bool, error) { return false, broken })
	if !errors.Is(err, broken) {
		t.Error(err)
	}
}

func TestNothingIsFoundAcrossTwoTexts(t *testing.T) {
	call := client.Call{Note: "ends here", Caller: client.Caller{Name: "Ana"}, Reason: client.Reason{Detail: "x"}}
	for text, want := range map[string]bool{"HERE": true, "aná": true, "hereana": false, "here ana": false, "": true} {
		if got := callbook.SieveOf(client.CallQuery{Contains: text}).Passes(call); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
