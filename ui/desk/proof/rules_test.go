package proof_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/client/attempts"
	"portaldesk/ui/desk/proof"
)

// strict counts failures and lets a parent of a teenager have one thing only.
func strict() client.VerificationPolicy {
	return client.VerificationPolicy{CodeMinutes: 10, FailureHours: 24, MaxFailures: 3, Relations: map[client.Relation]client.RelationRule{
		client.RelationPatient: {MayHave: []client.Ability{client.ResetByLink}},
		client.RelationParent: {MayHave: []client.Ability{client.ResetByLink, client.EndsSessions}, PatientBelowAge: 18,
			Ages: []client.AgeRule{{From: 12, Below: 18, MayHave: []client.Ability{client.EndsSessions}}}},
	}}
}

func failures(relation client.Relation, count int) []client.FailedProof {
	var failed []client.FailedProof
	for i := range count {
		failed = append(failed, client.FailedProof{At: now.Add(-time.Duration(i+1) * time.Hour), AgentID: "agent-1", Relation: relation})
	}
	return failed
}

const patient, parent = 1, 2 // places in the row of relations

func (w *world) asks(account client.Account, relation int) {
	w.panel.Show(proof.Subject{Account: account, InCall: true})
	w.panel.Focus()
	for range relation {
		w.Press(fyne.KeyRight)
	}
}

func TestTheAgeOfThePatientIsSaidBeforeAnythingIsAsked(t *testing.T) {
	for _, c := range []struct {
		born  string
		age   int
		sees  string
		begin bool
	}{
		{"**/**/2012", 14, "The patient is 14: a caller who is parent may only have this done: sign a patient out everywhere.", true},
		{"**/**/2007", 19, "The patient is 19: a caller who is parent may have nothing done.", false},
		{"", 0, "Nobody knows how old the patient is: a caller who is parent may have nothing done.", false},
	} {
		w := newWorldBy(t, strict())
		account := w.account()
		account.BirthDate, account.Age = c.born, c.age
		w.asks(account, parent)
		w.MustSee(c.sees)
		w.Press(fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
		if begun := len(w.begun) == 1; begun != c.begin {
			t.Errorf("%d years: begun %v, want %v", c.age, begun, c.begin)
		}
	}
}

func TestAChildsParentIsWarnedOfNothing(t *testing.T) {
	w := newWorldBy(t, strict())
	account := w.account()
	account.BirthDate, account.Age = "**/**/2020", 6
	w.asks(account, parent)
	w.MustNotSee("The patient is 6")
}

func TestFailuresBeforeAreCountedAndStop(t *testing.T) {
	w := newWorldBy(t, strict())
	account := w.account()
	account.FailedProofs = failures(client.RelationPatient, 2)
	w.asks(account, patient)
	w.MustSee("Could not be proven as patient in the last 24 hours: 2. After 1 more nobody is proven for a while.")

	w = newWorldBy(t, strict())
	account.FailedProofs = failures(client.RelationPatient, 3)
	w.asks(account, patient)
	w.MustSee("Too many callers could not be proven as patient. Nobody is until tomorrow 12:00.")
	if w.Press(fyne.KeyReturn); len(w.begun) != 0 {
		t.Error("one more caller is asked")
	}
}

func TestFailuresOfAnotherRelationStopNobody(t *testing.T) {
	w := newWorldBy(t, strict())
	account := w.account()
	account.FailedProofs = failures(client.RelationParent, 3)
	w.asks(account, patient)
	w.MustNotSee("could not be proven")
	if w.Press(fyne.KeyReturn); len(w.begun) != 1 {
		t.Error("the patient is not asked")
	}
}

func TestAPortalThatStopsSaysUntilWhen(t *testing.T) {
	w := newWorldBy(t, strict())
	w.err = &client.Error{Op: "beginVerification", Kind: client.Forbidden, Code: attempts.TooMany, RetryAfter: time.Hour,
		Fields: []client.FieldError{attempts.Until(now.Add(20 * time.Hour))}}
	w.asks(w.account(), patient)
	w.Press(fyne.KeyReturn)
	w.MustSee("Too many callers could not be proven", "Until tomorrow 11:00.")
}

func TestAClosedProofSaysWhatWasTriedAndWhatItLeadsTo(t *testing.T) {
	w := newWorldBy(t, strict())
	w.state.Closed, w.state.MismatchesLeft = true, 0
	w.state.Matched, w.state.Mismatched = []client.IdentifierKind{client.IdentifierName}, []client.IdentifierKind{client.IdentifierBirthDate}
	w.panel.Show(proof.Subject{Account: w.account(), InCall: true, Check: w})
	w.MustSee("Full name", "Date of birth", "This counts for 24 hours, whoever is at the desk.")
}
