package desk_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

func TestADraftThatIsNotSavedSaysWhy(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("note")
	w.types("words")
	w.mustSee("Saving …")
	w.screen.Apply(app.DraftSaved{At: now, Err: store.ErrFull})
	w.mustSee("Not saved", "The disk is full")
	w.screen.Apply(app.DraftSaved{At: now})
	w.mustSee("Draft saved")
	w.mustNotSee("The disk is full")
}

func TestACallOpenedBehindAnotherScreenGoesToTheNote(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.window.SetContent(w.screen.Strip())
	w.command("open-call")
	if _, ok := w.window.Canvas().Focused().(*parts.Entry); !ok {
		t.Errorf("the focus is on %T, want the note", w.window.Canvas().Focused())
	}
}

func TestAReasonThatNoCodeCoversTakesAWord(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("close-call")
	w.types("sign")
	w.press(fyne.KeyTab)
	w.types("some") // something else
	w.command("close-call")
	w.mustSee("Still missing")
	if got := stop(w.window.Canvas().Focused()); got != "What was it?" {
		t.Fatalf("the focus is on %q", got)
	}
	w.types("a robot")
	want := client.Reason{Stage: "sign-in", Cause: "sign-in-other", Detail: "a robot"}
	if got := w.desk.Calls.Current().Draft().Reason; got != want {
		t.Errorf("the call says %+v, want %+v", got, want)
	}
}

func TestAnotherStageTakesTheCauseBack(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("close-call")
	w.types("sign")
	w.press(fyne.KeyTab)
	w.types("locked")
	w.window.Canvas().FocusPrevious()
	w.press(fyne.KeyDown) // use the portal
	want := client.Reason{Stage: "use"}
	if got := w.desk.Calls.Current().Draft().Reason; got != want {
		t.Errorf("the call says %+v, want %+v", got, want)
	}
}

func TestTheNoteGrowsToFiveLines(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("note")
	note := w.window.Canvas().Focused().(*parts.Entry)
	two := note.MinSize().Height
	w.types("a\nb\nc\nd")
	four := note.MinSize().Height
	w.types("\ne\nf\ng\nh")
	if five := note.MinSize().Height; !(two < four && four < five && five < two*3) {
		t.Errorf("the note is %v, %v, %v high", two, four, five)
	}
}

func TestAFormSaysWhatIsWrongBeforeItAsksThePortal(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("change-login-id")
	w.types("ab")
	w.press(fyne.KeyReturn)
	w.mustSee("A login ID has at least 4 characters.")
	w.types("cdef")
	w.mustNotSee("A login ID has at least 4 characters.")
	w.press(fyne.KeyEscape)
	w.mustNotSee("Which login ID does the patient want")
}

func TestOnlyACallInWhichNothingHappenedCanBeDiscarded(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.mustSee("Discard")
	w.command("note")
	w.types("words")
	w.mustNotSee("Discard")
}

func TestACallIsHeldInThePatientsLanguageUnlessTheAgentChoosesAnother(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	language := func() string { return w.desk.Calls.Current().Draft().Language }
	w.command("open-call")
	w.opens("Alvarez, Maria")
	if got := language(); got != "es" {
		t.Errorf("with a Spanish-speaking patient: %q", got)
	}
	w.opens("Nguyen, Thi Mai")
	if got := language(); got != "en" {
		t.Errorf("with a patient whose language no call is held in: %q", got)
	}
	w.command("note")
	for tries := 0; stop(w.window.Canvas().Focused()) != "chooser English" && tries < 10; tries++ {
		w.window.Canvas().FocusPrevious()
	}
	w.types("spanish")
	w.opens("Okafor, Ada")
	if got := language(); got != "es" {
		t.Errorf("after the agent chose: %q", got)
	}
}
