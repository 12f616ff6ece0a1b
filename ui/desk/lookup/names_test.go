package lookup_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/index"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/ui/desk/lookup"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// reading is an index whose accounts are read when the test says so. No portal can be brought into all its states at will.
type reading struct {
	*uitest.Window
	pane   *lookup.Pane
	runner *uitest.Queue
	finder *finder
	state  index.State
	now    time.Time
	read   int
	held   []bool
	opened []client.AccountID
	fails  error // of a reading that does not begin
}

func newReading(t *testing.T, state index.State) *reading {
	t.Helper()
	return newReadingOf(t, lookup.Names{}, state)
}

func newReadingOf(t *testing.T, names lookup.Names, state index.State) *reading {
	t.Helper()
	uitest.App(t)
	r := &reading{runner: &uitest.Queue{Context: t.Context()}, finder: &finder{answer: few(1)}, state: state,
		now: time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)}
	names.State, names.Read = func() index.State { return r.state }, func(context.Context) error { r.read++; return r.fails }
	names.Hold, names.Clock = func(hold bool) { r.held = append(r.held, hold) }, phrase.NewClock("UTC", func() time.Time { return r.now })
	r.pane = lookup.New(lookup.Options{Finder: r.finder, Runner: r.runner, Log: slog.New(slog.DiscardHandler),
		Open:  func(id client.AccountID) { r.opened = append(r.opened, id) },
		Known: []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate},
		Names: &names})
	r.Window = uitest.Open(t, r.pane.Content(), 380, 600)
	return r
}

// comes tells the pane how far the reading is.
func (r *reading) comes(done, total int) {
	r.state = index.State{Walking: true, Done: done, Total: total}
	r.pane.NamesChanged(app.IndexChanged{Done: done, Total: total})
}

func TestTheTimeLeftUntilNamesCanBeSearchedIsSaid(t *testing.T) {
	r := newReading(t, index.State{})
	r.MustSee("Only login IDs can be searched yet.")
	r.comes(0, 5000)
	r.now = r.now.Add(30 * time.Second)
	r.comes(1000, 5000)
	r.MustSee("can be searched in about 2 minutes; login IDs at once.", "1 000 of 5 000 accounts read")
	r.pane.Focus()
	r.Type("al")
	r.runner.All()
	r.state = index.State{Accounts: 5000, BuiltAt: r.now}
	r.pane.NamesChanged(app.IndexChanged{Done: 5000, Total: 5000, Complete: true})
	r.runner.All()
	r.MustSee("Names as of 10:00, 5 000 accounts")
	r.MustNotSee("Stop", "Go on", "Read anew")
	if len(r.finder.asked) != 2 {
		t.Errorf("asked %d times: what was searched before all names were there is not searched again", len(r.finder.asked))
	}
}

func TestTheMarkStaysOnItsAccountWhenMoreNamesAreKnown(t *testing.T) {
	r := newReading(t, index.State{Walking: true, Done: 1000, Total: 5000})
	r.finder.answer = func(q client.Query) (client.Page[client.AccountRow], error) { return rows(q, 7, 3, 3), nil }
	r.pane.Focus()
	r.Type("al")
	r.runner.All()
	r.Press(fyne.KeyDown, fyne.KeyDown) // on account 8
	r.finder.answer = func(q client.Query) (client.Page[client.AccountRow], error) { return rows(q, 0, 20, 20), nil }
	r.pane.NamesChanged(app.IndexChanged{Done: 5000, Total: 5000, Complete: true})
	r.runner.All()
	if r.Press(fyne.KeyReturn); !slices.Equal(r.opened, []client.AccountID{"8"}) {
		t.Errorf("opened %v, want the account that was marked", r.opened)
	}
}

func TestAReadingIsStoppedAndGoesOnWhereItWas(t *testing.T) {
	r := newReading(t, index.State{})
	r.comes(1000, 5000)
	r.GoTo("Stop")
	button := r.Focused().(*parts.Action)
	if bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(button).Y + button.Size().Height; bottom > 600 {
		t.Errorf("the button ends at %v, outside of the window", bottom)
	}
	r.Press(fyne.KeyReturn)
	r.pane.NamesChanged(app.IndexChanged{Done: 1000, Total: 5000, Err: &client.Error{Kind: client.Canceled}})
	r.MustSee("Only login IDs, and 1 000 of 5 000 accounts by name, can be searched yet.", "Go on")
	r.MustNotSee("Stopped before")
	r.Tap("Go on")
	if !slices.Equal(r.held, []bool{true, false}) {
		t.Errorf("held %v", r.held)
	}
}

func TestAReadingThatFailedSaysWhy(t *testing.T) {
	r := newReading(t, index.State{})
	r.state = index.State{Walking: true, Done: 1000, Total: 5000}
	r.pane.NamesChanged(app.IndexChanged{Done: 1000, Total: 5000, Err: &client.Error{Kind: client.Offline}})
	r.MustSee("The portal cannot be reached. Only login IDs, and 1 000 of 5 000 accounts by name", "Go on")
	r.Tap("Go on")
	if r.runner.All(); r.read != 1 {
		t.Errorf("read %d times", r.read)
	}
}

func TestAReadingThatDoesNotEvenBeginSaysWhy(t *testing.T) {
	r := newReading(t, index.State{Accounts: 5000, BuiltAt: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)})
	r.fails = store.ErrFull
	r.Tap("Read anew")
	r.runner.All()
	r.MustSee("The disk is full", "Go on")
}

func TestWhereThereIsOnlyAListNothingElseIsPromised(t *testing.T) {
	for name, state := range map[string]index.State{
		"not read": {}, "in part": {Walking: true, Done: 500, Total: 900}, "long ago": {Accounts: 900, BuiltAt: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)},
	} {
		t.Run(name, func(t *testing.T) {
			r := newReadingOf(t, lookup.Names{Alone: true}, state)
			r.MustNotSee("login IDs", "by login ID only")
			r.pane.NamesChanged(app.IndexChanged{Err: &client.Error{Kind: client.Unavailable, Code: "directory-unreadable"}})
			r.MustSee("The list of patients cannot be read")
			r.MustNotSee("login IDs", "by login ID only")
			r.comes(600, 900)
			r.MustNotSee("login IDs", "by login ID only")
		})
	}
}

func TestAnOldIndexSaysWhatIsMissingAndIsReadAnewOnOrder(t *testing.T) {
	r := newReading(t, index.State{Accounts: 5000, BuiltAt: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)})
	r.MustSee("accounts made since are found by login ID only", "Read anew")
	r.Tap("Read anew")
	if r.runner.All(); r.read != 1 {
		t.Errorf("read %d times", r.read)
	}
}

func TestWhatIsNotKnownHereIsNotOfferedForLookingUp(t *testing.T) {
	r := newReading(t, index.State{})
	r.MustSee("Name, birth date or login", "Type what the caller says: a name, a birth date or a login ID.")
	r.MustNotSee("MRN", "phone number")
}
