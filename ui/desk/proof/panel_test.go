package proof_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/desk/proof"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

var now = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// world is the panel over a portal whose answers the test decides: how a caller is asked for is the panel's own, and the
// states of a check are more than a real portal can be brought into at will.
type world struct {
	t     *testing.T
	panel *proof.Panel
	*uitest.Window
	begun   []app.Caller
	begunOn []client.AccountID
	givenUp client.AccountID
	changed int
	done    int
	err     error
	state   client.Verification
	back    client.ContactID // the contact that was called back
	note    *parts.Entry     // another field in the window
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
func (w *world) CallBack(_ context.Context, contact client.ContactID) (client.Verification, error) {
	w.back = contact
	w.state.Proof = &client.Proof{Level: client.ProvenByOOB, ExpiresAt: now.Add(15 * time.Minute)}
	return w.state, w.err
}

// narrowest is what the panel has beside why the patient cannot sign in, in a window of the usual size.
const narrowest = 328

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldBy(t, client.VerificationPolicy{CodeMinutes: 10})
}

// newWorldBy is a world with a policy that asks for two identifiers.
func newWorldBy(t *testing.T, policy client.VerificationPolicy) *world {
	t.Helper()
	return newWorldOver(t, policy, parts.Inline{Context: t.Context()})
}

func newWorldOver(t *testing.T, policy client.VerificationPolicy, runner parts.Runner) *world {
	t.Helper()
	policy.Identifiers = []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate}
	uitest.App(t)
	w := &world{t: t, state: client.Verification{Required: 2, MismatchesLeft: 3, Relation: client.RelationParent}}
	w.panel = proof.New(proof.Options{
		Runner: runner, Log: slog.New(slog.DiscardHandler),
		Clock:  phrase.NewClock("UTC", func() time.Time { return now }),
		Policy: policy,
		Begin: func(_ context.Context, account client.AccountID, caller app.Caller) (proof.Check, error) {
			w.begun, w.begunOn = append(w.begun, caller), append(w.begunOn, account)
			return w, w.err
		},
		GiveUp:   func(id client.AccountID) { w.givenUp = id },
		OpenCall: func() {}, Changed: func() { w.changed++ }, Reveal: func(fyne.CanvasObject) {}, Done: func() { w.done++ },
	})
	w.note = parts.NewNoteEntry("note", 2)
	w.Window = uitest.Open(t, parts.Frame(nil, w.panel.Content(), w.note), narrowest, 500)
	w.After = w.MustFit
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

func TestAProxyOnFileIsChosenByName(t *testing.T) {
	w := newWorld(t)
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	w.Press(fyne.KeyRight, fyne.KeyRight) // parent
	w.Press(fyne.KeyReturn)               // which parent is not chosen yet
	if len(w.begun) != 0 {
		t.Fatalf("begun for %v before anybody said which parent", w.begun)
	}
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	want := app.Caller{Relation: client.RelationParent, Name: "Ada Okafor", ProxyID: "p1"}
	if len(w.begun) != 1 || w.begun[0] != want {
		t.Errorf("begun for %+v, want %+v", w.begun, want)
	}
	w.MustSee("Caller: parent", "Ada Okafor", "0 of 2 match")
}

func TestSomebodyWhoIsNotOnFileGivesAName(t *testing.T) {
	w := newWorld(t)
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	w.Type("c") // caregiver: none on file
	w.Press(fyne.KeyReturn)
	if len(w.begun) != 0 {
		t.Fatal("begun without a name")
	}
	w.Type(" Petra Lang ")
	w.Press(fyne.KeyReturn)
	if len(w.begun) != 1 || w.begun[0].Name != "Petra Lang" || w.begun[0].ProxyID != "" {
		t.Errorf("begun for %+v", w.begun)
	}
}

func TestACallerIsProvenForTheAccountOnWhichThatWasBegun(t *testing.T) {
	runner := &uitest.Queue{Context: t.Context()}
	w := newWorldOver(t, client.VerificationPolicy{CodeMinutes: 10}, runner)
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	w.Press(fyne.KeyRight, fyne.KeyReturn) // the patient
	other := w.account()
	other.ID = "a2"
	w.panel.Show(proof.Subject{Account: other, InCall: true}) // before the work begins
	runner.All()
	if len(w.begunOn) != 1 || w.begunOn[0] != "a1" {
		t.Errorf("begun on %v, want the account that was on the screen", w.begunOn)
	}
	w.MustSee("Who is calling?")
	w.MustNotSee("0 of 2 match")
}

