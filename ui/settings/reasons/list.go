package reasons

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Options is what the codes are kept with.
type Options struct {
	// Now are the codes as they are kept, Keep keeps others; it is called off the UI goroutine.
	Now    call.Reasons
	Keep   func(call.Reasons) error
	Runner parts.Runner
	Log    *slog.Logger
	Canvas fyne.Canvas
}

// codes is the list of all codes over the window, the hidden ones among them.
type codes struct {
	o      Options
	now    call.Reasons
	dialog *parts.Dialog
	list   *parts.List
	notice *parts.Notice
	rows   []row
}

// row is a stage, or a cause below it.
type row struct {
	what   client.Reason // without a cause it is the stage
	place  int           // among its own
	title  string
	hidden bool
}

const (
	width     = 640
	rowsShown = 9
)

// Show opens the list.
func Show(o Options) {
	c := &codes{o: o, now: o.Now, notice: parts.NewNotice()}
	c.list = c.newList()
	c.list.Call(lang.L("Wrap-up codes"))
	c.dialog = &parts.Dialog{Title: lang.L("Wrap-up codes of this portal"), Width: width, First: c.list}
	c.dialog.Body = parts.Stack(theme.Grid,
		parts.NewParagraph(lang.L("Enter changes one. A code that calls may have is never taken away: it can be called otherwise, or not be offered any more. Changes are kept at once, and offered from the next sign-in on."), parts.Muted),
		parts.High(c.list, rowsShown), c.notice)
	c.dialog.Actions = []*parts.Action{
		parts.NewAction(lang.L("New reason…"), c.addCause), parts.NewAction(lang.L("New group…"), c.addStage),
		parts.NewAction(lang.L("Close"), c.dialog.Close),
	}
	c.dialog.Closed = func() { o.Log.Debug("dialog closed", "name", "wrap-up-codes") }
	c.dialog.Show(o.Canvas)
	c.show()
	o.Log.Debug("dialog shown", "name", "wrap-up-codes")
}

func (c *codes) newList() *parts.List {
	type cells struct{ title, state *parts.Text }
	shown := map[fyne.CanvasObject]cells{}
	list := parts.NewList(func() fyne.CanvasObject {
		r := cells{parts.NewClipped("", parts.Plain), parts.NewClipped("", parts.Muted)}
		content := &fyne.Container{Layout: parts.NewCells(theme.Grid, parts.Cell{Least: 240, Share: 3}, parts.Cell{Least: 110, Share: 1}),
			Objects: []fyne.CanvasObject{r.title, r.state}}
		shown[content] = r
		return content
	}, func(at int, content fyne.CanvasObject) {
		if at < len(c.rows) {
			text, style := c.rows[at].words()
			shown[content].title.Set(text, style)
			shown[content].state.SetText(c.rows[at].state())
		}
	})
	list.OnOpen = func(at int) { c.change(c.rows[at]) }
	return list
}

// words are how the row is written: a cause is set in from its stage.
func (r row) words() (string, parts.Style) {
	if r.what.Cause == "" {
		return lang.L(r.title), parts.Strong
	}
	return "      " + lang.L(r.title), parts.Plain
}

func (r row) state() string {
	if r.hidden {
		return lang.L("not offered")
	}
	return ""
}

// show lists what is kept now.
func (c *codes) show() {
	c.rows = nil
	for at, stage := range c.now.All() {
		c.rows = append(c.rows, row{client.Reason{Stage: stage.Code}, at, stage.Title, stage.Hidden})
		for place, cause := range stage.Causes {
			c.rows = append(c.rows, row{client.Reason{Stage: stage.Code, Cause: cause.Code}, place, cause.Title, cause.Hidden})
		}
	}
	c.list.SetRows(len(c.rows))
	c.list.Refresh()
}

// keep keeps other codes, and says why not where that fails; then is called when they are kept.
func (c *codes) keep(changed call.Reasons, then func()) {
	var err error
	c.o.Runner.Go(func(context.Context) { err = c.o.Keep(changed) }, func() {
		if err != nil {
			c.o.Log.Warn("wrap-up codes were not kept", "cause", err)
			said := phrase.NotKept(err)
			c.notice.Say(parts.Warning, said.Title, said.Detail())
			return
		}
		c.notice.Clear()
		c.now = changed
		c.show()
		then()
	})
}

// marked is the row that the mark is on.
func (c *codes) marked() row { return c.rows[c.list.Marked()] }
