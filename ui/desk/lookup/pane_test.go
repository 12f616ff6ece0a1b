package lookup_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/desk/lookup"
	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

// finder answers from a function and remembers what it was asked.
type finder struct {
	asked  []client.Query
	answer func(client.Query) (client.Page[client.AccountRow], error)
}

func (f *finder) Search(_ context.Context, q client.Query) (client.Page[client.AccountRow], error) {
	f.asked = append(f.asked, q)
	return f.answer(q)
}

type world struct {
	t      *testing.T
	finder *finder
	runner *uitest.Queue
	pane   *lookup.Pane
	*uitest.Window
	opened []client.AccountID
}

func newWorld(t *testing.T, answer func(client.Query) (client.Page[client.AccountRow], error)) *world {
	t.Helper()
	return newWorldWith(t, lookup.Options{}, answer)
}

func newWorldWith(t *testing.T, o lookup.Options, answer func(client.Query) (client.Page[client.AccountRow], error)) *world {
	t.Helper()
	uitest.App(t)
	w := &world{t: t, finder: &finder{answer: answer}, runner: &uitest.Queue{Context: t.Context()}}
	o.Finder, o.Runner, o.Log = w.finder, w.runner, slog.New(slog.DiscardHandler)
	o.Open = func(id client.AccountID) { w.opened = append(w.opened, id) }
	w.pane = lookup.New(o)
	w.Window = uitest.Open(t, w.pane.Content(), 380, 600)
	w.pane.Focus()
	return w
}

// rows are accounts that are named after the question they answer.
func rows(q client.Query, from, count, total int) client.Page[client.AccountRow] {
	page := client.Page[client.AccountRow]{Total: total}
	for i := range count {
		page.Items = append(page.Items, client.AccountRow{ID: client.AccountID(fmt.Sprint(from + i)),
			Name: fmt.Sprintf("%s %d", q.Text, from+i), Status: client.StatusActive})
	}
	if from+count < total {
		page.Next = fmt.Sprint(from + count)
	}
	return page
}

func few(count int) func(client.Query) (client.Page[client.AccountRow], error) {
	return func(q client.Query) (client.Page[client.AccountRow], error) { return rows(q, 0, count, count), nil }
}

func TestAnOlderAnswerNeverOverwritesANewerOne(t *testing.T) {
	w := newWorld(t, few(1))
	w.Type("al")
	w.Type("v")
	w.runner.Run(1) // the newer question is answered first
	w.MustSee("alv 0")
	w.runner.Run(0)
	w.MustSee("alv 0")
	if w.Sees("al 0") {
		t.Error("the older answer is on the screen")
	}
}

func TestAQuestionThatWasWithdrawnIsNotAnswered(t *testing.T) {
	w := newWorld(t, few(1))
	w.Type("al")
	w.Press(fyne.KeyBackspace)
	w.runner.All()
	w.MustSee("One more character")
}

func TestEachStateSaysWhatToDo(t *testing.T) {
	fails := func(kind client.Kind) func(client.Query) (client.Page[client.AccountRow], error) {
		return func(client.Query) (client.Page[client.AccountRow], error) {
			return client.Page[client.AccountRow]{}, &client.Error{Op: "searchAccounts", Kind: kind}
		}
	}
	for name, tc := range map[string]struct {
		answer func(client.Query) (client.Page[client.AccountRow], error)
		sees   string
	}{
		"nobody":    {few(0), "Nobody found"},
		"offline":   {fails(client.Offline), "The portal cannot be reached"},
		"forbidden": {fails(client.Forbidden), "Your role may not look accounts up"},
		"refused":   {fails(client.Invalid), "The portal did not accept an entry"},
		"protocol":  {fails(client.Protocol), "Try again"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, tc.answer)
			w.Type("zz")
			w.MustSee("Looking up")
			w.runner.All()
			w.MustSee(tc.sees)
		})
	}
}

func TestDownGoesIntoTheListEnterOpensAndEscapeGoesBack(t *testing.T) {
	w := newWorld(t, few(3))
	w.Type("al")
	w.runner.All()
	w.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if len(w.opened) != 1 || w.opened[0] != "1" {
		t.Errorf("opened %v, want the second", w.opened)
	}
	w.Press(fyne.KeyEscape)
	if _, ok := w.Canvas().Focused().(*parts.Entry); !ok {
		t.Errorf("the focus is on %T, want the field", w.Canvas().Focused())
	}
}

func TestTheNextPageComesWhenTheEndIsNear(t *testing.T) {
	w := newWorld(t, func(q client.Query) (client.Page[client.AccountRow], error) {
		from := 0
		_, _ = fmt.Sscan(q.Cursor, &from)
		return rows(q, from, 50, 100_000), nil
	})
	w.Type("al")
	w.runner.All()
	w.MustSee("50 of 100\u202f000 shown")
	if len(w.finder.asked) != 1 {
		t.Fatalf("asked %d times before anybody scrolled", len(w.finder.asked))
	}
	w.Press(fyne.KeyDown, fyne.KeyEnd)
	w.runner.All()
	w.MustSee("100 of 100\u202f000 shown")
	if last := w.finder.asked[len(w.finder.asked)-1]; last.Cursor != "50" || last.Text != "al" {
		t.Errorf("asked %+v", last)
	}
}

func TestFiltersAskAnew(t *testing.T) {
	w := newWorld(t, few(1))
	w.Canvas().FocusNext()
	w.Type("lo") // Locked
	w.Canvas().FocusNext()
	w.Type(" ") // minors
	w.runner.All()
	last := w.finder.asked[len(w.finder.asked)-1]
	if last.Status != client.StatusLocked || !last.Minors || last.Text != "" {
		t.Errorf("asked %+v", last)
	}
}

func TestBackOnlineTheQuestionIsAskedAgain(t *testing.T) {
	offline := true
	w := newWorld(t, func(q client.Query) (client.Page[client.AccountRow], error) {
		if offline {
			return client.Page[client.AccountRow]{}, &client.Error{Kind: client.Offline}
		}
		return rows(q, 0, 1, 1), nil
	})
	w.Type("al")
	w.runner.All()
	w.pane.SetOffline(true)
	offline = false
	w.pane.SetOffline(false)
	w.runner.All()
	w.MustSee("al 0")
}

func TestWhoeverIsInNoDirectoryGetsASlip(t *testing.T) {
	w := newWorld(t, func(q client.Query) (client.Page[client.AccountRow], error) {
		row := client.AccountRow{ID: "s1", Name: q.Text, Status: client.StatusUnknown, AsSaid: true}
		return client.Page[client.AccountRow]{Items: []client.AccountRow{row}, Total: 1}, nil
	})
	w.Type("Lang, Petra")
	w.runner.All()
	w.MustSee("Not in the directory", "Enter opens a slip")
	w.MustNotSee("State not known", "1 found")
	w.Press(fyne.KeyReturn)
	if len(w.opened) != 1 {
		t.Errorf("opened %v", w.opened)
	}
}
