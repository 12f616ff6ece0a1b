package callbacks

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/callback"
	"portaldesk/ui/due"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// move asks for another time, in the place of the card.
func (c *card) move() {
	when := due.New(c.screen.clock, c.screen.o.Hours)
	move := parts.NewAction(lang.L("Move"), nil)
	move.OnTapped = func() {
		if when.Due().IsZero() {
			c.dialog.Fit()
			parts.Focus(when.Entry)
			return
		}
		c.change("move", func() error { return c.screen.o.Book.Move(c.it.promised.ID, when.Due()) })
	}
	when.Entry.OnEnter = move.OnTapped
	when.OnChanged = func() { c.dialog.Fit() }
	body := parts.Stack(theme.Grid, parts.Flow(theme.Half, when.Quick.Objects...), when.Entry, when.Said)
	c.ask(lang.L("Move the promised call"), body, when.Entry, move)
}

// cancel asks why nobody is called.
func (c *card) cancel() {
	why := parts.NewEntry(lang.L("Why is nobody called?"))
	cancel := parts.NewAction(lang.L("Cancel the promise"), nil)
	cancel.OnTapped = func() {
		c.change("cancel", func() error {
			return c.screen.o.Book.Settle(c.it.promised.ID, callback.Cancelled, why.Text)
		})
	}
	why.OnEnter = cancel.OnTapped
	c.ask(lang.L("Cancel the promised call"), parts.Stack(theme.Grid,
		parts.NewParagraph(lang.L("The reason is kept with the promise. It names nobody."), parts.Muted), why), why, cancel)
}

// ask puts a question in the place of the card.
func (c *card) ask(title string, body fyne.CanvasObject, first fyne.Focusable, yes *parts.Action) {
	c.dialog.Close()
	c.notice = parts.NewNotice()
	yes.Weight = parts.Main
	c.dialog = &parts.Dialog{Title: title, Width: cardWidth, First: first, Body: parts.Stack(theme.Gap, c.notice, body)}
	c.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Back"), c.back), yes}
	c.show("callback-question")
}

// back shows the card again.
func (c *card) back() {
	c.dialog.Close()
	c.screen.open(c.it)
}
