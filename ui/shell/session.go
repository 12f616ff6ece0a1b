package shell

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/signin"
)

// sessionCard lets the agent in again over the desk when the portal has ended her session. Nothing under it is touched.
type sessionCard struct {
	house  *house
	dialog *parts.Dialog
	asked  bool
}

func newSessionCard(h *house) *sessionCard { return &sessionCard{house: h} }

// ended asks once by itself; after that the banner is there to ask with.
func (c *sessionCard) ended() {
	if c.asked {
		return
	}
	c.asked = true
	c.house.banners.sessionEnded(true, c.show)
	c.show()
}

func (c *sessionCard) show() {
	if c.dialog != nil && c.dialog.Open() {
		return
	}
	h := c.house
	card := signin.NewCard(signin.CardOptions{
		Surroundings: h.shell.surroundings(h.bridge.runner), Log: h.shell.workplace.Log, Way: h.desk.Profile.Way(),
		SignIn: func(ctx context.Context, credentials client.Credentials) error {
			return h.desk.SignInAgain(ctx, credentials)
		},
		Done: c.done, Login: h.desk.Session.Agent.Login, Fixed: true, Agents: c.self(),
	})
	card.Say(parts.Info, phrase.Of(&client.Error{Kind: client.Unauthenticated, Code: "session-ended"}))
	c.dialog = &parts.Dialog{Title: lang.L("Sign in again"), Body: card.Content(), First: card.First()}
	card.Changed = c.dialog.Fit
	c.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Not now"), c.dialog.Close)}
	c.dialog.Closed = func() {
		card.GiveUp()
		h.shell.workplace.Log.Debug("dialog closed", "name", "session-ended")
	}
	c.dialog.Show(h.shell.window.Canvas())
	h.shell.workplace.Log.Debug("dialog shown", "name", "session-ended")
}

// self is the demo's agent who sits here, so that the card is filled in for her.
func (c *sessionCard) self() []signin.Agent {
	if c.house.shell.o.Demo == nil {
		return nil
	}
	for _, agent := range c.house.shell.o.Demo.Agents {
		if agent.Login == c.house.desk.Session.Agent.Login {
			return []signin.Agent{agent}
		}
	}
	return nil
}

func (c *sessionCard) done() {
	c.asked = false
	if c.dialog != nil {
		c.dialog.Close()
	}
	c.house.banners.sessionEnded(false, nil)
	c.house.screen.SignedIn()
	c.house.calls.Retry()
}
