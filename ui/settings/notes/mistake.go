package notes

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/template"
)

// The fields that a mistake can be in.
const (
	inName  = "name"
	inShort = "short"
	inBody  = "body"
)

// mistake is in which field a template is wrong, and how; both are empty when it is not.
func mistake(err error) (where, why string) {
	wrong, ok := errors.AsType[*template.ParseError](err)
	if !ok {
		return "", ""
	}
	facts := map[string]any{"What": wrong.What}
	switch {
	case wrong.What == inName && wrong.Why == "missing":
		return inName, lang.L("Give it a name.")
	case wrong.What == inName:
		return inName, lang.L("That is too long: at most 80 characters.")
	case wrong.What == inShort && wrong.Why == "missing":
		return inShort, lang.L("It needs a short name.")
	case wrong.What == inShort:
		return inShort, lang.L("Only small letters, digits and hyphens, at most 31.")
	case wrong.What == inBody && wrong.Why == "missing":
		return inBody, lang.L("Write the text.")
	case wrong.Why == "too-long":
		return inBody, lang.L("That is too long for a note.")
	case wrong.Why == "unclosed":
		return inBody, lang.L("{{.Open}} needs its {{.Close}} in the same line.", map[string]any{"Open": "{{", "Close": "}}"})
	case wrong.Why == "unknown":
		return inBody, lang.L("Nothing fills in “{{.What}}”. For a blank, put a question mark before it.", facts)
	default:
		return inBody, lang.L("A line of “{{.What}}” parts templates and cannot stand in one.", map[string]any{"What": template.Divider})
	}
}
