package callstrip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// idle is the strip while no call is open.
type idle struct {
	content *fyne.Container
	text    *parts.Paragraph
}

func newIdle(open func()) *idle {
	button := parts.NewAction(lang.L("Open a call"), open)
	button.Weight, button.Shortcut = parts.Main, "F2"
	i := &idle{text: parts.NewParagraph(lang.L("No call is open. You may look up; changing an account takes a call."), parts.Muted)}
	i.content = parts.Spread(theme.Gap, parts.Line(0, button), parts.Middle(i.text), nil)
	return i
}

func (i *idle) complain(said phrase.Sentence) {
	i.text.Set(said.String(), parts.Plain.In(theme.BadText))
}
