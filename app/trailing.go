package app

import (
	"context"
	"time"

	"portaldesk/client"
)

// The actions of the trail that are not operations.
const (
	actionSignIn         = "sign-in"
	actionReauthenticate = "re-authenticate"
	actionSignOut        = "sign-out"
	actionReadAll        = "read-all-accounts"
	actionOpenAccount    = "open-account"
	actionVerify         = "verify-caller"
	actionCloseCall      = "close-call"
	actionDiscardCall    = "discard-call"

	actionPromiseCallback  = "promise-callback"
	actionMoveCallback     = "move-callback"
	actionTryCallback      = "try-callback"
	actionKeepCallback     = "keep-callback"
	actionMissCallback     = "miss-callback"
	actionWithdrawCallback = "withdraw-callback"
)

// What stands behind the code of an entry where it was not the portal that did it.
const (
	byDesk = ":by-desk" // the desk itself compared what the caller said
	byHand = ":by-hand" // the agent did it in the portal's console, and says so
)

// write appends to the trail in the agent's name and says so when it cannot. The entry is on the disk then; how its anchoring
// went is said later ([Desk.anchored]).
func (d *Desk) write(e client.AuditEvent) error {
	return d.writeAs(d.Session.Agent.ID, e)
}

// writeAs is write in the name of somebody else who did it at this desk.
func (d *Desk) writeAs(agent string, e client.AuditEvent) error {
	e.AgentID = agent
	kept, err := d.Trail.Append(e)
	if err != nil {
		d.log.Error("trail not written", "action", e.Action, "cause", err)
		d.trouble.wrote(err, d.Trail.Anchored, d.tell)
		return err
	}
	d.watch.add(kept)
	d.trouble.wrote(nil, d.Trail.Anchored, d.tell)
	wake(d.shipping)
	return nil
}

// anchored takes in how a round of anchoring went.
func (d *Desk) anchored(err error) { d.trouble.anchored(err, d.tell) }

func (d *Desk) tell(e TrailTroubled) { d.events.emit(e) }

// The rhythm of shipping: entries of one flurry go together, and a portal that fails is left alone for a while.
const (
	shipGather = 2 * time.Second
	shipRest   = time.Minute
)

// ship hands the trail to the portal, where it keeps one, until ctx ends.
func (d *Desk) ship(ctx context.Context) {
	if !d.About.Offers(client.KeepsAudit) || !d.Session.May(client.KeepsAudit) {
		return
	}
	wake(d.shipping)
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.shipping:
		}
		if !rest(ctx, shipGather) {
			return
		}
		if err := d.shipOnce(ctx); err != nil {
			d.log.Info("trail not shipped yet", "kind", string(client.KindOf(err)))
			if !rest(ctx, shipRest) {
				return
			}
			wake(d.shipping)
		}
	}
}

// shipOnce hands over all that the portal does not have yet. The portal keeps an entry once, so a crash before MarkShipped
// only repeats.
func (d *Desk) shipOnce(ctx context.Context) error {
	for {
		from, err := d.Trail.Shipped()
		if err != nil {
			return err
		}
		entries, err := d.Trail.Since(from, client.MaxBatch)
		if err != nil || len(entries) == 0 {
			return err
		}
		err = d.portal.AppendAudit(ctx, entries)
		d.saw(err)
		if err != nil {
			return err
		}
		if err := d.Trail.MarkShipped(entries[len(entries)-1].Seq); err != nil {
			return err
		}
	}
}

// rest waits; it answers false when ctx ended first.
func rest(ctx context.Context, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
