package app

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/app/diagnosis"
	"portaldesk/app/index"
	"portaldesk/app/line"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/app/turn"
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
	// Callbacks are the calls that were promised at this desk.
	Callbacks *callback.Callbacks
	// Index is what the look-up stands on where the portal can only be read from end to end; nil everywhere else.
	Index *index.Index
	Customs
	// Fleeting says that nothing outlives this run, because there is no keyring: undelivered notes are lost at exit.
	Fleeting bool
	// Salvaged is what was saved of damaged files of this desk, as long as no agent has read it ([Desk.SalvagesRead]).
	Salvaged []store.Salvaged
	// RingProblem is why there is none, as far as the keyring says it.
	RingProblem error
	// Stuck is how many notes of before wait in a file that cannot be opened while the desk is fleeting.
	Stuck int

	portal client.Portal
	// records takes the calls: the portal, or this computer.
	records client.CallLog
	store   *store.Store
	// claim keeps the delivery in the background away; nil where it could not come anyway.
	claim    *turn.Claim
	log      *slog.Logger
	now      func() time.Time
	events   *hub
	shipping chan struct{}
	indexing chan struct{}
	hold     holding // of the reading of all accounts
	road     *road
	// approvals are what a second person was asked for, numbers how many accounts one caller's number is about.
	approvals *approvals
	numbers   *numbers
	// earlier are the calls that one that is closed could repeat.
	earlier *earlier
	watch   watch
	dial    Dial
	trouble trouble // with the trail
	// causes answers what may keep a patient out, and what is wrong with the clinic's own causes.
	causes func() (*diagnosis.Rules, []diagnosis.Fault)
}

// Run does the desk's background work (delivery of notes, shipping of the trail, probing, keeping the index, reminding of
// callbacks) until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	var work sync.WaitGroup
	work.Go(func() { d.Outbox.Run(ctx) })
	work.Go(func() { d.Line.Run(ctx) })
	work.Go(func() { d.ship(ctx) })
	work.Go(func() { d.keepIndex(ctx) })
	work.Go(func() { d.watchApprovals(ctx) })
	work.Go(func() { d.Callbacks.Run(ctx, d.remind) })
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
	err = d.write(client.AuditEvent{Action: actionSignIn, Outcome: client.AuditDone})
	if err == nil {
		err = remember(d.store, signedIn{d.About, withEnd(session, d.now())})
	}
	if err != nil {
		return errors.Join(err, d.portal.SignOut(ctx))
	}
	d.goOn()
	return nil
}

// goOn takes up the background work that waits for a portal that answers this agent.
func (d *Desk) goOn() {
	d.Outbox.Wake()
	wake(d.shipping)
	wake(d.indexing)
}

// Reauthenticate proves, after the desk was locked, that the same agent is back. The session stays the same; one that has
// ended meanwhile is client.Unauthenticated, like a wrong entry, and told from it by its code.
func (d *Desk) Reauthenticate(ctx context.Context, c client.Credentials) error {
	err := d.portal.Reauthenticate(ctx, c)
	d.Line.Saw(err)
	if client.KindOf(err) == client.Canceled {
		return err
	}
	return errors.Join(err, d.write(client.AuditEvent{Action: actionReauthenticate, Outcome: outcomeOf(err)}))
}

// SignOut wipes the index, ends the session, keeps what waits in the outbox, and closes the desk. The portal is told last: it may
// take its time, and what was read of the patients must not wait for that.
func (d *Desk) SignOut(ctx context.Context) error {
	written := d.write(client.AuditEvent{Action: actionSignOut, Outcome: client.AuditDone})
	forgotten := d.store.Update(func(tx *store.Tx) error { return tx.Delete(bucketDesk, keySignedIn) })
	return errors.Join(written, forgotten, d.wipeIndex(), d.portal.SignOut(ctx), d.Close())
}

// Close saves the draft, lets the keyring take the newest entry of the trail, and closes what the desk keeps. The session
// stays open for the next start. Background work must have ended.
func (d *Desk) Close() error {
	err := d.Calls.Flush()
	d.Trail.Close()
	d.events.close()
	if d.Index != nil {
		err = errors.Join(err, d.Index.Close())
	}
	return errors.Join(closing(d.store, err), d.claim.Release())
}

// closing closes the store after err, keeping both errors.
func closing(s *store.Store, err error) error { return errors.Join(err, s.Close()) }

// wake leaves a token for whoever waits, unless one is there.
func wake(waiting chan struct{}) {
	select {
	case waiting <- struct{}{}:
	default:
	}
}

// saw takes in how a request to the portal went: every one of them passes here. What this computer's own disk did says
// nothing of the portal.
func (d *Desk) saw(err error) {
	if _, local := errors.AsType[*store.Error](err); local {
		return
	}
	d.Line.Saw(err)
	if client.KindOf(err) == client.Unauthenticated {
		d.events.emit(SessionEnded{})
	}
}

func (d *Desk) lineChanged(state line.State) {
	d.events.emit(LineChanged{state})
	if state.Online {
		d.goOn()
	}
}