func TestWhoWritesTheNoteWhileThePortalIsAskedIsLeftThere(t *testing.T) {
	runner := &uitest.Queue{Context: t.Context()}
	w := newWorldOver(t, client.VerificationPolicy{CodeMinutes: 10}, runner)
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	w.Press(fyne.KeyRight, fyne.KeyReturn)
	parts.Focus(w.note)
	runner.All()
	w.MustSee("0 of 2 match")
	if w.Focused() != fyne.Focusable(w.note) {
		t.Errorf("the focus was taken to %q", uitest.Stop(w.Focused()))
	}
}

func TestARefusedCallerIsSaidAndCanBeChosenAnew(t *testing.T) {
	w := newWorld(t)
	w.err = &client.Error{Kind: client.Forbidden, Code: "relation-not-allowed"}
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true})
	w.panel.Focus()
	w.Press(fyne.KeyRight, fyne.KeyReturn)
	w.MustSee("Who is calling?", "Not for this caller.")
}

func TestACallBackIsConfirmedBeforeItIsRecorded(t *testing.T) {
	w := newWorld(t)
	w.state.Matched = w.panelKinds()
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true, Check: w})
	w.MustSee("The patient did not agree to be written to here")
	w.panel.Focus() // send a code
	w.Press(fyne.KeyTab, fyne.KeyReturn)
	w.MustSee("Did you call this number back?")
	w.Press(fyne.KeyEscape)
	if w.state.Proof != nil {
		t.Fatal("recorded without the agent's word")
	}
	w.Press(fyne.KeyReturn)
	w.Press(fyne.KeyReturn) // I called back
	w.MustSee("A contact on file answered for the caller.", "Good for 15:00")
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
	w.MustSee("good for 10:00", "tries left: 1")
	w.err = &client.Error{Kind: client.Throttled, Code: "verification-closed"}
	w.panel.Focus()
	w.Type("000000")
	w.Press(fyne.KeyReturn)
	w.MustSee("Not proven", "no more attempts")
}

func TestAnotherCallerStartsOver(t *testing.T) {
	w := newWorld(t)
	subject := proof.Subject{Account: w.account(), InCall: true, Check: w}
	w.panel.Show(subject)
	w.Tap("Change")
	w.MustSee("Who is calling?")
	if w.givenUp != subject.Account.ID {
		t.Error("the proof of the caller before can still be used")
	}
}

func TestWhereNoCodesAreSentOnlyANumberIsCalledBack(t *testing.T) {
	w := newWorldBy(t, client.VerificationPolicy{ByDesk: true})
	w.state.Matched = w.panelKinds()
	w.state.Proof = &client.Proof{Level: client.Identified, ExpiresAt: now.Add(time.Minute)}
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true, Check: w})
	w.MustSee("No codes can be sent from here", "***-0147", "Called back", "this desk compares, counts and keeps the proof")
	w.MustNotSee("Send code", "c****@example.net")
	w.panel.Focus()
	if got := uitest.Stop(w.Focused()); got != "Called back" {
		t.Errorf("the focus is on %q", got)
	}
}

func TestWhereNothingIsOnFileTheNumberInTheChartIsCalledBack(t *testing.T) {
	w := newWorldBy(t, client.VerificationPolicy{ByDesk: true})
	w.state.Required = 0
	account := client.Account{AccountRow: client.AccountRow{ID: "a1"},
		Contacts: []client.Contact{{ID: client.ChartContact, Kind: client.ContactPhone, Consented: true}}}
	w.panel.Show(proof.Subject{Account: account, InCall: true, Check: w})
	w.MustSee("Not proven yet", "Nothing is on file here to compare with.", "The number in the patient's chart")
	w.MustNotSee("Identified")
	w.panel.Focus()
	w.Press(fyne.KeyReturn)
	w.MustSee("looked the number up in the patient's chart", "A number the caller told you does not count.")
	w.Press(fyne.KeyReturn)
	if w.back != client.ChartContact {
		t.Errorf("called back %q", w.back)
	}
}

func TestAPhoneThatMayNotBeWrittenToCanStillBeCalled(t *testing.T) {
	w := newWorld(t)
	w.state.Matched = w.panelKinds()
	account := w.account()
	account.Contacts[0].Consented = false
	w.panel.Show(proof.Subject{Account: account, InCall: true, Check: w})
	w.MustSee("The patient did not agree to be written to here")
	w.panel.Focus()
	if got := uitest.Stop(w.Focused()); got != "Called back" {
		t.Errorf("the focus is on %q", got)
	}
}
