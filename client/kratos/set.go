package kratos

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// The bounds of the wait after which a change counts as settled.
const (
	settleLeast = time.Second
	settleMost  = 5 * time.Second
	settleTimes = 5 // the time that the change itself took
)

// set makes one value of the account another one.
//
// A patch in Kratos is: read the identity, change it, write all of it. Of two at the same moment the later writes back what
// the earlier has changed, and both are told that they succeeded (seen in v1.3.1 and v26.2). Nothing can be sent along that
// would prevent it. So whoever made a change waits until every patch that could have been under way then must have been
// written, and reads again: either the change is there, for good, or it was overwritten, and its author is told. The wait is a
// multiple of what a patch takes here and now, and much longer than one usually does.
//
// A patch that takes longer than the least of such waits may undo what counts as settled elsewhere. So its author reads the
// account while it is under way, and is told when something that was there meanwhile is gone.
func (w *work) set(ctx context.Context, step edit) error {
	if w.repeated {
		if w.holds(step) {
			w.settled(w.change.Key)
			return nil
		}
		if version(w.now) != w.change.Version {
			return refuse(w.op, client.Stale, "account-changed")
		}
	}
	w.unsettle(w.change.Key)
	began := time.Now()
	before, watching := w.now, w.watch(ctx)
	err := w.patch(ctx, step)
	took, seen := time.Since(began), watching.end()
	if err != nil && !mayBeDone(err) {
		w.settled(w.change.Key)
		return err
	}
	if w.await(ctx, took) != nil {
		return refuse(w.op, client.Canceled, "")
	}
	now, readErr := w.read(ctx, w.op, w.change.Account)
	if readErr != nil {
		return &client.Error{Op: w.op, Kind: client.OutcomeUnknown, Code: "not-confirmed", Err: readErr}
	}
	if err := w.judge(step, now, err); err != nil || !step.undid(before, seen, now) {
		return err
	}
	return refuse(w.op, client.Stale, "changed-at-once")
}

// judge says what became of a change by how the account is now. sent is how the change itself went.
func (w *work) judge(step edit, now identity, sent error) error {
	w.now = now
	switch {
	case w.holds(step):
		w.settled(w.change.Key)
		return nil
	case sent != nil:
		return sent
	}
	w.settled(w.change.Key)
	return refuse(w.op, client.Stale, "overwritten")
}

func (w *work) patch(ctx context.Context, step edit) error {
	_, err := w.send(ctx, transport.Request{
		Op: w.op, Method: http.MethodPatch, Body: []edit{step},
	}, "identities", string(w.change.Account))
	return err
}

// mayBeDone says whether a change that failed may have been made all the same.
func mayBeDone(err error) bool {
	switch client.KindOf(err) {
	case client.OutcomeUnknown, client.Canceled, client.Unavailable, client.Protocol:
		return true
	}
	return false
}

func (w *work) await(ctx context.Context, took time.Duration) error {
	return w.pause(ctx, min(max(settleLeast, settleTimes*took), settleMost))
}

// holds says whether the account has what the step makes.
func (w *work) holds(step edit) bool {
	if step.Path == statePath {
		return w.now.State == step.Value
	}
	found, there := at(w.now.Traits, strings.TrimPrefix(step.Path, traitsPath))
	return there && reflect.DeepEqual(found, step.Value)
}

// statePath is where an identity's state stands.
const statePath = "/state"

func state(wanted string) edit { return edit{Op: "replace", Path: statePath, Value: wanted} }

// isUnsettled says whether it is not known of the change of this key whether it was made.
func (c *Client) isUnsettled(key client.Key) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return key != "" && c.unsettled[key]
}

func (c *Client) unsettle(key client.Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unsettled[key] = true
}

func (c *Client) settled(key client.Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.unsettled, key)
}
