package app

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"portaldesk/app/call"
	"portaldesk/app/line"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// Desk is one agent signed in at one portal. Its parts are its fields. Its methods may be called from any goroutine.
type Desk struct {
	Profile profile.Profile
	About   client.About
	Session client.Session
	Calls   *call.Calls
	Outbox  *outbox.Outbox
	Trail   *trail.Trail
	Line    *line.Line
	// Fleeting says that nothing outlives this run, because there is no keyring: undelivered notes are lost at exit.
	Fleeting bool

	portal   client.Portal
	store    *store.Store
	log      *slog.Logger
	now      func() time.Time
	events   *hub
	shipping chan struct{}
	road     *road
	troubled atomic.Bool // the trail was in trouble at its last entry
}

// Run does the desk's background work (delivery of notes, shipping of the trail, probing) until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	var work sync.WaitGroup
	work.Go(func() { d.Outbox.Run(ctx) })
	work.Go(func() { d.Line.Run(ctx) })
	work.Go(func() { d.ship(ctx) })
	d.Outbox.Wake()
	work.Wait()
}

// Subscribe has every event handed to listen, in order, on a goroutine of the desk's. It is the one place where background
// work reaches the screen.
func (d *Desk) Subscribe(listen func(Event)) (cancel func()) { return d.events.subscribe(listen) }

// SignInAgain opens a new session for the same agent after SessionEnded, without touching anything else on the desk.
// Another agent's credentials are refused with ErrOtherAgent.
func (d *Desk) SignInAgain(ctx context.Context, c client.Credentials) error {
	session, err := d.portal.SignIn(ctx, c)
	d.Line.Saw(err)
	if err != nil {
		return err
	}
	if session.Agent.ID != d.Session.Agent.ID {
		return errors.Join(ErrOtherAgent, d.portal.SignOut(ctx))
	}
	if err := d.write(client.AuditEvent{Action: actionSignIn, Outcome: client.AuditDone}); err != nil {
		return errors.Join(err, d.portal.SignOut(ctx))
	}
	d.Outbox.Wake()
	return nil
}

// SignOut ends the session, keeps what waits in the outbox, and closes the desk.
func (d *Desk) SignOut(ctx context.Context) error {
	written := d.write(client.AuditEvent{Action: actionSignOut, Outcome: client.AuditDone})
	forgotten := d.store.Update(func(tx *store.Tx) error { return tx.Delete(bucketDesk, keySignedIn) })
	return errors.Join(written, forgotten, d.portal.SignOut(ctx), d.Close())
}

// Close saves the draft and closes the store. The session stays open for the next start. Background work must have ended.
func (d *Desk) Close() error {
	err := d.Calls.Flush()
	d.events.close()
	return closing(d.store, err)
}

// closing closes the store after err, keeping both errors.
func closing(s *store.Store, err error) error { return errors.Join(err, s.Close()) }

// saw takes in how a request to the portal went: every one of them passes here.
func (d *Desk) saw(err error) {
	d.Line.Saw(err)
	if client.KindOf(err) == client.Unauthenticated {
		d.events.emit(SessionEnded{})
	}
}

func (d *Desk) lineChanged(state line.State) {
	d.events.emit(LineChanged{state})
	if state.Online {
		d.Outbox.Wake()
		d.wakeShipping()
	}
}
