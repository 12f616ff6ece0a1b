package guided

import (
	"context"
	"slices"

	"portaldesk/client"
)

// order is something that the agent did, or could not do, by hand.
type order struct {
	op      string
	ability client.Ability
	change  client.Change
}

// whyNot are the codes of what kept her from it.
var whyNot = []string{"not-found", "not-permitted", "console-down", "other"}

// byHand takes the agent's word for what she did in the console. move checks what was ordered and moves the account to where it
// stands now; it is kept only when she did it. What she did not do is a [client.Conflict] with code "not-done-by-hand" and her
// reason. What the export says of the account's state forbids nothing: it may be of yesterday.
func (c *Client) byHand(ctx context.Context, o order, move func(*client.Listed) error) (client.Outcome, error) {
	if err := c.attested(o); err != nil {
		return client.Outcome{}, err
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	listed, err := c.listed(ctx, o.op, o.change.Account)
	if err != nil {
		return client.Outcome{}, err
	}
	if o.change.Version != versionOf(listed) {
		return client.Outcome{}, refuse(o.op, client.Stale, "account-changed")
	}
	if err := move(&listed); err != nil {
		return client.Outcome{}, err
	}
	if !o.change.Attested.Done {
		return client.Outcome{}, notDone(o)
	}
	index, err := c.ready(o.op)
	if err != nil {
		return client.Outcome{}, err
	}
	if err := index.Put(ctx, listed); err != nil {
		return client.Outcome{}, err
	}
	return client.Outcome{Account: c.shown(listed), Notified: []client.Notice{}, NextStep: c.guide.Entries[o.ability].Then}, nil
}

// attested asks whether there are steps, and whether the agent said how they went.
func (c *Client) attested(o order) error {
	if _, err := c.agent(o.op); err != nil {
		return err
	}
	switch {
	case len(c.guide.Entries[o.ability].Steps) == 0:
		return notOffered(o.op)
	case o.change.Attested == nil:
		return refuse(o.op, client.Invalid, "attestation-required", client.FieldError{Field: "attested", Code: "missing"})
	}
	return nil
}

func notDone(o order) error {
	why := o.change.Attested.Why
	if !slices.Contains(whyNot, why) {
		why = "other"
	}
	return refuse(o.op, client.Conflict, "not-done-by-hand", client.FieldError{Field: "attested", Code: why})
}
