package notes

import (
	"context"
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/app/template"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Options is what the templates are kept with.
type Options struct {
	Book   *template.Book
	Runner parts.Runner
	Log    *slog.Logger
	// Canvas is the window's, Reasons are the wrap-up codes that a template may be made for.
	Canvas  fyne.Canvas
	Reasons call.Reasons
}

// shelf is the list of all templates over the window.
type shelf struct {
	o      Options
	dialog *parts.Dialog
	list   *parts.List
	shown  []template.Template
	own    int // how many of them, at the beginning, are the agent's
}

const shelfWidth = 640

// Show opens the list of templates.
func Show(o Options) {
	s := &shelf{o: o}
	s.list = s.newList()
	s.list.Call(lang.L("Note templates"))
	s.dialog = &parts.Dialog{Title: lang.L("Note templates"), Width: shelfWidth, First: s.list}
	s.dialog.Body = parts.Stack(theme.Grid,
		parts.NewParagraph(lang.L("Enter opens one. Those of the program stay as they are: what you change becomes your own and takes its place."), parts.Muted),
		parts.High(s.list, rowsShown))
	s.dialog.Actions = []*parts.Action{
		parts.NewAction(lang.L("New template…"), func() { s.open(template.Template{Language: "en"}, false) }),
		parts.NewAction(lang.L("Close"), s.dialog.Close),
	}
	s.dialog.Closed = func() { o.Log.Debug("dialog closed", "name", "own-templates") }
	s.dialog.Show(o.Canvas)
	s.reload()
	o.Log.Debug("dialog shown", "name", "own-templates")
}

const rowsShown = 8

func (s *shelf) newList() *parts.List {
	type row struct{ name, short, whose *parts.Text }
	rows := map[fyne.CanvasObject]row{}
	list := parts.NewList(func() fyne.CanvasObject {
		r := row{parts.NewClipped("", parts.Plain), parts.NewClipped("", parts.Muted), parts.NewClipped("", parts.Muted)}
		content := &fyne.Container{Layout: parts.NewCells(theme.Grid, parts.Cell{Least: 160, Share: 3}, parts.Cell{Least: 110, Share: 2}, parts.Cell{Least: 110, Share: 1}),
			Objects: []fyne.CanvasObject{r.name, r.short, r.whose}}
		rows[content] = r
		return content
	}, func(at int, content fyne.CanvasObject) {
		if at < len(s.shown) {
			t := s.shown[at]
			rows[content].name.SetText(t.Name)
			rows[content].short.SetText("::" + t.Short + " · " + phrase.Language(t.Language))
			rows[content].whose.SetText(s.whose(at))
		}
	})
	list.OnOpen = func(at int) { s.open(s.shown[at], at < s.own) }
	return list
}

func (s *shelf) whose(at int) string {
	if at < s.own {
		return lang.L("yours")
	}
	return lang.L("of the program")
}

// reload shows what is in the book now.
func (s *shelf) reload() {
	s.shown, s.own = s.o.Book.List(), len(s.o.Book.Own())
	s.list.SetRows(len(s.shown))
}

// open shows one template to be changed.
func (s *shelf) open(t template.Template, own bool) {
	showPage(s.o, t, own, func(kept template.Template) {
		s.reload()
		same := func(other template.Template) bool {
			return other.Short == kept.Short && other.Language == kept.Language
		}
		if at := slices.IndexFunc(s.shown, same); at >= 0 {
			s.list.Mark(at)
		}
		parts.Focus(s.list)
	})
}

// work does something with the book off the UI goroutine.
func (o Options) work(do func() error, then func(error)) {
	var err error
	o.Runner.Go(func(context.Context) { err = do() }, func() { then(err) })
}
