package approvals

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// cells are the columns of the list and of its heading: state, asked, by whom, for which patient, what for.
var cells = []parts.Cell{{Least: 112, Grows: true}, {Least: 88}, {Least: 96, Share: 2}, {Least: 96, Share: 3}, {Least: 96, Share: 3}}

func heads() fyne.CanvasObject {
	words := []string{lang.L("State"), lang.L("Asked"), lang.L("By"), lang.L("Patient"), lang.L("What for")}
	heads := make([]fyne.CanvasObject, len(words))
	for i, word := range words {
		heads[i] = parts.NewClipped(word, parts.Caption)
	}
	return parts.Inset(theme.Half, theme.Grid, parts.Heads(parts.NewCells(theme.Grid, cells...), heads...))
}

// row is one request of the list.
type row struct {
	state                *parts.Pill
	asked, by, who, what *parts.Text
}

func (s *Screen) newList() *parts.List {
	rows := map[fyne.CanvasObject]*row{}
	list := parts.NewList(func() fyne.CanvasObject {
		r := &row{parts.NewPill(parts.Neutral, "", ""), parts.NewClipped("", parts.Plain), parts.NewClipped("", parts.Plain),
			parts.NewClipped("", parts.Plain), parts.NewClipped("", parts.Muted)}
		content := &fyne.Container{Layout: newRowLayout(), Objects: []fyne.CanvasObject{
			parts.Line(0, r.state), r.asked, r.by, r.who, r.what}}
		rows[content] = r
		return content
	}, func(i int, content fyne.CanvasObject) {
		if i < len(s.rows) {
			rows[content].fill(s.rows[i], s.o.Clock)
		}
	})
	list.Call(lang.L("Requests for approval"))
	list.OnOpen = s.open
	return list
}

func (r *row) fill(a client.Approval, clock phrase.Clock) {
	word := phrase.Approval(a.State)
	r.state.Set(word.Tone, word.Icon, word.Text)
	r.asked.SetText(clock.Since(a.AskedAt))
	r.by.SetText(a.AskedByName)
	r.who.SetText(phrase.Patient(a.Patient))
	r.what.SetText(phrase.Ability(a.Ability))
}
