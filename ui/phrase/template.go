package phrase

import (
	"errors"

	"portaldesk/app/call"
	"portaldesk/app/template"
)

// Templates says why an agent's own note templates are not there.
func Templates(problem error) Sentence {
	if damaged, ok := errors.AsType[*template.DamagedError](problem); ok {
		return Sentence{"Your own templates could not be read",
			"Line {{.Line}} of their file is no template. The file is kept as {{.File}}; the templates of the program are here.",
			"Mend it and import it again."}.
			translated(map[string]any{"Line": damaged.At.Line, "File": damaged.KeptAs})
	}
	if errors.Is(problem, template.ErrNewer) {
		return Sentence{"A newer Portaldesk wrote your templates",
			"This version does not understand them and left them as they are.",
			"Start the newer version."}.translated(nil)
	}
	return Sentence{"The templates could not be read",
		"The disk did not give them back. Notes can be written without them.",
		"Sign in again; if it stays, call your support."}.translated(nil)
}

func unfilled(e *call.Unfilled) Sentence {
	if what := e.Blanks[0].What; what != "" {
		return Sentence{"A blank in the note is not filled in",
			"The note still asks for: {{.What}}. Nothing was closed and nothing was lost.",
			"Fill it in (F3 goes to the next), then close the call."}.
			translated(map[string]any{"What": what})
	}
	return Sentence{"A blank in the note is not filled in",
		"A template left a blank without a name. Nothing was closed and nothing was lost.",
		"Fill it in (F3 goes to the next), then close the call."}.translated(nil)
}
