package operate_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/desk/operate"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
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
	t   *testing.T
	bar *operate.Bar
	*uitest.Window
	runner   uitest.Queue
	received []operation.Values
	about    client.About
	changed  int
	proved   int
	outcome  client.Outcome
	err      error
	copier   func(string) // nil while secrets may not be copied
}

func newWorld(t *testing.T) *world {
	t.Helper()
	uitest.App(t)
	w := &world{t: t, runner: uitest.Queue{Context: t.Context()}}
	w.bar = operate.New(operate.Options{
		Runner: &w.runner, Log: slog.New(slog.DiscardHandler), Clock: phrase.NewClock("UTC", time.Now),
		Setting: func(a client.Account) operation.Setting { return operation.Setting{Account: a, About: w.about} },
		Perform: w.perform,
		Changed: func(client.Account) { w.changed++ }, Reread: func() {}, Prove: func() { w.proved++ },
		Reveal: func(fyne.CanvasObject) {}, Copier: func() func(string) { return w.copier },
	})
	w.Window = uitest.Open(t, w.bar.Content(), 800, 600)
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

func TestAnOperationNobodyForesawHasItsForm(t *testing.T) {
	w := newWorld(t)
	w.MustSee("What is the new name?", "For Reed, Grace", "Softly", "Hard")
	w.Press(fyne.KeyDown, fyne.KeyTab)
	w.Type("grace")
	w.Press(fyne.KeyReturn)
	w.MustSee("The portal is working on it")
	w.runner.All()
	if len(w.received) != 1 || w.received[0]["how"] != "hard" || w.received[0]["loginId"] != "grace" {
		t.Fatalf("received %v", w.received)
	}
	w.MustSee("Rename: done", "The portal told nobody")
	if w.changed != 1 {
		t.Errorf("told %d times that the account changed", w.changed)
	}
}

func TestAnEntryThatIsTooLongIsNotSent(t *testing.T) {
	w := newWorld(t)
	w.Press(fyne.KeyTab)
	w.Type("gracereed")
	w.Press(fyne.KeyReturn)
	w.MustSee("At most 5 characters.")
	if w.runner.Len() != 0 {
		t.Error("it was sent")
	}
}

func TestARefusedEntryIsMarkedAndCanBeSentAgain(t *testing.T) {
	w := newWorld(t)
	w.err = &client.Error{Kind: client.Conflict, Code: "login-id-taken", Fields: []client.FieldError{{Field: "loginId", Code: "taken"}}}
	w.Press(fyne.KeyTab)
	w.Type("grace")
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.MustSee("That login ID is taken", "Login ID: taken already")
	w.err = nil
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.MustSee("Rename: done")
}

func TestStoppingLeavesItOpenWhetherItWasDone(t *testing.T) {
	w := newWorld(t)
	w.Press(fyne.KeyTab)
	w.Type("grace")
	w.Press(fyne.KeyReturn, fyne.KeyTab) // the entry has the focus; the next stop is Stop
	w.MustSee("Stop")
	w.Press(fyne.KeyEscape) // does not close what is running
	w.MustSee("Stop")
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.MustSee("Check whether it was done")
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.MustSee("Rename: done")
	if len(w.received) != 2 || w.received[0]["loginId"] != w.received[1]["loginId"] {
		t.Errorf("received %v", w.received)
	}
}

func TestAProofThatRanOutLeadsToProving(t *testing.T) {
	w := newWorld(t)
	w.err = &client.Error{Kind: client.ProofExpired, Code: "proof-expired"}
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.Press(fyne.KeyReturn)
	if w.proved != 1 || w.Sees("What is the new name?") {
		t.Errorf("went to proving %d times", w.proved)
	}
}

func TestTheResultNamesWhomThePortalToldAndWhatComesNext(t *testing.T) {
	w := newWorld(t)
	w.outcome = client.Outcome{NextStep: "Sign in with the new name.", EndedSessions: 2,
		Notified: []client.Notice{{Kind: client.ContactEmail, To: "g****@example.com"}, {Kind: client.ContactPhone, To: "***-0101"}}}
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.MustSee("Tell the caller", "Sign in with the new name.", "The portal told g****@example.com, ***-0101.", "Signed out of 2 places.")
	w.Press(fyne.KeyEscape)
	if w.Sees("Rename: done") {
		t.Error("Escape does not close the result")
	}
}

func TestASecretIsCopiedOnlyWhereThatIsAllowed(t *testing.T) {
	for _, allowed := range []bool{false, true} {
		w := newWorld(t)
		copied := ""
		if allowed {
			w.copier = func(secret string) { copied = secret }
		}
		w.outcome.Secret = &client.Secret{Value: "abcd-efgh-jkmn"}
		w.Press(fyne.KeyTab)
		w.Type("grace")
		w.Press(fyne.KeyReturn)
		w.runner.All()
		w.MustSee("abcd-efgh-jkmn")
		if !allowed {
			w.MustNotSee("Copy for 10 seconds")
			continue
		}
		w.Tap("Copy for 10 seconds")
		if copied != "abcd-efgh-jkmn" {
			t.Errorf("copied %q", copied)
		}
	}
}
