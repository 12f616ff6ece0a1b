package app

import (
	"context"
	"reflect"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

// The rhythm of looking for what was decided and what is asked.
const (
	askedEvery  = 3 * time.Second
	decideEvery = 8 * time.Second
)

// watchApprovals looks for decisions while one is waited for, and for requests where this agent decides, until ctx ends.
func (d *Desk) watchApprovals(ctx context.Context) {
	var last []client.Approval
	for {
		d.takeBack(ctx)
		if d.approvals.expire(d.now()) {
			d.events.emit(ApprovalsChanged{last})
		}
		if d.looksForApprovals() {
			if list, err := d.Approvals(ctx); err == nil && !reflect.DeepEqual(list, last) {
				last = list
				d.events.emit(ApprovalsChanged{list})
			}
		}
		if !d.untilNextLook(ctx) {
			return
		}
	}
}

// takeBack withdraws what was asked for in a call that is over. What the portal is not told ends by itself.
func (d *Desk) takeBack(ctx context.Context) {
	for _, id := range d.approvals.leftOver() {
		_, err := d.portal.WithdrawApproval(ctx, id, client.Key(uuid.NewString()))
		d.saw(err)
	}
}

func (d *Desk) looksForApprovals() bool {
	return d.Line.State().Online && (d.MayDecide() || d.approvals.pending())
}

// untilNextLook waits; it answers false when ctx ended first.
func (d *Desk) untilNextLook(ctx context.Context) bool {
	gap := decideEvery
	if d.approvals.pending() {
		gap = askedEvery
	}
	timer := time.NewTimer(gap)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-d.approvals.waiting:
		return true
	case <-timer.C:
		return true
	}
}

// tookIn takes in what the portal says of this agent's requests. A decision is written to the trail where it was asked for, with
// who decided.
func (d *Desk) tookIn(list []client.Approval) {
	for _, a := range list {
		if !d.approvals.update(a) {
			continue
		}
		switch a.State {
		case client.ApprovalGranted, client.ApprovalDenied:
			_ = d.write(decisionEntry(a)) // said by the event
		}
	}
}

func decisionEntry(a client.Approval) client.AuditEvent {
	return client.AuditEvent{Action: actionApproval, Account: a.Account, Call: a.Call, Detail: a.DecidedBy,
		Outcome: decisionOutcome(a, nil)}
}
