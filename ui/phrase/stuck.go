package phrase

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/secret"
)

// stuck is why the notes do not open, and how many wait.
func stuck(err *app.StuckError) Sentence {
	said := Of(err.Err)
	if notes := StuckNotes(err.Notes); notes != "" {
		said.Body += " " + notes
	}
	return said
}

// StuckNotes says how many notes wait in a file that does not open; empty for none.
func StuckNotes(notes int) string {
	switch notes {
	case 0:
		return ""
	case 1:
		return lang.L("One note is stuck in the file.")
	default:
		return lang.L("{{.N}} notes are stuck in the file.", map[string]any{"N": Grouped(notes)})
	}
}

// NoKeyring is what ails a keyring that is done without, as a title.
func NoKeyring(problem error) string {
	for _, cause := range []error{secret.ErrSlow, secret.ErrLocked, secret.ErrDenied, secret.ErrFull} {
		if errors.Is(problem, cause) {
			return Of(cause).Title
		}
	}
	return lang.L("No keyring")
}
