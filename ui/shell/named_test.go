package shell

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
)

// TestEveryControlIsNamed goes through the window for screen readers: the tests of a screen hold what they open against what
// those need, this one the screens and their dialogs with everything that stands around them.
func TestEveryControlIsNamed(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.asks()
	w.supervises()
	w.looksUp("alvarez")
	w.opensCall()
	for _, c := range []struct{ command, seen string }{
		{screenCalls, "No calls yet"}, {screenCallbacks, "Nobody waits for a call"}, {screenApprovals, "Reset a password by a link"},
		{screenOutbox, "Everything is delivered"}, {screenTrail, "Sign in to the desk"}, {screenSettings, "Text size"}, {screenDesk, "Why can"},
		{"shortcuts", "Keyboard shortcuts"}, {"about-portal", "Callers are proven by"}, {"switch-portal", "stays open for the way back"},
		{"export-calls", "Every call at the portal"}, {"export-trail", "Every entry of the trail"}, {"verify-trail", "Verify the trail"},
		{"weekly-look", "The weekly look"}, {"template", "Insert a note template"},
	} {
		w.command(c.command)
		w.untilSeen(c.seen) // holds the window against what screen readers need
		if parts.ModalOpen(w.canvas()) {
			w.press(fyne.KeyEscape)
		}
	}
	w.shell.Lock()
	w.window().MustSee("Press any key")
	w.strike(fyne.KeyA, 'a')
	w.window().MustSee("Somebody else")
}
