package keycloak

import (
	"context"
	"slices"
	"time"

	"portaldesk/client"
)

// turn is one operation that writes to one account: read, compare, write, read again. What was there before, what it wrote
// and what others wrote at the same moment must all stand in the end, or it is told as [ChangedAtOnce].
//
// Ending sessions takes a turn too: the server then writes the whole row, as it does for an update, and one of two at the
// same time is lost as well.
type turn struct {
	c      *Client
	op     string
	id     string
	watch  watch
	before sight
	wanted user
	own    []deed
	// passwordSetAt is when the server took the temporary password, 0 for none.
	passwordSetAt int64
}

// begin looks at an account and refuses one that is no longer as the agent saw it.
func (c *Client) begin(ctx context.Context, op string, change client.Change) (*turn, error) {
	id := string(change.Account)
	w, err := c.watch(ctx, op, id)
	if err != nil {
		return nil, err
	}
	before, err := c.seen(ctx, op, change)
	if err != nil {
		return nil, err
	}
	return &turn{c: c, op: op, id: id, watch: w, before: before, wanted: before.user.clone()}, nil
}

// seen reads an account and refuses one that is no longer as the agent saw it.
func (c *Client) seen(ctx context.Context, op string, change client.Change) (sight, error) {
	s, err := c.look(ctx, op, string(change.Account))
	if err != nil {
		return sight{}, err
	}
	if s.version() != change.Version {
		return sight{}, refuse(op, client.Stale, accountChanged)
	}
	return s, nil
}

// update writes what is different in wanted, and no more.
func (t *turn) update(ctx context.Context) error {
	err := t.c.put(ctx, t.op, []string{"users", t.id}, difference(t.before.user, t.wanted))
	if err == nil {
		t.own = append(t.own, updated(t.id))
	}
	return err
}

// settle is how long two changes at the same moment may lie apart: whoever came first looks after that whether hers still
// stands. Whoever comes last finds the other in the log, so among agents who may read it a secret need not wait; but what is
// on file is written by consoles and tools as well.
const settle = 500 * time.Millisecond

// finish looks at what came of it. From here on something has been written: that it cannot be looked at again makes the
// outcome unknown.
func (t *turn) finish(ctx context.Context, outcome client.Outcome) (client.Outcome, error) {
	if t.did(updated(t.id)) || !t.watch.readable && len(t.own) > 0 {
		if t.c.clock.sleep(ctx, settle) != nil {
			return client.Outcome{}, refuse(t.op, client.OutcomeUnknown, "")
		}
	}
	after, err := t.c.read(ctx, t.op, t.id)
	if err != nil {
		return client.Outcome{}, unconfirmed(t.op, err)
	}
	if err := t.stands(after); err != nil {
		return client.Outcome{}, err
	}
	outcome.Account = t.c.shown(after)
	return outcome, nil
}

// stands says whether what was written stands, and what others wrote beside it.
func (t *turn) stands(after reading) error {
	others := t.watch.others(after.past.admin, t.c.agentID(), t.own)
	ours, before := patchOf(t.before.user, t.wanted), t.before.user
	lost := ours.lost(before, after.user)
	if lost && t.watch.readable && len(others) == 0 && after.version() == t.before.version() {
		return refuse(t.op, client.Protocol, ChangeIgnored)
	}
	endangered := slices.ContainsFunc(others, func(other adminEvent) bool { return t.endangered(other, after.user) })
	if lost || endangered || t.overtaken(after) {
		return refuse(t.op, client.Stale, ChangedAtOnce)
	}
	return nil
}

// overtaken: another temporary password took the place of this one. An agent without the log sees one that was made just
// before hers by the sign-out that goes with it.
func (t *turn) overtaken(after reading) bool {
	if t.passwordSetAt == 0 {
		return false
	}
	signedOut := !t.watch.readable && !t.did(loggedOut(t.id)) && after.user.NotBefore != t.before.user.NotBefore
	return signedOut || t.passwordSetAt != passwordSetAt(after.credentials)
}

// endangered: what another did at the same moment does not stand any more, or it cannot be told whether it does. Of two
// temporary passwords only one is good.
func (t *turn) endangered(other adminEvent, after user) bool {
	switch {
	case updated(t.id).is(other):
		theirs, kept := other.sent()
		return !kept || theirs.lost(t.before.user, after)
	case passwordSet(t.id).is(other):
		return t.did(passwordSet(t.id))
	}
	return false
}

func (t *turn) did(wanted deed) bool { return slices.Contains(t.own, wanted) }

// unconfirmed is of a change that was made and could not be looked at again.
func unconfirmed(op string, err error) error {
	return &client.Error{Op: op, Kind: client.OutcomeUnknown, Code: client.CodeOf(err)}
}
