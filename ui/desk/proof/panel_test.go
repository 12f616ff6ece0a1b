package proof_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/desk/proof"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

var now = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// world is the panel over a portal whose answers the test decides: how a caller is asked for is the panel's own, and the
// states of a check are more than a real portal can be brought into at will.
type world struct {
	t       *testing.T
	panel   *proof.Panel
	window  fyne.Window
	begun   []app.Caller
	givenUp client.AccountID
	changed int
	done    int
	err     error
	state   client.Verification
}

func (w *world) State() client.Verification { return w.state }

func (w *world) Level(at time.Time) client.ProofLevel {
	if w.state.Proof == nil || !at.Before(w.state.Proof.ExpiresAt) {
		return client.Unproven
	}
	return w.state.Proof.Level
}

func (w *world) Identifier(context.Context, client.IdentifierKind, string) (client.Verification, error) {
	return w.state, w.err
}
func (w *world) SendCode(context.Context, client.ContactID) (client.Verification, error) {
	return w.state, w.err
}
func (w *world) Code(context.Context, string) (client.Verification, error) { return w.state, w.err }
func (w *world) CallBack(context.Context, client.ContactID) (client.Verification, error) {
	w.state.Proof = &client.Proof{Level: client.ProvenByOOB, ExpiresAt: now.Add(15 * time.Minute)}
	return w.state, w.err
}

func newWorld(t *testing.T) *world {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Desk{Mode: theme.Light})
	w := &world{t: t, state: client.Verification{Required: 2, MismatchesLeft: 3, Relation: client.RelationParent}}
	w.panel = proof.New(proof.Options{
		Runner: parts.Inline{Context: t.Context()}, Log: slog.New(slog.DiscardHandler),
		Clock:  phrase.NewClock("UTC", func() time.Time { return now }),
		Policy: client.VerificationPolicy{Identifiers: []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate}},
		Begin: func(_ context.Context, _ client.AccountID, caller app.Caller) (proof.Check, error) {
			w.begun = append(w.begun, caller)
			return w, w.err
		},
		GiveUp:   func(id client.AccountID) { w.givenUp = id },
		OpenCall: func() {}, Changed: func() { w.changed++ }, Reveal: func(fyne.CanvasObject) {}, Done: func() { w.done++ },
	})
	w.window = test.NewTempWindow(t, w.panel.Content())
	w.window.Resize(fyne.NewSize(380, 400))
	return w
}

func (w *world) account() client.Account {
	return client.Account{AccountRow: client.AccountRow{ID: "a1"},
		Proxies: []client.Proxy{{ID: "p1", Name: "Ada Okafor", Relation: client.RelationParent}},
		Contacts: []client.Contact{
			{ID: "c1", Kind: client.ContactPhone, Masked: "***-0147", Consented: true, ProvesFrom: now.Add(-time.Hour)},
			{ID: "c2", Kind: client.ContactEmail, Masked: "c****@example.net", ProvesFrom: now.Add(-time.Hour)},
		}}
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

func (w *world) mustSee(texts ...string) {
	w.t.Helper()
	markup := test.RenderToMarkup(w.window.Canvas())
	for _, text := range texts {
		if !strings.Contains(markup, text) {
			w.t.Errorf("%q is not in the window", text)
		}
	}
}

func TestAProxyOnFileIsChosenByName(t *testing.T) {
	w := newWorld(t)
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	w.press(fyne.KeyRight, fyne.KeyRight) // parent
	w.press(fyne.KeyReturn)               // which parent is not chosen yet
	if len(w.begun) != 0 {
		t.Fatalf("begun for %v before anybody said which parent", w.begun)
	}
	w.press(fyne.KeyDown, fyne.KeyReturn)
	want := app.Caller{Relation: client.RelationParent, Name: "Ada Okafor", ProxyID: "p1"}
	if len(w.begun) != 1 || w.begun[0] != want {
		t.Errorf("begun for %+v, want %+v", w.begun, want)
	}
	w.mustSee("Caller: parent", "Ada Okafor", "0 of 2 match")
}

func TestSomebodyWhoIsNotOnFileGivesAName(t *testing.T) {
	w := newWorld(t)
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	test.Type(w.window.Canvas().Focused(), "c") // caregiver: none on file
	w.press(fyne.KeyReturn)
	if len(w.begun) != 0 {
		t.Fatal("begun without a name")
	}
	test.Type(w.window.Canvas().Focused(), " Petra Lang ")
	w.press(fyne.KeyReturn)
	if len(w.begun) != 1 || w.begun[0].Name != "Petra Lang" || w.begun[0].ProxyID != "" {
		t.Errorf("begun for %+v", w.begun)
	}
}

func TestARefusedCallerIsSaidAndCanBeChosenAnew(t *testing.T) {
	w := newWorld(t)
	w.err = &client.Error{Kind: client.Forbidden, Code: "relation-not-allowed"}
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	w.press(fyne.KeyRight, fyne.KeyReturn)
	w.mustSee("Who is calling?", "Not for this caller.")
}

func TestACallBackIsConfirmedBeforeItIsRecorded(t *testing.T) {
	w := newWorld(t)
	w.state.Matched = w.panelKinds()
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true, Check: w})
	w.mustSee("The patient did not agree to be written to here")
	w.panel.Focus() // send a code
	w.press(fyne.KeyTab, fyne.KeyReturn)
	w.mustSee("Did you call this number back?")
	w.press(fyne.KeyEscape)
	if w.state.Proof != nil {
		t.Fatal("recorded without the agent's word")
	}
	w.press(fyne.KeyReturn)
	w.press(fyne.KeyReturn) // I called back
	w.mustSee("A contact on file answered for the caller.", "Good for 15:00")
	if w.changed == 0 || w.done == 0 {
		t.Errorf("told %d times that the proof changed, went on %d times", w.changed, w.done)
	}
}

func (w *world) panelKinds() []client.IdentifierKind {
	return []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate}
}

func TestNoAttemptLeftAtTheCodeClosesThePanel(t *testing.T) {
	w := newWorld(t)
	w.state.Matched = w.panelKinds()
	w.state.CodeSent = &client.SentCode{To: "***-0147", ExpiresAt: now.Add(10 * time.Minute), AttemptsLeft: 1}
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true, Check: w})
	w.mustSee("good for 10:00", "tries left: 1")
	w.err = &client.Error{Kind: client.Throttled, Code: "verification-closed"}
	w.panel.Focus()
	test.Type(w.window.Canvas().Focused(), "000000")
	w.press(fyne.KeyReturn)
	w.mustSee("Not proven", "no more attempts")
}

func TestAnotherCallerStartsOver(t *testing.T) {
	w := newWorld(t)
	subject := proof.Subject{Account: w.account(), InCall: true, Check: w}
	w.panel.Show(subject)
	w.presses("Change")
	w.mustSee("Who is calling?")
	if w.givenUp != subject.Account.ID {
		t.Error("the proof of the caller before can still be used")
	}
}

// presses presses the first button of that word.
func (w *world) presses(word string) {
	w.t.Helper()
	for range 10 {
		w.window.Canvas().FocusNext()
		if action, ok := w.window.Canvas().Focused().(*parts.Action); ok && action.Text == word {
			w.press(fyne.KeyReturn)
			return
		}
	}
	w.t.Fatalf("no button says %q", word)
}
