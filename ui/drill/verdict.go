package drill

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/client/demoportal/drill"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// judge holds the call that ended against the script.
func (t *talk) judge(call client.Call) {
	t.judged, t.faults = true, t.caller.Judge(call)
	t.view.right[t.caller.ID] = t.view.right[t.caller.ID] || len(t.faults) == 0
	t.view.o.Log.Debug("drill judged", "id", t.caller.ID, "faults", len(t.faults))
	t.draw()
}

// verdict is how it went, who it was, and what to remember.
func (t *talk) verdict() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{parts.Line(theme.Grid, t.ending(), t.kind()), parts.NewParagraph(lang.L(t.caller.Title), parts.Strong)}
	for _, fault := range t.faults {
		rows = append(rows, parts.NewParagraph(sentence(fault), parts.Plain))
	}
	return append(rows, parts.NewParagraph(lang.L(t.caller.Teaches), parts.Plain), parts.NewAction(lang.L("Another caller"), t.view.choose))
}

func (t *talk) ending() fyne.CanvasObject {
	if len(t.faults) == 0 {
		return parts.NewPill(parts.Good, "", lang.L("Ended right"))
	}
	return parts.NewPill(parts.Bad, "", lang.L("Ended wrong"))
}

func (t *talk) kind() fyne.CanvasObject {
	if t.caller.Kind == drill.Hostile {
		return parts.NewPill(parts.Warning, "", lang.L("The caller was an impostor"))
	}
	return parts.NewPill(parts.Neutral, "", lang.L("The caller meant well"))
}

// sentence is a fault as an agent reads it.
func sentence(fault drill.Fault) string {
	switch fault.Code {
	case drill.WrongAccount:
		return lang.L("The call is about an account it should not be about.")
	case drill.NotAllowed:
		return lang.L("“{{.Operation}}” was done, and must not be for this caller.", map[string]any{"Operation": title(fault.Operation)})
	case drill.NotDone:
		return lang.L("The patient was not helped, and could have been.")
	case drill.NotProven:
		return lang.L("The caller could have been proven by a code, and was not.")
	case drill.WrongOutcome:
		return lang.L("It was closed as something it was not.")
	default:
		return string(fault.Code)
	}
}

func title(id string) string {
	if op, known := operation.ByID(operation.ID(id)); known {
		return lang.L(op.Title)
	}
	return id
}
