package callstrip

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/template"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// picker is the list of note templates over the window. What suits the reason of the call stands first.
type picker struct {
	strip  *Strip
	dialog *parts.Dialog
	search *parts.Entry
	list   *parts.List
	found  []template.Template

	language string
	reason   client.Reason
}

const (
	pickerWidth = 640
	rowsShown   = 6
)

// PickTemplate opens the list.
func (s *Strip) PickTemplate() {
	if s.call == nil {
		return
	}
	draft := s.call.Draft()
	p := &picker{strip: s, language: draft.Language, reason: draft.Reason}
	p.search = parts.NewEntry(lang.L("Name, words of the text, or ::short name"))
	p.search.OnChanged = p.look
	p.search.OnEnter = func() { p.list.Open() }
	p.search.OnDown = func() { parts.Focus(p.list) }
	p.list = p.newList()
	p.list.OnLeave = func() { parts.Focus(p.search) }
	p.dialog = &parts.Dialog{Title: lang.L("Insert a note template"), Width: pickerWidth, First: p.search}
	p.dialog.Body = parts.Stack(theme.Grid, p.notice(), p.search,
		parts.High(p.list, rowsShown),
		parts.NewParagraph(lang.L("Down goes into the list, Enter inserts. In the note, F3 goes from blank to blank."), parts.Caption))
	p.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Cancel"), p.dialog.Close)}
	p.dialog.Closed = func() { s.o.Log.Debug("dialog closed", "name", "templates") }
	p.dialog.Show(fyne.CurrentApp().Driver().CanvasForObject(s.note.entry))
	p.look("") // a list scrolls to its mark by the size it has
	s.o.Log.Debug("dialog shown", "name", "templates")
}

// notice says why the agent's own templates are not on the list, where they are not.
func (p *picker) notice() fyne.CanvasObject {
	notice := parts.NewNotice()
	if problem := p.strip.o.Customs.TemplatesProblem; problem != nil {
		said := phrase.Templates(problem)
		notice.Say(parts.Warning, said.Title, said.Detail())
	}
	return notice
}

// look finds what is asked for: everything in the language of the call, and where that has nothing, in any.
func (p *picker) look(query string) {
	book := p.strip.o.Customs.Templates
	if book == nil {
		return
	}
	p.found = book.Search(query, p.language)
	if len(p.found) == 0 {
		p.found = book.Search(query, "")
	}
	if query == "" {
		slices.SortStableFunc(p.found, func(a, b template.Template) int { return p.fits(b) - p.fits(a) })
	}
	p.list.SetRows(len(p.found))
	if len(p.found) > 0 {
		p.list.Mark(0)
	}
}

// fits is how well a template suits the reason. While no cause is chosen, those of the stage go before the others.
func (p *picker) fits(t template.Template) int {
	if p.reason.Cause == "" && t.Stage != "" && t.Stage == p.reason.Stage {
		return 1
	}
	return t.Suits(p.reason)
}

func (p *picker) newList() *parts.List {
	type row struct{ name, short *parts.Text }
	rows := map[fyne.CanvasObject]row{}
	list := parts.NewList(func() fyne.CanvasObject {
		r := row{parts.NewClipped("", parts.Plain), parts.NewClipped("", parts.Muted)}
		content := &fyne.Container{Layout: parts.NewCells(theme.Grid, parts.Cell{Least: 160, Share: 2}, parts.Cell{Least: 96, Share: 1}),
			Objects: []fyne.CanvasObject{r.name, r.short}}
		rows[content] = r
		return content
	}, func(i int, content fyne.CanvasObject) {
		if i < len(p.found) {
			rows[content].name.SetText(p.found[i].Name)
			rows[content].short.SetText(shortMark + p.found[i].Short)
		}
	})
	list.Call(lang.L("Note templates"))
	list.OnOpen = p.pick
	return list
}

// pick puts the template of a row into the note.
func (p *picker) pick(row int) {
	p.dialog.Close()
	if p.strip.call != nil {
		p.strip.insert(p.found[row])
	}
}
