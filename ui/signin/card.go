package signin

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/theme"
)

// CardOptions is what a card needs.
type CardOptions struct {
	access.Surroundings
	Log *slog.Logger
	// Way is how agents sign in here.
	Way client.SignInWay
	// SignIn is called off the UI goroutine.
	SignIn func(ctx context.Context, c client.Credentials) error
	// Done is called on the UI goroutine after SignIn went well.
	Done func()
	// Login is the login to begin with. Fixed says that nobody else may sign in here.
	Login string
	Fixed bool
	// SetAside sets notes aside whose key is lost, off the UI goroutine; nil where there can be none.
	SetAside func() (app.Aside, error)
	// Agents may be chosen instead of typed. Only in a demo.
	Agents []Agent
}

// Card is where an agent signs in, in the portal's way: with login, password and, once the portal asks for it, a one-time
// code; at her organisation's own page; with a token; or by saying who she is. A secret never outlives the card.
type Card struct {
	o       CardOptions
	agents  *parts.Chooser
	form    *access.Form
	attempt *access.Attempt
	notice  *parts.Notice
	enter   *parts.Action
	aside   *parts.Action // shown while the notes have lost their key
	content *fyne.Container
	// Changed is called when the card needs another height; it may be nil.
	Changed func()

	// left is how long the portal asked to wait before the next attempt; stop ends the countdown.
	left time.Duration
	stop func()
}

// NewCard makes a card.
func NewCard(o CardOptions) *Card {
	c := &Card{o: o, notice: parts.NewNotice(), stop: func() {}}
	c.form = access.NewForm(access.FormOptions{Way: o.Way, Login: o.Login, Fixed: o.Fixed, Enter: c.submit})
	c.attempt = access.NewAttempt(o.Surroundings, c.lay)
	c.enter = parts.NewAction(c.word(), c.press)
	c.enter.Weight = parts.Main
	c.aside = parts.NewAction(lang.L("Set these notes aside and begin anew"), c.setAside)
	c.aside.Hide()
	var rows []fyne.CanvasObject
	if len(o.Agents) > 0 {
		rows = append(rows, c.demoRows()...)
	}
	c.content = parts.Stack(theme.Gap, append(rows, c.form.Content(), c.notice, c.aside, c.attempt.Content(), c.enter)...)
	if len(o.Agents) > 0 {
		c.agents.SetSelectedIndex(max(0, c.agentOf(o.Login)))
	}
	return c
}

// word is what the button says.
func (c *Card) word() string {
	if c.o.Way == client.SignInBrowser {
		return lang.L("Sign in with your organisation")
	}
	return lang.L("Sign in")
}

// Content is what the window shows.
func (c *Card) Content() fyne.CanvasObject { return c.content }

// First is where the agent begins to type: the first field that is still empty. With everything filled in it is the
// button, so that Enter signs in.
func (c *Card) First() fyne.Focusable {
	if missing := c.form.Missing(); missing != nil {
		return missing
	}
	return c.enter
}

// Leave gives up and forgets what is secret: the card is not shown again.
func (c *Card) Leave() {
	c.GiveUp()
	c.form.Clear()
}

// OnChanged is told when the card needs another height.
func (c *Card) OnChanged(do func()) { c.Changed = do }

// Say shows why the agent stands before this card.
func (c *Card) Say(tone parts.Tone, s phrase.Sentence) { c.notice.Say(tone, s.Title, s.Detail()) }

// GiveUp stops an attempt that is still running: the card is being left.
func (c *Card) GiveUp() { c.attempt.GiveUp() }

// press signs in, or gives up an attempt that waits for the organisation's page.
func (c *Card) press() {
	if c.attempt.Busy() {
		c.attempt.GiveUp()
		return
	}
	c.submit()
}

// submit signs in, or goes to what is missing.
func (c *Card) submit() {
	if c.attempt.Busy() || c.left > 0 {
		return
	}
	if missing := c.form.Missing(); missing != nil {
		parts.Focus(missing)
		return
	}
	c.notice.Clear()
	c.aside.Hide()
	c.attempt.Start(c.form.Credentials(), c.o.SignIn, c.answered)
	c.lay()
}

func (c *Card) answered(err error) {
	c.lay()
	c.o.Log.Debug("sign-in", "kind", client.KindOf(err), "ok", err == nil)
	switch {
	case err == nil:
		c.form.Clear()
		c.notice.Clear()
		c.o.Done()
	case c.attempt.GaveUp():
		focus(c.First())
	default:
		c.refused(err)
		c.lay()
	}
}

// lay shows the button as it fits: while the agent is at another page, that page has buttons of its own.
func (c *Card) lay() {
	busy := c.attempt.Busy()
	c.enter.Hidden = busy && c.attempt.AtPage()
	c.enter.Greyed = c.left > 0 || busy && c.o.Way != client.SignInBrowser
	switch {
	case c.left > 0:
		c.enter.SetText(lang.L("Sign in (in {{.Time}})", map[string]any{"Time": phrase.Timer(c.left)}))
	case busy && c.o.Way == client.SignInBrowser:
		c.enter.SetText(lang.L("Opening the sign-in page… (press to cancel)"))
	case busy:
		c.enter.SetText(lang.L("Signing in…"))
	default:
		c.enter.SetText(c.word())
	}
	c.content.Refresh()
	if c.Changed != nil {
		c.Changed()
	}
}

func focus(o fyne.Focusable) {
	if target, ok := o.(parts.FocusTarget); ok {
		parts.Focus(target)
	}
}
