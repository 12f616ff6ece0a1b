package desk_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// elsewherePage is what is found when the caller is at another portal's page.
const elsewherePage = "The caller is at another portal's page."

// atAnotherPortal answers the second question with its second answer, by the keyboard.
func (w *world) atAnotherPortal() {
	w.t.Helper()
	w.command("ask-caller")
	w.Press(fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
}

func TestAnAnswerIsAFindingAtOnceAndIsTakenBackByChoosingItAgain(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.MustNotSee("Where do they try to sign in?", elsewherePage)
	w.atAnotherPortal()
	w.MustSee(elsewherePage)
	if seen := w.Words(); strings.Count(seen, "They are at another portal's page") != 2 { // as evidence, and below the question
		t.Errorf("the answer does not stand with its question: %s", seen)
	}
	w.MustNotSee("They use the app")
	w.Press(fyne.KeyUp, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	w.MustNotSee(elsewherePage, "They are at another portal's page")
}

func TestEscapeLeavesAQuestionWithoutAnAnswer(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("ask-caller")
	w.Press(fyne.KeyReturn, fyne.KeyDown)
	w.MustSee("A parent calls")
	w.Press(fyne.KeyEscape)
	w.MustNotSee("A parent calls")
	w.Press(fyne.KeyReturn)
	w.MustSee("A parent calls")
}

func TestAnswersStayWhileTheAccountIsReadAnew(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.atAnotherPortal()
	w.command("read-again")
	w.MustSee(elsewherePage)
	w.command("unlock")
	w.Press(fyne.KeyReturn, fyne.KeyReturn)
	w.MustSee("Activated", elsewherePage)
}

func TestAnswersGoWithTheAccountAndWithTheCall(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.atAnotherPortal()
	w.opens("nguyen, thi mai")
	w.MustNotSee(elsewherePage, "Where do they try to sign in?")
	w.atAnotherPortal()
	w.MustSee(elsewherePage)
	w.command("close-call")
	for _, entered := range []string{"sign", "loc", "res"} {
		w.Type(entered)
		w.Press(fyne.KeyTab)
	}
	w.command("note")
	w.Type("Sent to their own clinic.")
	w.command("close-call")
	w.MustSee("No call is open.", "Nguyen, Thi Mai")
	w.MustNotSee(elsewherePage, "Where do they try to sign in?")
}

func TestWhatTheCallerTriesIsOneLineOfTheNote(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("more-to-try")
	w.Press(fyne.KeyRight) // opens a call
	if got := w.note(); got != "tried: right portal\n" {
		t.Fatalf("the note is %q", got)
	}
	w.Press(fyne.KeyRight)
	w.Press(fyne.KeyTab, fyne.KeyRight)
	if got := w.note(); got != "tried: right account; helped: right portal\n" {
		t.Errorf("the note is %q", got)
	}
	w.Press(fyne.KeyLeft, uitest.BackTab, fyne.KeyLeft, fyne.KeyLeft)
	if got := w.note(); got != "" {
		t.Errorf("all taken back, the note is %q", got)
	}
}

func TestWhatWasTriedOnAnotherAccountStaysInTheNote(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.command("more-to-try")
	w.Press(fyne.KeyRight)
	w.opens("nguyen, thi mai")
	w.command("more-to-try")
	w.Press(fyne.KeyRight, fyne.KeyRight)
	if got := w.note(); got != "tried: right portal\nhelped: set-up page\n" {
		t.Errorf("the note is %q", got)
	}
}

func TestWhatIsFoundGoesByTheTimeOfTheCall(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("read-again")
	const justSent = "It may take five minutes, or be in the spam folder."
	w.MustSee(justSent)
	w.now = w.now.Add(14 * time.Minute)
	w.ticker.Tick()
	w.MustSee(justSent)
	w.now = w.now.Add(3 * time.Minute)
	w.ticker.Tick()
	w.MustNotSee(justSent)
}

func TestACodeThatRunsOutDuringTheCallIsNoLongerSaidToRun(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	account, ends := w.nextToRunOut()
	w.now = ends.Add(-20 * time.Second)
	w.screen.OpenAccount(account)
	w.runner.All()
	w.command("open-call")
	const runs = "The access code runs out"
	w.MustSee(runs)
	w.now = ends
	w.ticker.Tick()
	w.MustNotSee(runs)
}

func TestALockThatEndsDuringTheCallIsSaidToHaveEnded(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	c, err := w.desk.Open(t.Context(), w.account("Baker, Thomas"))
	w.must(err)
	ends := *c.Account.LockedUntil
	w.now = ends.Add(-20 * time.Second)
	w.screen.OpenAccount(c.Account.ID)
	w.runner.All()
	w.command("open-call")
	at := phrase.NewClock(w.desk.About.TimeZone, w.clock).Time(ends)
	w.MustSee("wrong passwords, until "+at, "· until "+at)
	w.now = ends
	w.ticker.Tick()
	w.MustSee("The lock ended at "+at+"; they can try again.", "· over since "+at)
	w.MustNotSee("until " + at)
}

// nextToRunOut is the account whose access code runs out next, and when.
func (w *world) nextToRunOut() (next client.AccountID, ends time.Time) {
	w.t.Helper()
	for _, id := range w.portal.Sample(demoportal.Trait(client.StatusInvited), 20) {
		c, err := w.desk.Open(w.t.Context(), id)
		w.must(err)
		if code := c.Account.AccessCode; code != nil && (next == "" || code.ExpiresAt.Before(ends)) {
			next, ends = id, code.ExpiresAt
		}
	}
	return next, ends
}
