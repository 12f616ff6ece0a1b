package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"portaldesk/app/index"
	"portaldesk/client"
)

// openIndex gives a portal that can only be read from end to end an index to look accounts up in.
func (d *Desk) openIndex(w *Workplace) (err error) {
	walker, walks := d.portal.(client.Walker)
	if !walks {
		return nil
	}
	basis, err := d.basis()
	if err != nil {
		return err
	}
	d.Index, err = index.Open(w.Profiles.IndexPath(d.Profile.ID), w.Ring, index.Options{Basis: basis, Now: d.now})
	if err != nil {
		return err
	}
	walker.UseIndex(d.Index)
	return nil
}

// basis names what an index is made from. Another agent may not see what this one may, and another map of fields makes other
// names of the same answers.
func (d *Desk) basis() (string, error) {
	p := d.Profile
	text, err := json.Marshal([]any{d.Session.Agent.ID, p.Kind, p.URL, p.Fields, p.Guided})
	if err != nil {
		return "", fmt.Errorf("the profile has no JSON form: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// BuildIndex reads all accounts of a portal that can only be read from end to end into the index, going on where it was cut
// off, and tells of it by IndexChanged; progress may be nil. What was complete before serves until the end. Run orders it
// by itself when it is due; one that is ordered during another waits for that one's end. The errors are the portal's and
// those of [index.Index.Build]; client.NotOffered where the portal finds accounts by itself.
func (d *Desk) BuildIndex(ctx context.Context, progress func(done, total int)) error {
	walker, walks := d.portal.(client.Walker)
	if !walks || d.Index == nil {
		return &client.Error{Op: actionReadAll, Kind: client.NotOffered}
	}
	entry := client.AuditEvent{Action: actionReadAll, Outcome: client.AuditIntent}
	if err := d.write(entry); err != nil {
		return err // what is not written to the trail is not read
	}
	ctx, release := d.hold.during(ctx)
	defer release()
	err := d.Index.Build(ctx, walker, func(done, total int) {
		d.events.emit(IndexChanged{Done: done, Total: total})
		if progress != nil {
			progress(done, total)
		}
	})
	d.saw(err)
	entry.Outcome, entry.Detail = outcomeOf(err), string(client.KindOf(err))
	state := d.Index.State()
	changed := IndexChanged{Done: state.Done, Total: state.Total, Err: err}
	if err == nil {
		changed = IndexChanged{Done: state.Accounts, Total: state.Accounts, Complete: true}
	}
	d.events.emit(changed)
	return errors.Join(err, d.write(entry))
}

// The rhythm of the index: it is made anew every day, and after a failure once the portal had time to come back.
const (
	indexLife = 24 * time.Hour
	indexRest = time.Minute
)

// keepIndex builds the index when it is due, until ctx ends.
func (d *Desk) keepIndex(ctx context.Context) {
	if d.Index == nil {
		return
	}
	for ctx.Err() == nil {
		if wait := d.indexDueIn(); wait > 0 {
			d.pause(ctx, wait)
			continue
		}
		err := d.BuildIndex(ctx, nil)
		switch {
		case err == nil || d.hold.on():
		case errors.Is(err, index.ErrTooMany) || errors.Is(err, index.ErrEndless):
			d.log.Error("index given up", "cause", err)
			return
		case passing(err):
			d.log.Info("index not complete yet", "kind", string(client.KindOf(err)))
			d.pause(ctx, indexRest)
		default:
			d.log.Warn("index not built", "kind", string(client.KindOf(err)))
			d.pause(ctx, indexLife)
		}
	}
}

// indexDueIn is how long nothing has to be done about the index; nothing when it is to be built now.
func (d *Desk) indexDueIn() time.Duration {
	state := d.Index.State()
	switch {
	case !d.Line.State().Online || d.hold.on():
		return indexLife // or until the portal is back, or the agent lets it go on
	case !state.Complete() || state.Walking:
		return 0
	default:
		return max(0, indexLife-d.now().Sub(state.BuiltAt).Abs())
	}
}

// passing says that waiting a little may help: the portal is gone or busy, as against that it answered no.
func passing(err error) bool {
	switch client.KindOf(err) {
	case client.Offline, client.Unavailable, client.Throttled, client.OutcomeUnknown:
		return true
	default:
		return false
	}
}

// pause waits, until the portal is back or the agent has signed in again at the latest.
func (d *Desk) pause(ctx context.Context, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-d.indexing:
	case <-timer.C:
	}
}

// wipeIndex removes what was read of the patients.
func (d *Desk) wipeIndex() error {
	if d.Index == nil {
		return nil
	}
	return d.Index.Wipe()
}
