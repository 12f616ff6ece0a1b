package scim

import (
	"context"
	"net/http"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// settle is how long two changes at the same moment may lie apart on a server without versions. Then one more look tells
// whether a change still stands.
const settle = 500 * time.Millisecond

// edit is one change to one account.
type edit struct {
	op     string
	change client.Change
	// plan says what is to be written to the account as it is, or refuses.
	plan func(user) ([]operation, error)
	// stands says whether the account is as it was to become. nil where that cannot be seen.
	stands func(user) bool
	// touches are the attributes that may be different afterwards.
	touches []string
}

// operation is one of a PatchOp's (RFC 7644, 3.5.2).
type operation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value"`
}

type patchOp struct {
	Schemas    []string    `json:"schemas"`
	Operations []operation `json:"Operations"`
}

func replace(p path, value any) operation { return operation{"replace", p.String(), value} }

// apply makes a change: read, compare with what the agent saw, write, read again. Where the server keeps versions, it refuses
// what comes too late; elsewhere one more look after a while tells whether somebody else's change, made at the same moment,
// has taken its place.
func (c *Client) apply(ctx context.Context, e edit) (user, error) {
	s := c.standing()
	before, err := c.user(ctx, e.op, string(e.change.Account))
	if err != nil {
		return nil, err
	}
	if c.wasDone(e, before) {
		return before, nil
	}
	if before.version(s) != e.change.Version {
		return nil, refuse(e.op, client.Stale, accountChanged)
	}
	operations, err := e.plan(before)
	if err != nil {
		return nil, err
	}
	if err := c.write(ctx, s, e, before, operations); err != nil {
		return nil, c.unanswered(e, err)
	}
	return c.confirm(ctx, s, e, before)
}

// write sends the change. Servers answer it with the account, or with nothing.
func (c *Client) write(ctx context.Context, s standing, e edit, before user, operations []operation) error {
	at, err := c.userPath(e.op, before.id())
	if err != nil {
		return err
	}
	request := transport.Request{
		Op: e.op, Method: http.MethodPatch, Path: at, Want: []int{http.StatusOK, http.StatusNoContent},
		Body: patchOp{[]string{"urn:ietf:params:scim:api:messages:2.0:PatchOp"}, operations},
	}
	if s.provider.ETag.Supported {
		request.IfMatch = before.meta("version")
	}
	_, err = c.server.Do(ctx, request)
	return err
}

// confirm reads what came of a change.
func (c *Client) confirm(ctx context.Context, s standing, e edit, before user) (user, error) {
	after, err := c.user(ctx, e.op, before.id())
	if err != nil {
		return nil, unconfirmed(e.op, err)
	}
	if err := e.judge(before, after); err != nil {
		return nil, err
	}
	if s.provider.ETag.Supported && before.meta("version") != "" {
		return after, nil
	}
	if c.server.Wait(ctx, settle) != nil {
		return nil, refuse(e.op, client.OutcomeUnknown, "")
	}
	later, err := c.user(ctx, e.op, before.id())
	if err != nil {
		return nil, unconfirmed(e.op, err)
	}
	if e.overtaken(after, later) {
		return nil, refuse(e.op, client.Stale, ChangedAtOnce)
	}
	return later, nil
}

// judge says whether the change stands, and nothing but the change was made.
func (e edit) judge(before, after user) error {
	beside := before.digest(e.touches...) != after.digest(e.touches...)
	switch {
	case e.stands != nil && !e.stands(after) && !beside && before.digest() == after.digest():
		return refuse(e.op, client.Protocol, ChangeIgnored)
	case e.stands != nil && !e.stands(after), beside:
		return refuse(e.op, client.Stale, ChangedAtOnce)
	}
	return nil
}

// overtaken says whether somebody changed the account between two looks. What cannot be seen in it, a password, shows in when
// it was last changed.
func (e edit) overtaken(after, later user) bool {
	if e.stands != nil {
		return !e.stands(later) || after.digest() != later.digest()
	}
	return after.digest() != later.digest() || after.meta("version") != later.meta("version") || after.meta("lastModified") != later.meta("lastModified")
}

// unconfirmed is of a change that was made and could not be looked at again.
func unconfirmed(op string, err error) error {
	return &client.Error{Op: op, Kind: client.OutcomeUnknown, Code: client.CodeOf(err)}
}

// unanswered remembers a change whose answer was lost: ordered again, it may be found done.
func (c *Client) unanswered(e edit, err error) error {
	if client.KindOf(err) == client.OutcomeUnknown && e.change.Key != "" {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.lost[e.change.Key] = true
	}
	return err
}

// wasDone says whether an order whose answer was lost has been carried out.
func (c *Client) wasDone(e edit, now user) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.lost[e.change.Key] || e.stands == nil || !e.stands(now) {
		return false
	}
	delete(c.lost, e.change.Key)
	return true
}
