package signin

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// CardOptions is what a card needs.
type CardOptions struct {
	Runner parts.Runner
	Ticker parts.Ticker
	Log    *slog.Logger
	// SignIn is called off the UI goroutine.
	SignIn func(ctx context.Context, c client.Credentials) error
	// Done is called on the UI goroutine after SignIn went well.
	Done func()
	// Login is the login to begin with. Fixed says that nobody else may sign in here.
	Login string
	Fixed bool
	// Agents may be chosen instead of typed. Only in a demo.
	Agents []Agent
}

// Card is where an agent signs in: login, password and, once the portal asks for it, a one-time code. A password never
// outlives the card.
type Card struct {
	o       CardOptions
	agents  *parts.Chooser
	login   *parts.Entry
	pass    *parts.Entry
	code    *parts.Entry
	codeRow *parts.Field
	notice  *parts.Notice
	enter   *parts.Action
	content fyne.CanvasObject

	busy bool
	// left is how long the portal asked to wait before the next attempt; stop ends the countdown.
	left time.Duration
	stop func()
}

// NewCard makes a card.
func NewCard(o CardOptions) *Card {
	c := &Card{o: o, notice: parts.NewNotice(), stop: func() {}}
	c.login = parts.NewEntry("")
	c.login.OnEnter = func() { c.submit() }
	c.pass = parts.NewPasswordEntry("")
	c.pass.OnEnter = func() { c.submit() }
	c.code = parts.NewEntry(lang.L("6 digits"))
	c.code.OnEnter = func() { c.submit() }
	c.codeRow = parts.NewField(lang.L("One-time code"), c.code, lang.L("From the authenticator on your phone."))
	c.codeRow.Hide()
	c.enter = parts.NewAction(lang.L("Sign in"), c.submit)
	c.enter.Weight = parts.Main
	c.content = parts.Stack(theme.Gap, c.rows()...)
	c.prefill()
	return c
}

func (c *Card) rows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if len(c.o.Agents) > 0 {
		rows = append(rows, c.demoRows()...)
	}
	return append(rows, parts.NewField(lang.L("Login"), c.login, ""), parts.NewField(lang.L("Password"), c.pass, ""),
		c.codeRow, c.notice, c.enter)
}

// prefill begins with what is known.
func (c *Card) prefill() {
	c.login.SetText(c.o.Login)
	if c.o.Fixed {
		c.login.Disable()
	}
	if len(c.o.Agents) > 0 {
		c.agents.SetSelectedIndex(max(0, c.agentOf(c.o.Login)))
	}
}

// Content is what the window shows.
func (c *Card) Content() fyne.CanvasObject { return c.content }

// First is where the agent begins to type: the first field that is still empty. With everything filled in it is the
// button, so that Enter signs in.
func (c *Card) First() fyne.Focusable {
	switch {
	case c.codeRow.Visible() && c.code.Text == "":
		return c.code
	case c.login.Text == "":
		return c.login
	case c.pass.Text == "":
		return c.pass
	default:
		return c.enter
	}
}

// Say shows why the agent stands before this card.
func (c *Card) Say(tone parts.Tone, s phrase.Sentence) { c.notice.Say(tone, s.Title, s.Detail()) }

// submit signs in, or goes to what is missing.
func (c *Card) submit() {
	if c.busy || c.left > 0 {
		return
	}
	if first := c.First(); first != fyne.Focusable(c.enter) {
		focus(first)
		return
	}
	credentials := client.Credentials{Login: strings.TrimSpace(c.login.Text), Password: c.pass.Text}
	if c.codeRow.Visible() {
		credentials.OneTimeCode = strings.TrimSpace(c.code.Text)
	}
	c.setBusy(true)
	var err error
	c.o.Runner.Go(func(ctx context.Context) { err = c.o.SignIn(ctx, credentials) }, func() { c.answered(err) })
}

func (c *Card) answered(err error) {
	c.setBusy(false)
	c.o.Log.Debug("sign-in", "kind", client.KindOf(err), "ok", err == nil)
	if err == nil {
		c.pass.SetText("")
		c.code.SetText("")
		c.notice.Clear()
		c.o.Done()
		return
	}
	c.refused(err)
}

func (c *Card) setBusy(busy bool) {
	c.busy = busy
	c.enter.Greyed = busy
	c.enter.SetText(lang.L("Sign in"))
	if busy {
		c.notice.Clear()
		c.enter.SetText(lang.L("Signing in…"))
	}
}

func focus(o fyne.Focusable) {
	if target, ok := o.(parts.FocusTarget); ok {
		parts.Focus(target)
	}
}
