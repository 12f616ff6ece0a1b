package app

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/call"
	"portaldesk/app/line"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// bucketDesk holds what the desk itself must remember.
const bucketDesk store.Bucket = "desk"

// The keys of bucketDesk.
const (
	keySignedIn = "signed-in"
	keyIdentity = "identity"
)

// signedIn is what the desk needs to open while the portal is gone.
type signedIn struct {
	About   client.About   `json:"about"`
	Session client.Session `json:"session"`
}

// open builds the desk of an agent who has just been let in.
func (w *Workplace) open(p profile.Profile, portal client.Portal, about client.About, session client.Session) (*Desk, error) {
	s, err := w.openStore(p)
	if err != nil {
		return nil, err
	}
	who := signedIn{about, withEnd(session, w.Now())}
	if err := remember(s, who); err != nil {
		return nil, closing(s, err)
	}
	return w.assemble(p, portal, s, who)
}

// remember keeps who is signed in.
func remember(s *store.Store, who signedIn) error {
	return s.Update(func(tx *store.Tx) error { return tx.Put(bucketDesk, keySignedIn, who) })
}

// workday is how long a session lasts whose end nobody told.
const workday = 12 * time.Hour

// withEnd is the session with an end.
func withEnd(session client.Session, now time.Time) client.Session {
	if session.ExpiresAt.IsZero() {
		session.ExpiresAt = now.Add(workday)
	}
	return session
}

// OpenLocal opens the desk from what the last sign-in left, without asking the portal, as long as that session would still
// be good. It is how the desk starts while the portal is gone, and how notes are taken on the command line.
func (w *Workplace) OpenLocal(p profile.Profile, portal client.Portal) (*Desk, error) {
	return w.claimed(p, func() (*Desk, error) { return w.openLocal(p, portal) })
}

func (w *Workplace) openLocal(p profile.Profile, portal client.Portal) (*Desk, error) {
	noSession := &client.Error{Op: "openLocal", Kind: client.Unauthenticated, Code: "no-session"}
	if !w.Ring.Durable() {
		return nil, noSession
	}
	s, err := w.openStore(p)
	if err != nil {
		return nil, err
	}
	last, err := lastSignedIn(s)
	if err != nil {
		return nil, closing(s, err)
	}
	if !w.Now().Before(last.Session.ExpiresAt) {
		return nil, closing(s, noSession)
	}
	return w.assemble(p, portal, s, last)
}

// lastSignedIn is who was signed in last; zero when nobody was, or when they signed out.
func lastSignedIn(s *store.Store) (last signedIn, err error) {
	err = s.View(func(tx *store.Tx) error {
		_, err := tx.Get(bucketDesk, keySignedIn, &last)
		return err
	})
	return last, err
}

// openStore opens the file of a profile. From a damaged one it saves what can be read: the desk says so ([Desk.Salvaged]).
func (w *Workplace) openStore(p profile.Profile) (*store.Store, error) {
	path := w.Profiles.StorePath(p.ID)
	if !w.Ring.Durable() {
		return store.OpenEphemeral(filepath.Dir(path))
	}
	how := store.RecoverableBy(p.RecoveryRecipients...)
	s, err := store.Open(path, w.Ring, how)
	if err == nil && s.Damaged() {
		err = errors.Join(store.ErrDamaged, s.Close())
	}
	if !errors.Is(err, store.ErrDamaged) {
		return s, stuck(path, err)
	}
	saved, err := store.Salvage(path, w.Ring, w.Now())
	if err != nil {
		return nil, err
	}
	w.Log.Error("damaged store salvaged", "saved", saved.Saved, "lost", saved.Lost, "more", saved.More)
	return store.Open(path, w.Ring, how)
}

// assemble puts the parts of a desk together over an open store, which it closes again when a part fails.
func (w *Workplace) assemble(p profile.Profile, portal client.Portal, s *store.Store, who signedIn) (*Desk, error) {
	d := &Desk{
		Profile: p, About: who.About, Session: who.Session, Fleeting: !w.Ring.Durable(),
		Customs: w.customs(p, who.About), portal: portal, store: s, log: w.Log, now: w.Now,
		events: newHub(), shipping: make(chan struct{}, 1), indexing: make(chan struct{}, 1), road: newRoad(),
		approvals: newApprovals(), earlier: newEarlier(), dial: w.Dial,
		causes: w.causes(p),
	}
	if d.Fleeting {
		d.RingProblem = w.RingProblem
		d.Stuck, _ = stuckIn(w.Profiles.StorePath(p.ID)) // most often there is no such file
	}
	d.Line = line.New(d.probe, w.Now, func(state line.State) { d.lineChanged(state) })
	d.keepRecords()
	if err := d.openParts(w); err != nil {
		return nil, closing(s, err)
	}
	if err := d.openIndex(w); err != nil {
		return nil, closing(s, err)
	}
	return d, nil
}

func (d *Desk) openParts(w *Workplace) (err error) {
	if d.Salvaged, err = d.store.Salvages(); err != nil {
		return err
	}
	identity, err := identityOf(d.store)
	if err != nil {
		return err
	}
	if d.Trail, err = trail.Open(d.store, w.Ring, trail.Identity{Desk: identity}); err != nil {
		return err
	}
	d.Trail.Tell(d.anchored)
	agent := d.Session.Agent.ID
	d.Outbox, err = outbox.New(d.store, d.records, outbox.Options{AgentID: agent, Now: d.now,
		Changed: func(sum outbox.Summary) { d.events.emit(OutboxChanged{sum}) }})
	if err != nil {
		return err
	}
	if d.numbers, err = openNumbers(d.store, d.now()); err != nil {
		return err
	}
	if err := d.openCallbacks(); err != nil {
		return err
	}
	if err := d.keepAttempts(); err != nil {
		return err
	}
	d.Calls, err = call.Open(d.store, d.Outbox, call.Options{AgentID: agent, Reasons: d.Profile.Reasons, Now: d.now,
		Closing: d.Callbacks.Closing, Earlier: d.callsBefore,
		Saved: func(err error) { d.events.emit(DraftSaved{d.now(), err}) }})
	return err
}

// identityOf is the random name of this installation's store, made when it is first asked for.
func identityOf(s *store.Store) (identity string, err error) {
	err = s.Update(func(tx *store.Tx) error {
		found, err := tx.Get(bucketDesk, keyIdentity, &identity)
		if found || err != nil {
			return err
		}
		identity = uuid.NewString()
		return tx.Put(bucketDesk, keyIdentity, identity)
	})
	return identity, err
}

func (d *Desk) probe(ctx context.Context) error {
	_, err := d.portal.About(ctx)
	return err
}
