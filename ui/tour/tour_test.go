//go:build tour && linux

package tour

import (
	"strings"
	"testing"

	"portaldesk/client"
)

const (
	patient     = "Alvarez, Maria"  // locked this morning
	invited     = "Nguyen, Thi Mai" // her access code has run out
	note        = "Locked out after five tries. Reset by link; she reads her mail on the phone."
	noteOffline = "Gave a new code by voice. The portal went away while we spoke."
)

// TestTour walks an agent's morning through the real window, by keyboard alone, and holds what the portal and the keyring
// have afterwards against what the agent did.
func TestTour(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.setUp()
	s.openCall("look-up")
	s.lookUp("maria alvarez")
	s.show("account")
	s.prove(patient)
	s.resetPassword()
	s.writeNote()
	s.killAndReturn()
	s.closeCall()
	s.until("the call at the portal", func() bool { return len(s.calls()) == 1 })
	s.checkFirstCall()
	s.accessCode()
	s.portalGoneAndBack()
	s.callLog()
	s.trail()
	s.signOut()
}

// setUp adds the portal on the first start, signs in on the way, and is led to the CA file that is missing.
func (s *stage) setUp() {
	s.await("screen", "name", "portal-kind")
	s.show("what-runs-the-portal")
	s.keys("Return")
	s.await("screen", "name", "portal")
	credentials := s.senior()
	for _, entry := range []string{s.portal.URL(), credentials.Login, credentials.Password} {
		s.text(entry)
		s.keys("Return")
	}
	s.trust()
	s.keys("Return")
	s.await("screen", "name", "desk")
	s.show("desk-empty")
}

// trust chooses the CA file once the test of the connection said that nobody vouches for the portal.
func (s *stage) trust() {
	s.await("portal tested", "code", "unknown-authority")
	s.show("set-up-not-trusted")
	s.keys("Return")
	s.text(s.caFile)
	s.keys("Return")
	s.await("portal tested", "ok", true)
	s.await("screen", "name", "portal-found")
	s.show("set-up-tested")
}

// openCall opens a call, which leads to where the work goes on: the look-up, or with an account open to the proof.
func (s *stage) openCall(next string) {
	s.app.Forget()
	s.keys("F2")
	s.await("call opened")
	s.await("focus", "on", next)
}

func (s *stage) lookUp(name string) {
	s.keys("ctrl+l")
	s.await("focus", "on", "look-up")
	s.app.Forget()
	s.text(name)
	s.await("look-up answered")
	s.show("look-up")
	s.keys("Down")
	s.await("focus", "on", "results")
	s.keys("Return")
	s.await("account opened")
}

// prove plays the caller: what she says is what the portal knows, and the code is read off her phone.
func (s *stage) prove(name string) {
	truth := s.portal.Truth(s.account(name))
	s.keys("ctrl+p")
	s.app.Forget()
	s.keys("Return") // the patient herself is calling
	s.await("verification", "matched", 0)
	for i, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN} {
		s.await("focus", "on", "proof")
		s.text(truth[kind])
		s.keys("Return")
		s.await("verification", "matched", i+1)
	}
	s.show("identifiers-matched")
	sent := len(s.portal.Phone().Messages())
	s.keys("Return") // send a code to the contact that is offered first
	s.until("the code on the phone", func() bool { return len(s.portal.Phone().Messages()) > sent })
	s.show("code-sent")
	s.text(s.portal.Phone().Messages()[0].Code)
	s.keys("Return")
	s.await("verification", "level", 2)
	s.show("proven")
}

func (s *stage) resetPassword() {
	s.keys("ctrl+r")
	s.await("dialog shown", "name", "reset-password")
	s.show("reset-password")
	s.keys("Return")
	s.await("operation", "id", "reset-password", "outcome", "done")
	s.show("reset-done")
	s.keys("Escape")
}

func (s *stage) writeNote() {
	s.keys("ctrl+e")
	s.await("focus", "on", "note")
	s.app.Forget()
	s.text(s.note)
	s.await("draft saved")
	s.show("note")
}

// killAndReturn ends the program as a power cut would and goes on where it was.
func (s *stage) killAndReturn() {
	s.app.Kill()
	s.launch()
	s.await("screen", "name", "desk")
	s.await("account opened")
	s.show("back-after-kill")
}

