package callbacks

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/callback"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// cells are the columns of the list and of its heading: how pressing, when, whom, why, by whom.
var cells = []parts.Cell{{Least: 120, Grows: true}, {Least: 176, Share: 1}, {Least: 150, Share: 2}, {Least: 96, Share: 2}, {Least: 110, Share: 1}}

func heads() fyne.CanvasObject {
	words := []string{lang.L("State"), lang.L("Due"), lang.L("Whom to call"), lang.L("Reason"), lang.L("Promised by")}
	heads := make([]fyne.CanvasObject, len(words))
	for i, word := range words {
		heads[i] = parts.NewClipped(word, parts.Caption)
	}
	return parts.Inset(theme.Half, theme.Grid, parts.Heads(parts.NewCells(theme.Grid, cells...), heads...))
}

// row is one row of the list; either its heading or its line is shown.
type row struct {
	heading            *parts.Text
	line               *fyne.Container
	state              *parts.Pill
	due, whom, why, by *parts.Text
}

func newRow() (*row, fyne.CanvasObject) {
	r := &row{heading: parts.NewText("", parts.Strong), state: parts.NewPill(parts.Neutral, "", ""),
		due: parts.NewClipped("", parts.Strong), whom: parts.NewClipped("", parts.Plain),
		why: parts.NewClipped("", parts.Plain), by: parts.NewClipped("", parts.Muted)}
	r.line = &fyne.Container{Layout: newRowLayout(), Objects: []fyne.CanvasObject{parts.Line(0, r.state), r.due, r.whom, r.why, r.by}}
	return r, container.NewStack(r.heading, r.line)
}

func (s *Screen) newList() *parts.List {
	rows := map[fyne.CanvasObject]*row{}
	list := parts.NewList(func() fyne.CanvasObject {
		r, content := newRow()
		rows[content] = r
		return content
	}, func(i int, content fyne.CanvasObject) {
		if i < len(s.items) {
			rows[content].fill(s.items[i], s)
		}
	})
	list.Call(lang.L("Promised calls"))
	list.IsHeading = func(i int) bool { return i < len(s.items) && s.items[i].heading != "" }
	list.OnOpen = func(i int) {
		if i < len(s.items) && s.items[i].heading == "" {
			s.open(s.items[i])
		}
	}
	return list
}

func (r *row) fill(it item, s *Screen) {
	r.heading.SetText(it.heading)
	r.heading.Hidden, r.line.Hidden = it.heading == "", it.heading != ""
	if it.heading != "" {
		return
	}
	p := it.promised
	r.state.Set(it.word.Tone, it.word.Icon, it.word.Text)
	r.due.SetText(s.clock.Due(p.Due))
	r.whom.SetText(whom(p))
	r.why.SetText(phrase.Reason(s.o.Reasons, p.Reason))
	r.by.SetText(by(p))
}

// whom is who is to be called, and where: "Parent, ***-***-0199".
func whom(p callback.Callback) string {
	where := p.Masked
	if where == "" {
		where = lang.L("as in the note")
	}
	return lang.L("{{.Who}}, {{.Where}}", map[string]any{"Who": phrase.Relation(p.Relation), "Where": where})
}

// by is who promised it, and how often it was tried.
func by(p callback.Callback) string {
	switch len(p.Attempts) {
	case 0:
		return p.PromisedName
	case 1:
		return lang.L("{{.Agent}}, tried once", map[string]any{"Agent": p.PromisedName})
	default:
		return lang.L("{{.Agent}}, tried {{.N}} times", map[string]any{"Agent": p.PromisedName, "N": len(p.Attempts)})
	}
}
