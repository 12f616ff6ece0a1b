package outbox

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// cells are the columns of the list and of its heading: state, closed, reason, why it is still here.
var cells = []parts.Cell{{Least: 150, Grows: true}, {Least: 104}, {Least: 96, Share: 2}, {Least: 96, Share: 3}}

func heads() fyne.CanvasObject {
	words := []string{lang.L("State"), lang.L("Closed"), lang.L("Reason"), lang.L("Why it is still here")}
	heads := make([]fyne.CanvasObject, len(words))
	for i, word := range words {
		heads[i] = parts.NewClipped(word, parts.Caption)
	}
	return parts.Inset(theme.Half, theme.Grid, &fyne.Container{Layout: parts.NewCells(theme.Grid, cells...), Objects: heads})
}

// row is one entry of the list.
type row struct {
	state               *parts.Pill
	closed, reason, why *parts.Text
}

func (s *Screen) newList() *parts.List {
	rows := map[fyne.CanvasObject]*row{}
	list := parts.NewList(func() fyne.CanvasObject {
		r := &row{parts.NewPill(parts.Neutral, "", ""), parts.NewClipped("", parts.Plain),
			parts.NewClipped("", parts.Plain), parts.NewClipped("", parts.Muted)}
		content := &fyne.Container{Layout: parts.NewCells(theme.Grid, cells...), Objects: []fyne.CanvasObject{
			parts.Line(0, r.state), r.closed, r.reason, r.why}}
		rows[content] = r
		return content
	}, func(i int, content fyne.CanvasObject) {
		if i < len(s.entries) {
			rows[content].fill(s.entries[i], s.o)
		}
	})
	list.Call(lang.L("Outbox"))
	list.OnOpen = s.open
	return list
}

func (r *row) fill(entry queue.Entry, o Options) {
	word := phrase.Entry(entry.State)
	r.state.Set(word.Tone, word.Icon, word.Text)
	r.closed.SetText(o.Clock.Since(entry.Call.ClosedAt))
	r.reason.SetText(phrase.Reason(o.Reasons, entry.Call.Reason))
	r.why.SetText(why(entry).Title)
}

// why says what keeps an entry here.
func why(entry queue.Entry) phrase.Sentence {
	switch {
	case entry.State == queue.Refused:
		return phrase.Of(&client.Error{Kind: client.Invalid, Code: entry.Code})
	case entry.LastKind != "":
		return phrase.Of(&client.Error{Kind: entry.LastKind})
	default:
		return phrase.Sentence{Title: lang.L("Waits for the portal"), Body: lang.L("It is kept here and goes out by itself.")}
	}
}
