package drill

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/client"
	"portaldesk/client/demoportal/drill"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// talk is the conversation with one caller.
type talk struct {
	view   *View
	caller *drill.Caller
	began  time.Time
	ask    fyne.CanvasObject // made once, so that the focus stays on what was pressed
	said   []line
	judged bool
	faults []drill.Fault
}

// line is something that was said. What the agent asks stands before what the caller answers.
type line struct{ asked, answered string }

func newTalk(v *View, caller *drill.Caller) *talk {
	t := &talk{view: v, caller: caller, began: v.o.Now(), said: []line{{"", lang.L(caller.Opening)}}}
	t.ask = t.questions()
	return t
}

func (t *talk) draw() {
	rows := []fyne.CanvasObject{t.who(), t.ask}
	if t.judged {
		rows = append(rows[:1], t.verdict()...)
	}
	for _, said := range slices.Backward(t.said) { // the newest at the top, where the eye is
		rows = append(rows, said.drawn())
	}
	t.view.show(rows...)
}

// who is what the telephone shows, and who the caller says to be.
func (t *talk) who() fyne.CanvasObject {
	says := phrase.Relation(t.caller.Relation)
	if t.caller.Name != "" {
		says = lang.L("{{.Name}}, {{.Relation}}", map[string]any{"Name": t.caller.Name, "Relation": says})
	}
	return parts.Flow(theme.Grid, parts.Stack(0, parts.NewText(lang.L("Calling from"), parts.Caption), parts.NewText(t.caller.Number, parts.Strong)),
		layout.NewSpacer(), parts.NewText(says, parts.Muted))
}

// asks are what can be asked for, in the order in which a desk does.
var asks = []client.IdentifierKind{
	client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPostcode, client.IdentifierPhone,
	client.IdentifierEmail, client.IdentifierLastVisit,
}

func (t *talk) questions() fyne.CanvasObject {
	ask := parts.Flow(theme.Half)
	for _, kind := range asks {
		name := phrase.Identifier(kind)
		ask.Add(parts.NewAction(name, func() { t.say(name, or(t.caller.Answer(kind), lang.L("I do not know that by heart."))) }))
	}
	ask.Add(parts.NewAction(lang.L("Read me the code"), func() {
		t.say(lang.L("Read me the code"), or(t.caller.Code(), or(lang.L(t.caller.Refuses), lang.L("What code? Nothing came."))))
	}))
	ask.Add(parts.NewAction(lang.L("I cannot do that"), func() {
		t.say(lang.L("I cannot do that"), or(lang.L(t.caller.Push()), lang.L("All right.")))
	}))
	return parts.Column(theme.Half, parts.NewText(lang.L("Ask the caller"), parts.Caption), ask,
		parts.NewAction(lang.L("Another caller"), t.view.choose))
}

func or(words, otherwise string) string {
	if words == "" {
		return otherwise
	}
	return words
}

func (t *talk) say(asked, answered string) {
	t.said = append(t.said, line{asked, answered})
	t.draw()
}

func (l line) drawn() fyne.CanvasObject {
	words := parts.NewParagraph(lang.L("“{{.Words}}”", map[string]any{"Words": l.answered}), parts.Plain)
	if l.asked == "" {
		return words
	}
	return parts.Column(0, parts.NewText(l.asked, parts.Caption), words)
}
