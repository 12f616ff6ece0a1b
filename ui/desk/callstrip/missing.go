package callstrip

import (
	"fyne.io/fyne/v2"

	"portaldesk/app/call"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// mark draws a frame around what is missing. The notice below names it too.
func (f *form) mark(missing []call.Part) {
	f.unmarkAll()
	for _, part := range missing {
		f.border(part, theme.BadText)
	}
}

func (f *form) border(part call.Part, color fyne.ThemeColorName) {
	for _, frame := range f.frames[part] {
		frame.SetLook(frameLook(color))
	}
}

// unmark takes the frame away from what is no longer missing.
func (f *form) unmark(draft call.Draft) {
	filled := map[call.Part]bool{
		call.PartReason: draft.Reason.Cause != "", call.PartDetail: draft.Reason.Detail != "", call.PartOutcome: draft.Outcome != "",
		call.PartCallBack: draft.Outcome != client.OutcomeCallBack || !draft.CallBack.Due.IsZero(),
	}
	for part := range f.frames {
		if filled[part] {
			f.border(part, "")
		}
	}
}

// marked says whether a frame is still drawn.
func (f *form) marked() bool {
	for _, frames := range f.frames {
		if frames[0].Look.Border != "" {
			return true
		}
	}
	return false
}

func (f *form) unmarkAll() {
	for part := range f.frames {
		f.border(part, "")
	}
}

// target is the field in which a part is entered; nil when it is not one of the form.
func (f *form) target(part call.Part) parts.FocusTarget {
	switch part {
	case call.PartReason:
		if f.stage.SelectedIndex() >= 0 {
			return f.cause
		}
		return f.stage
	case call.PartDetail:
		return f.detail
	case call.PartOutcome:
		return f.outcome
	case call.PartCallBack:
		return f.strip.promise.when.Entry
	default:
		return nil
	}
}

func frameLook(border fyne.ThemeColorName) parts.Look {
	return parts.Look{Border: border, Vertical: 2, Horizontal: 2, Radius: theme.Round}
}
