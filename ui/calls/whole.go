package calls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// heading is when the call was, what it is marked with, and its note.
func (p *pane) heading() []fyne.CanvasObject {
	e, o := p.entry, p.s.o
	title := lang.L("Call of {{.When}}", map[string]any{"When": o.Clock.Moment(e.OpenedAt)})
	if e.Amends != "" {
		title = lang.L("Amendment of {{.When}}", map[string]any{"When": o.Clock.Moment(e.OpenedAt)})
	}
	head := parts.Stack(theme.Half, parts.NewParagraph(title, parts.Heading))
	if marks := p.s.marksOf(e); len(marks) > 0 {
		line := parts.Flow(theme.Grid)
		for _, mark := range marks {
			line.Add(mark.Pill())
		}
		head.Add(line)
	}
	return []fyne.CanvasObject{head, section(lang.L("Note"), parts.NewParagraph(noteOf(e.Note), parts.Plain))}
}

// whole is everything else that is known of the call.
func (p *pane) whole() []fyne.CanvasObject {
	all := []fyne.CanvasObject{p.facts()}
	if len(p.entry.Done) > 0 {
		all = append(all, section(lang.L("What was done"), timeline(p.entry.Done, p.s.o.Clock)))
	}
	return all
}

func noteOf(note string) string {
	if note == "" {
		return lang.L("No note was written.")
	}
	return note
}

// section is a heading over what belongs to it.
func section(title string, content fyne.CanvasObject) fyne.CanvasObject {
	return parts.Stack(theme.Half, parts.NewText(title, parts.Strong), content)
}

// factsLeast is how narrow one of two columns of facts may be.
const factsLeast = 140

func (p *pane) facts() fyne.CanvasObject {
	e, o := p.entry, p.s.o
	left := []fyne.CanvasObject{fact(lang.L("Reason"), phrase.Reason(o.Reasons, e.Reason)),
		fact(lang.L("Caller"), callerOf(e.Caller))}
	if e.Caller.Number != "" {
		left = append(left, fact(lang.L("Calls from"), e.Caller.Number))
	}
	left = append(left, fact(lang.L("Proof"), phrase.Proof(e.Caller.Level)))
	right := []fyne.CanvasObject{fact(lang.L("Outcome"), phrase.Outcome(e.Outcome)),
		fact(lang.L("Agent"), p.s.form.agents.Name(e.AgentID)), fact(lang.L("Language"), phrase.Language(e.Language))}
	columns := parts.Columns(factsLeast, theme.Gap, parts.Stack(theme.Grid, left...), parts.Stack(theme.Grid, right...))
	if e.Amends != "" { // it took no time of its own
		return columns
	}
	return parts.Stack(theme.Grid, columns, fact(lang.L("Handle time"), timesOf(e.Call)))
}

func fact(label, text string) fyne.CanvasObject {
	return parts.Stack(0, parts.NewText(label, parts.Caption), parts.NewParagraph(text, parts.Plain))
}

// callerOf is who called: by name when it was not the patient.
func callerOf(caller client.Caller) string {
	relation := phrase.Relation(caller.Relation)
	if caller.Name == "" {
		return relation
	}
	return lang.L("{{.Name}} ({{.Relation}})", map[string]any{"Name": caller.Name, "Relation": relation})
}

// timesOf is how long the call took, and of what that is made up.
func timesOf(c client.Call) string {
	timer := func(seconds int) string { return phrase.Timer(handleTime(client.Call{TalkSeconds: seconds})) }
	return lang.L("{{.All}}: talk {{.Talk}}, hold {{.Hold}}, wrap-up {{.Wrap}}", map[string]any{"All": phrase.Timer(handleTime(c)),
		"Talk": timer(c.TalkSeconds), "Hold": timer(c.HoldSeconds), "Wrap": timer(c.WrapSeconds)})
}

// timeline is what was done in the call, in order.
func timeline(done []client.Deed, clock phrase.Clock) fyne.CanvasObject {
	lines := parts.Stack(theme.Half)
	for _, deed := range done {
		word := phrase.Deed(deed.Result)
		what := lang.L("{{.What}}: {{.Result}}", map[string]any{"What": deedTitle(deed.What), "Result": word.Text})
		at := parts.Line(theme.Grid, parts.NewText(clock.Time(deed.At), parts.Muted), parts.NewIcon(word.Icon, word.Tone.Fore()))
		lines.Add(parts.Spread(theme.Grid, parts.Top(at), parts.NewParagraph(what, parts.Plain), nil))
	}
	return lines
}

// verifyDeed is in a call each time its caller rose a level.
const verifyDeed = "verify-caller"

func deedTitle(what string) string {
	if what == verifyDeed {
		return lang.L("Proof of the caller")
	}
	if op, known := operation.ByID(operation.ID(what)); known {
		return lang.L(op.Title)
	}
	return what
}
