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
}

func newReading(t *testing.T, state index.State) *reading {
	t.Helper()
	uitest.App(t)
	r := &reading{runner: &uitest.Queue{Context: t.Context()}, finder: &finder{answer: few(1)}, state: state,
		now: time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)}
	r.pane = lookup.New(lookup.Options{Finder: r.finder, Runner: r.runner, Log: slog.New(slog.DiscardHandler),
		Open:  func(client.AccountID) {},
		Known: []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate},
		Names: &lookup.Names{State: func() index.State { return r.state }, Read: func(context.Context) error { r.read++; return nil },
			Hold: func(hold bool) { r.held = append(r.held, hold) }, Clock: phrase.NewClock("UTC", func() time.Time { return r.now })}})
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