func (s *stage) closeCall() {
	s.wrapUp("Sign in", "Locked after wrong passwords")
	s.show("wrap-up")
	s.keys("ctrl+Return")
	s.await("call closed")
}

// wrapUp asks to close too early, which marks what is missing and leads to the first of it, and fills that in.
func (s *stage) wrapUp(whereWereThey, whatWasInTheWay string) {
	s.keys("ctrl+Return")
	s.await("call incomplete", "missing", 2)
	s.show("parts-missing")
	for at, word := range []string{whereWereThey, whatWasInTheWay, "Resolved"} {
		if at > 0 {
			s.keys("Tab")
		}
		s.text(strings.ToLower(s.tongue.L(word)[:5]))
	}
}

func (s *stage) checkFirstCall() {
	call := s.calls()[0]
	if call.Note != note || call.Account != s.account(patient) || call.Caller.Level != client.ProvenByOOB {
		s.Errorf("the portal has %+v", call)
	}
	if want := (client.Reason{Stage: "sign-in", Cause: "locked"}); call.Reason != want || call.Outcome != client.OutcomeResolved {
		s.Errorf("disposition %+v, %s", call.Reason, call.Outcome)
	}
	var done []string
	for _, deed := range call.Done {
		done = append(done, deed.What+" "+deed.Result)
	}
	if got := strings.Join(done, ", "); !strings.HasSuffix(got, "reset-password done") {
		s.Errorf("done in the call: %s", got)
	}
}

// accessCode hands out a code to somebody whose own has run out, in a call that goes on into the next step.
func (s *stage) accessCode() {
	s.openCall("proof") // of the patient of the call before, who may be on the line again
	s.lookUp("nguyen thi mai")
	s.prove(invited)
	s.keys("ctrl+g")
	s.await("dialog shown", "name", "access-code")
	s.show("access-code")
	s.keys("Return")
	s.await("secret shown")
	s.show("access-code-read-aloud")
	s.keys("Escape")
	s.await("secret gone")
	account, err := s.asSenior().Account(s.ctx, s.account(invited))
	s.must(err)
	if account.Status != client.StatusInvited || account.AccessCode == nil {
		s.Errorf("after the access code the account is %s", account.Status)
	}
}

// portalGoneAndBack takes the portal away in the middle of a call and brings it back when the note waits.
func (s *stage) portalGoneAndBack() {
	s.must(s.portal.Stop())
	s.keys("ctrl+l")
	s.text("alv")
	s.await("line", "online", false)
	s.show("portal-gone")
	s.keys("ctrl+e")
	s.await("focus", "on", "note")
	s.text(noteOffline)
	s.wrapUp("Activate the account", "Code expired")
	s.keys("ctrl+Return")
	s.await("call closed")
	s.await("outbox", "waiting", 1)
	s.keys("ctrl+5")
	s.await("screen", "name", "outbox")
	s.show("outbox-waiting")
	s.must(s.portal.Restart())
	s.await("line", "online", true)
	s.await("outbox", "waiting", 0)
	s.show("outbox-delivered")
	s.checkSecondCall()
}

func (s *stage) checkSecondCall() {
	calls := s.calls()
	if len(calls) != 2 {
		s.Fatalf("the portal has %d calls", len(calls))
	}
	if calls[0].Note != noteOffline {
		s.Error("the newest call at the portal is not the one closed while it was gone")
	}
}

// signOut ends the session: the keyring held its tokens until then, and nothing that was typed lies readable on the disk.
func (s *stage) signOut() {
	item := "refresh." + s.profileID()
	if _, held, err := s.desktop.Secret(s.ctx, "portaldesk", item); err != nil || !held {
		s.Errorf("while signed in the keyring holds the session: %t, %v", held, err)
	}
	s.keys("ctrl+shift+q")
	s.await("screen", "name", "sign-in")
	s.show("signed-out")
	if _, held, err := s.desktop.Secret(s.ctx, "portaldesk", item); err != nil || held {
		s.Errorf("after sign-out the keyring holds the session: %t, %v", held, err)
	}
	s.nothingReadable(note, noteOffline, amendment, patient, s.senior().Password)
	s.must(s.app.Close(s.ctx))
}
