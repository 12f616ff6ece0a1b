package signin

import (
	"errors"
	"time"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// refused says why the agent did not come in, and puts the cursor where she mends it.
func (c *Card) refused(err error) {
	kind, code := client.KindOf(err), client.CodeOf(err)
	tone := parts.Bad
	switch {
	case kind == client.OneTimeCodeRequired:
		tone = parts.Info
		c.askForCode()
	case code == "one-time-code-wrong":
		c.askForCode()
	case kind == client.Unauthenticated:
		c.form.Retype()
	case kind == client.Throttled || kind == client.Unavailable:
		tone = parts.Warning
		c.pause(err)
	case kind == client.Offline:
		tone = parts.Warning
	}
	c.Refuse(tone, err)
}

// askForCode shows the field of the one-time code, empty: a code is good once.
func (c *Card) askForCode() {
	if agent, ok := c.chosen(); ok && agent.Code != nil {
		c.form.AskForCode(agent.Code())
		focus(c.enter)
		return
	}
	focus(c.form.AskForCode(""))
}

// pause holds the button back for as long as the portal asked, and counts down on it.
func (c *Card) pause(err error) {
	fault, ok := errors.AsType[*client.Error](err)
	if !ok || fault.RetryAfter <= 0 {
		return
	}
	c.stop()
	c.left = fault.RetryAfter
	c.stop = c.o.Ticker.Every(time.Second, func() {
		c.left -= time.Second
		c.countDown()
	})
	c.countDown()
}

// countDown shows how long is left, and gives the button back at the end.
func (c *Card) countDown() {
	if c.left <= 0 {
		c.stop()
		c.notice.Clear()
	}
	c.lay()
}
