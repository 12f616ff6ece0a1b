package lookup_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/client"
	"portaldesk/ui/desk/lookup"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
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

// held is a Runner whose work the test runs in any order it likes.
type held struct{ ordered []func() }

func (h *held) Go(work func(context.Context), then func()) {
	h.ordered = append(h.ordered, func() {
		work(context.Background())
		then()
	})
}

func (h *held) run(at int) {
	work := h.ordered[at]
	h.ordered = append(h.ordered[:at:at], h.ordered[at+1:]...)
	work()
}

func (h *held) all() {
	for len(h.ordered) > 0 {
		h.run(0)
	}
}

type world struct {
	t      *testing.T
	finder *finder
	runner *held
	pane   *lookup.Pane
	window fyne.Window
	opened []client.AccountID
}

func newWorld(t *testing.T, answer func(client.Query) (client.Page[client.AccountRow], error)) *world {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Desk{Mode: theme.Light})
	w := &world{t: t, finder: &finder{answer: answer}, runner: &held{}}
	w.pane = lookup.New(lookup.Options{Finder: w.finder, Runner: w.runner, Log: slog.New(slog.DiscardHandler),
		Open: func(id client.AccountID) { w.opened = append(w.opened, id) }})
	w.window = test.NewTempWindow(t, w.pane.Content())
	w.window.Resize(fyne.NewSize(380, 600))
	w.pane.Focus()
	return w
}

func (w *world) types(text string) { test.Type(w.window.Canvas().Focused(), text) }

func (w *world) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		w.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (w *world) mustSee(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if !w.sees(text) {
			w.t.Errorf("%q is not in the window", text)
		}
	}
}

func (w *world) sees(text string) bool {
	return strings.Contains(test.RenderToMarkup(w.window.Canvas()), text)
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
	w.types("al")
	w.types("v")
	w.runner.run(1) // the newer question is answered first
	w.mustSee("alv 0")
	w.runner.run(0)
	w.mustSee("alv 0")
	if w.sees("al 0") {
		t.Error("the older answer is on the screen")
	}
}

func TestAQuestionThatWasWithdrawnIsNotAnswered(t *testing.T) {
	w := newWorld(t, few(1))
	w.types("al")
	w.press(fyne.KeyBackspace)
	w.runner.all()
	w.mustSee("One more character")
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
			w.types("zz")
			w.mustSee("Looking up")
			w.runner.all()
			w.mustSee(tc.sees)
		})
	}
}

func TestDownGoesIntoTheListEnterOpensAndEscapeGoesBack(t *testing.T) {
	w := newWorld(t, few(3))
	w.types("al")
	w.runner.all()
	w.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if len(w.opened) != 1 || w.opened[0] != "1" {
		t.Errorf("opened %v, want the second", w.opened)
	}
	w.press(fyne.KeyEscape)
	if _, ok := w.window.Canvas().Focused().(*parts.Entry); !ok {
		t.Errorf("the focus is on %T, want the field", w.window.Canvas().Focused())
	}
}

func TestEnterInTheFieldOpensTheOnlyAccountAndNeverGuesses(t *testing.T) {
	w := newWorld(t, few(1))
	w.types("al")
	w.press(fyne.KeyReturn) // not answered yet
	if len(w.opened) != 0 {
		t.Fatalf("opened %v before the answer", w.opened)
	}
	w.runner.all()
	w.press(fyne.KeyReturn)
	if len(w.opened) != 1 {
		t.Errorf("opened %v, want the only one", w.opened)
	}

	several := newWorld(t, few(2))
	several.types("al")
	several.runner.all()
	several.press(fyne.KeyReturn)
	if len(several.opened) != 0 {
		t.Errorf("opened %v of two", several.opened)
	}
}

func TestTheNextPageComesWhenTheEndIsNear(t *testing.T) {
	w := newWorld(t, func(q client.Query) (client.Page[client.AccountRow], error) {
		from := 0
		_, _ = fmt.Sscan(q.Cursor, &from)
		return rows(q, from, 50, 100_000), nil
	})
	w.types("al")
	w.runner.all()
	w.mustSee("50 of 100\u202f000 shown")
	if len(w.finder.asked) != 1 {
		t.Fatalf("asked %d times before anybody scrolled", len(w.finder.asked))
	}
	w.press(fyne.KeyDown, fyne.KeyEnd)
	w.runner.all()
	w.mustSee("100 of 100\u202f000 shown")
	if last := w.finder.asked[len(w.finder.asked)-1]; last.Cursor != "50" || last.Text != "al" {
		t.Errorf("asked %+v", last)
	}
}

func TestFiltersAskAnew(t *testing.T) {
	w := newWorld(t, few(1))
	w.window.Canvas().FocusNext()
	w.types("lo") // Locked
	w.window.Canvas().FocusNext()
	w.types(" ") // minors
	w.runner.all()
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
	w.types("al")
	w.runner.all()
	w.pane.SetOffline(true)
	offline = false
	w.pane.SetOffline(false)
	w.runner.all()
	w.mustSee("al 0")
}
