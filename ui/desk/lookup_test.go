package desk_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/uitest"
)

// pastes puts a text into the look-up as a whole and presses Enter, before anything is answered.
func (w *world) pastes(text string) {
	w.t.Helper()
	w.After = nil
	w.screen.FocusLookUp()
	clipboard := fyne.CurrentApp().Clipboard()
	clipboard.SetContent(text)
	w.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	w.Press(fyne.KeyReturn)
}

func (w *world) mrn() string { return w.truth(maria(w), client.IdentifierMRN) }

func TestAPastedNumberAndEnterLeadToTheProofOfTheCaller(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.pastes(w.mrn())
	w.MustSee("Looking up")
	w.runner.All()
	w.MustSee("Alvarez, Maria", "Locked out")
	if got := uitest.Stop(w.Canvas().Focused()); got != "segments" {
		t.Errorf("the focus is on %q, want who is calling", got)
	}
}

func TestWhoWritesTheNoteMeanwhileIsLeftThere(t *testing.T) {
	for name, opened := range map[string]bool{"before the account is found": false, "before the account is shown": true} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, client.RoleSenior)
			w.command("open-call")
			w.pastes(w.mrn())
			if opened {
				w.runner.Run(0)
			}
			w.invoke("note")
			note := w.Focused()
			w.runner.All()
			if w.Focused() != note {
				t.Errorf("the focus was taken to %q", uitest.Stop(w.Focused()))
			}
			if w.Sees("Locked out") != opened {
				t.Errorf("the account is shown: %v, want %v", !opened, opened)
			}
		})
	}
}

func TestACallOpenedWhileTheAccountIsBeingReadLeadsToTheProof(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.screen.FocusLookUp()
	w.Type("alvarez maria")
	w.Press(fyne.KeyDown)
	w.After = nil
	w.Press(fyne.KeyReturn)
	w.invoke("open-call")
	w.runner.Run(w.runner.Len() - 1) // the call is open before the account is read
	w.runner.All()
	if got := uitest.Stop(w.Canvas().Focused()); got != "segments" {
		t.Errorf("the focus is on %q, want who is calling", got)
	}
}
