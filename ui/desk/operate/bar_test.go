package operate_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/desk/operate"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// rename is an operation that nothing of this package has ever heard of.
var rename = operation.Operation{
	ID: "rename", Title: "Rename", Ask: "What is the new name?",
	Inputs: func(operation.Setting) []operation.Input {
		return []operation.Input{
			{Name: "how", Label: "How", Kind: operation.Choice, Options: []operation.Option{{Value: "soft", Label: "Softly"}, {Value: "hard", Label: "Hard"}}},
			{Name: "loginId", Label: "Name", Kind: operation.Text, MaxLength: 5},
		}
	},
}

// world is the bar with one operation, over a portal whose answers the test decides.
type world struct {
	t        *testing.T
	bar      *operate.Bar
	window   fyne.Window
	runner   held
	received []operation.Values
	changed  int
	proved   int
	outcome  client.Outcome
	err      error
}

// held is a Runner whose work the test runs.
type held struct {
	ctx     context.Context
	ordered []func()
}

func (h *held) Go(work func(context.Context), then func()) {
	h.ordered = append(h.ordered, func() {
		work(h.ctx)
		then()
	})
}

func (h *held) all() {
	for len(h.ordered) > 0 {
		next := h.ordered[0]
		h.ordered = h.ordered[1:]
		next()
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Desk{Mode: theme.Light})
	w := &world{t: t, runner: held{ctx: t.Context()}}
	w.bar = operate.New(operate.Options{
		Runner: &w.runner, Log: slog.New(slog.DiscardHandler), Clock: phrase.NewClock("UTC", time.Now),
		Setting: func(a client.Account) operation.Setting { return operation.Setting{Account: a} },
		Perform: w.perform,
		Changed: func(client.Account) { w.changed++ }, Reread: func() {}, Prove: func() { w.proved++ },
		Reveal: func(fyne.CanvasObject) {},
	})
	w.window = test.NewTempWindow(t, w.bar.Content())
	w.window.Resize(fyne.NewSize(800, 600))
	w.bar.Show(client.Account{AccountRow: client.AccountRow{Name: "Reed, Grace"}}, []app.Standing{{Operation: rename}})
	w.bar.Start("rename")
	return w
}

func (w *world) perform(ctx context.Context, _ operation.Operation, _ client.Account, values operation.Values) (client.Outcome, error) {
	w.received = append(w.received, values)
	if ctx.Err() != nil {
		return client.Outcome{}, &client.Error{Kind: client.Canceled}
	}
	return w.outcome, w.err
}

func (w *world) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		if key == fyne.KeyTab {
			w.window.Canvas().FocusNext()
			continue
		}
		w.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (w *world) types(text string) { test.Type(w.window.Canvas().Focused(), text) }

func (w *world) sees(text string) bool {
	return strings.Contains(test.RenderToMarkup(w.window.Canvas()), text)
}

func (w *world) mustSee(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if !w.sees(text) {
			w.t.Errorf("%q is not in the window", text)
		}
	}
}

func TestAnOperationNobodyForesawHasItsForm(t *testing.T) {
	w := newWorld(t)
	w.mustSee("What is the new name?", "For Reed, Grace", "Softly", "Hard")
	w.press(fyne.KeyDown, fyne.KeyTab)
	w.types("grace")
	w.press(fyne.KeyReturn)
	w.mustSee("The portal is working on it")
	w.runner.all()
	if len(w.received) != 1 || w.received[0]["how"] != "hard" || w.received[0]["loginId"] != "grace" {
		t.Fatalf("received %v", w.received)
	}
	w.mustSee("Rename: done", "The portal told nobody")
	if w.changed != 1 {
		t.Errorf("told %d times that the account changed", w.changed)
	}
}

func TestAnEntryThatIsTooLongIsNotSent(t *testing.T) {
	w := newWorld(t)
	w.press(fyne.KeyTab)
	w.types("gracereed")
	w.press(fyne.KeyReturn)
	w.mustSee("At most 5 characters.")
	if len(w.runner.ordered) != 0 {
		t.Error("it was sent")
	}
}

func TestARefusedEntryIsMarkedAndCanBeSentAgain(t *testing.T) {
	w := newWorld(t)
	w.err = &client.Error{Kind: client.Conflict, Code: "login-id-taken", Fields: []client.FieldError{{Field: "loginId", Code: "taken"}}}
	w.press(fyne.KeyTab)
	w.types("grace")
	w.press(fyne.KeyReturn)
	w.runner.all()
	w.mustSee("That login ID is taken", "Login ID: taken already")
	w.err = nil
	w.press(fyne.KeyReturn)
	w.runner.all()
	w.mustSee("Rename: done")
}

func TestStoppingLeavesItOpenWhetherItWasDone(t *testing.T) {
	w := newWorld(t)
	w.press(fyne.KeyTab)
	w.types("grace")
	w.press(fyne.KeyReturn, fyne.KeyTab) // the entry has the focus; the next stop is Stop
	w.mustSee("Stop")
	w.press(fyne.KeyEscape) // does not close what is running
	w.mustSee("Stop")
	w.press(fyne.KeyReturn)
	w.runner.all()
	w.mustSee("Check whether it was done")
	w.press(fyne.KeyReturn)
	w.runner.all()
	w.mustSee("Rename: done")
	if len(w.received) != 2 || w.received[0]["loginId"] != w.received[1]["loginId"] {
		t.Errorf("received %v", w.received)
	}
}

func TestAProofThatRanOutLeadsToProving(t *testing.T) {
	w := newWorld(t)
	w.err = &client.Error{Kind: client.ProofExpired, Code: "proof-expired"}
	w.press(fyne.KeyReturn)
	w.runner.all()
	w.press(fyne.KeyReturn)
	if w.proved != 1 || w.sees("What is the new name?") {
		t.Errorf("went to proving %d times", w.proved)
	}
}

func TestTheResultNamesWhomThePortalToldAndWhatComesNext(t *testing.T) {
	w := newWorld(t)
	w.outcome = client.Outcome{NextStep: "Sign in with the new name.", EndedSessions: 2,
		Notified: []client.Notice{{Kind: client.ContactEmail, To: "g****@example.com"}, {Kind: client.ContactPhone, To: "***-0101"}}}
	w.press(fyne.KeyReturn)
	w.runner.all()
	w.mustSee("Tell the caller", "Sign in with the new name.", "The portal told g****@example.com, ***-0101.", "Signed out of 2 places.")
	w.press(fyne.KeyEscape)
	if w.sees("Rename: done") {
		t.Error("Escape does not close the result")
	}
}
