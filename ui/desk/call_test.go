package desk_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

func TestADraftThatIsNotSavedSaysWhy(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("note")
	w.Type("words")
	w.MustSee("Saving …")
	w.screen.Apply(app.DraftSaved{At: now, Err: store.ErrFull})
	w.MustSee("Not saved", "The disk is full")
	w.screen.Apply(app.DraftSaved{At: now})
	w.MustSee("Draft saved")
	w.MustNotSee("The disk is full")
}

func TestANoteThatCannotBeSavedGoesToAFile(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	folder := t.TempDir()
	w.picked = folder
	w.command("open-call")
	w.command("note")
	w.Type("words of a patient")
	w.MustNotSee("Write the note to a file…")
	w.screen.Apply(app.DraftSaved{At: now, Err: store.ErrFull})
	w.Tap("Write the note to a file…")
	w.runner.All()
	w.MustSee("The note is in a file")
	files, err := filepath.Glob(filepath.Join(folder, "note-*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if text, err := os.ReadFile(files[0]); err != nil || string(text) != "words of a patient\n" {
		t.Errorf("the file says %q, %v", text, err)
	}
	w.screen.Apply(app.DraftSaved{At: now})
	w.MustNotSee("Write the note to a file…")
}

func TestACallOpenedBehindAnotherScreenGoesToTheNote(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.SetContent(w.screen.Strip())
	w.command("open-call")
	if _, ok := w.Canvas().Focused().(*parts.Entry); !ok {
		t.Errorf("the focus is on %T, want the note", w.Canvas().Focused())
	}
}

func TestAReasonThatNoCodeCoversTakesAWord(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("close-call")
	w.Type("sign")
	w.Press(fyne.KeyTab)
	w.Type("some") // something else
	w.command("close-call")
	w.MustSee("Still missing")
	if got := uitest.Stop(w.Canvas().Focused()); got != "What was it?" {
		t.Fatalf("the focus is on %q", got)
	}
	w.Type("a robot")
	want := client.Reason{Stage: "sign-in", Cause: "sign-in-other", Detail: "a robot"}
	if got := w.desk.Calls.Current().Draft().Reason; got != want {
		t.Errorf("the call says %+v, want %+v", got, want)
	}
}

func TestAnotherStageTakesTheCauseBack(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("close-call")
	w.Type("sign")
	w.Press(fyne.KeyTab)
	w.Type("locked")
	w.Canvas().FocusPrevious()
	w.Press(fyne.KeyDown) // use the portal
	want := client.Reason{Stage: "use"}
	if got := w.desk.Calls.Current().Draft().Reason; got != want {
		t.Errorf("the call says %+v, want %+v", got, want)
	}
}

func TestTheNoteGrowsToFiveLines(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("note")
	note := w.Canvas().Focused().(*parts.Entry)
	two := note.MinSize().Height
	w.Type("a\nb\nc\nd")
	four := note.MinSize().Height
	w.Type("\ne\nf\ng\nh")
	if five := note.MinSize().Height; !(two < four && four < five && five < two*3) {
		t.Errorf("the note is %v, %v, %v high", two, four, five)
	}
}

func TestAFormSaysWhatIsWrongBeforeItAsksThePortal(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("change-login-id")
	w.Type("ab")
	w.Press(fyne.KeyReturn)
	w.MustSee("A login ID has at least 4 characters.")
	w.Type("cdef")
	w.MustNotSee("A login ID has at least 4 characters.")
	w.Press(fyne.KeyEscape)
	w.MustNotSee("Which login ID does the patient want")
}

func TestOnlyACallInWhichNothingHappenedCanBeDiscarded(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.MustSee("Discard")
	w.command("note")
	w.Type("words")
	w.MustNotSee("Discard")
	w.command("discard-call") // the menu still offers it
	w.MustSee("This call cannot be discarded any more")
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
	for tries := 0; uitest.Stop(w.Canvas().Focused()) != "chooser English" && tries < 10; tries++ {
		w.Canvas().FocusPrevious()
	}
	w.Type("spanish")
	w.opens("Okafor, Ada")
	if got := language(); got != "es" {
		t.Errorf("after the agent chose: %q", got)
	}
}
