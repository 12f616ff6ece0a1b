package callbacks

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/callback"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

const cardWidth = 620

// card is one promise over the window, with what can be done about it.
type card struct {
	screen *Screen
	dialog *parts.Dialog
	notice *parts.Notice
	it     item
}

// open shows a promise.
func (s *Screen) open(it item) {
	c := &card{screen: s, it: it, notice: parts.NewNotice()}
	c.dialog = &parts.Dialog{Title: lang.L("A promised call"), Width: cardWidth}
	c.dialog.Body = parts.Stack(theme.Gap, c.notice, c.facts())
	c.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), c.dialog.Close)}
	if it.promised.State == callback.Promised {
		c.offer()
	}
	c.show("callback")
}

func (c *card) show(name string) {
	log := c.screen.o.Log
	c.dialog.Closed = func() { log.Debug("dialog closed", "name", name) }
	c.dialog.Show(c.screen.o.Canvas)
	log.Debug("dialog shown", "name", name)
}

// facts are all there is to know of the promise.
func (c *card) facts() fyne.CanvasObject {
	s, p := c.screen, c.it.promised
	line := func(label, text string) fyne.CanvasObject {
		return parts.Stack(0, parts.NewText(label, parts.Caption), parts.NewParagraph(text, parts.Plain))
	}
	rows := parts.Stack(theme.Grid,
		parts.Flow(theme.Grid, c.it.word.Pill(), parts.NewText(s.clock.Due(p.Due), parts.Strong)),
		line(lang.L("Whom to call"), whom(p)),
		line(lang.L("Reason"), phrase.Reason(s.o.Reasons, p.Reason)),
		line(lang.L("Promised by"), lang.L("{{.Agent}}, {{.When}}",
			map[string]any{"Agent": p.PromisedName, "When": s.clock.Moment(p.PromisedAt)})),
	)
	if tried := c.tried(); tried != "" {
		rows.Add(line(lang.L("Tried"), tried))
	}
	if p.Settled.Reason != "" {
		rows.Add(line(lang.L("Why nobody is called"), p.Settled.Reason))
	}
	return rows
}

// tried lists the attempts: "09:10 No answer · 09:40 Busy".
func (c *card) tried() string {
	var lines []string
	for _, attempt := range c.it.promised.Attempts {
		lines = append(lines, lang.L("{{.When}} {{.Result}}",
			map[string]any{"When": c.screen.clock.Since(attempt.At), "Result": phrase.Result(attempt.Result)}))
	}
	return strings.Join(lines, " · ")
}

// offer adds what can be done with an open promise.
func (c *card) offer() {
	now := parts.NewAction(lang.L("Call now"), func() {
		c.dialog.Close()
		c.screen.o.Call(c.it.promised)
	})
	now.Weight = parts.Main
	c.dialog.Actions = append(c.dialog.Actions, now)
	tries := parts.Flow(theme.Grid, parts.NewText(lang.L("Called, and:"), parts.Muted))
	for _, result := range []callback.Result{callback.NoAnswer, callback.Busy, callback.LeftMessage} {
		tries.Add(parts.NewAction(phrase.Result(result), func() { c.try(result) }))
	}
	others := parts.Flow(theme.Grid, parts.NewText(lang.L("Without a call:"), parts.Muted),
		parts.NewAction(lang.L("Move…"), c.move), parts.NewAction(lang.L("Done"), c.done),
		parts.NewAction(lang.L("Cancel it…"), c.cancel))
	body := c.dialog.Body.(*fyne.Container)
	body.Add(tries)
	body.Add(others)
}

func (c *card) try(result callback.Result) {
	c.change("try", func() error { return c.screen.o.Book.Try(c.it.promised.ID, result) })
}

func (c *card) done() {
	c.change("done", func() error { return c.screen.o.Book.Settle(c.it.promised.ID, callback.Done, "") })
}

// change writes a change and closes the card; what went wrong stays in sight.
func (c *card) change(what string, do func() error) {
	c.screen.change(what, do, func(err error) {
		if err != nil {
			said := phrase.Of(err)
			c.notice.Say(parts.Warning, said.Title, said.Detail())
			c.dialog.Fit()
			return
		}
		c.dialog.Close()
	})
}
