package shell

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/signin"
	"portaldesk/ui/theme"
)

// cover is what a locked window shows: who may open it, and how. It lies over everything, dialogs included, and shows
// nothing of what is under it.
type cover struct {
	lock    *lock
	waker   *waker
	card    *signin.Card
	unsaved *parts.Notice
	content *fyne.Container
	failure error // of the last attempt
}

const coverWidth = 440

func newCover(l *lock) *cover {
	h := l.house
	c := &cover{lock: l, unsaved: parts.NewNotice()}
	c.card = signin.NewCard(signin.CardOptions{
		Surroundings: h.shell.surroundings(h.bridge.runner), Log: h.shell.workplace.Log, Way: h.desk.Profile.Way(),
		SignIn: c.prove, Done: l.unlock, Login: h.desk.Session.Agent.Login, Fixed: true, Agents: h.session.self(),
	})
	c.card.Changed = c.answered
	c.waker = newWaker(lang.L("Press any key, then sign in."), c.wake)
	c.content = container.NewStack(parts.NewBox(parts.Look{Fill: toolkit.ColorNameBackground}, nil), parts.NewPointerWatch(),
		parts.InCard(coverWidth, c.head(), c.body()))
	return c
}

func (c *cover) head() fyne.CanvasObject {
	said := []string{lang.L("Everything is kept, and notes go on being sent.")}
	if c.lock.house.desk.Calls.Current() != nil {
		said = append(said, lang.L("A call is open; its time goes on."))
	}
	return parts.Stack(theme.Grid, parts.NewParagraph(lang.L("The desk is locked"), parts.Heading),
		parts.NewParagraph(strings.Join(said, " "), parts.Muted))
}

func (c *cover) body() fyne.CanvasObject {
	other := parts.NewAction(lang.L("Somebody else: sign out"), c.lock.house.shell.SignOut)
	return parts.Stack(theme.Gap, c.unsaved, c.waker, c.card.Content(), parts.Line(0, other))
}

// wake puts the cursor where the agent goes on, once the key that woke the cover is up again.
func (c *cover) wake() {
	c.waker.Hide()
	c.content.Refresh()
	c.lock.house.shell.window.Canvas().Focus(c.focus())
}

// focus is what has the focus when nobody has chosen otherwise.
func (c *cover) focus() fyne.Focusable {
	if c.waker.Visible() {
		return c.waker
	}
	return c.card.First()
}

// prove is called off the UI goroutine. What came of it is there before the card hears of it.
func (c *cover) prove(ctx context.Context, credentials client.Credentials) error {
	c.lock.house.bridge.engine.do(func() { c.failure = nil })
	anew, err := c.lock.prove(ctx, credentials)
	c.lock.house.bridge.engine.do(func() { c.lock.anew, c.failure = anew, err })
	return err
}

// answered says in place of the card's own words what a lock without its portal means.
func (c *cover) answered() {
	if client.KindOf(c.failure) == client.Offline {
		c.card.Say(parts.Warning, phrase.Sentence{Title: lang.L("The portal cannot be reached"),
			Body: lang.L("Only the portal can unlock this desk."),
			Next: lang.L("Try again, or sign out: the note is kept and goes out when you are back.")})
	}
	c.content.Refresh()
}

// saved says when the note of the open call could not be kept.
func (c *cover) saved(err error) {
	if err != nil {
		said := phrase.Of(err)
		c.unsaved.Say(parts.Bad, said.Title, said.Detail())
		c.content.Refresh()
	}
}
