package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"portaldesk/app/ledger"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/app/turn"
	"portaldesk/client"
)

// ErrWanted: somebody is at the desk, or another delivery is. There is nothing to do: a window delivers by itself.
var ErrWanted = errors.New("deliver: somebody is at the desk")

// lockWait is how long a turn waits for the file. Whoever wants it longer has it.
const lockWait = 50 * time.Millisecond

// Delivery is what one round without a desk did, and what is in the outbox after it.
type Delivery struct {
	outbox.Result
	Queue outbox.Summary
}

// Deliver sends what waits in the outbox of a profile, in a turn of its own and with the session that the keyring holds. It sends
// nothing else, asks nobody, and gives way to whoever wants the file: then what is on its way is left, and sent again under the same
// ids. done is called before the turn ends, when the file is closed.
//
// The errors are ErrWanted, those of [store.Open], and those of the portal: client.Unauthenticated when the session is over, or
// is another agent's, and client.Canceled when the turn ended first.
func (w *Workplace) Deliver(ctx context.Context, p profile.Profile, done func()) (d Delivery, err error) {
	path := w.Profiles.StorePath(p.ID)
	ctx, end, err := turn.Take(ctx, path)
	if err != nil {
		return d, &store.Error{Op: "turn", Kind: store.ErrDisk}
	}
	if ctx == nil {
		return d, ErrWanted
	}
	defer func() { err = errors.Join(err, end()) }()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return d, nil // nobody has been at this desk yet
	}
	d, err = w.deliver(ctx, p, path)
	if done != nil {
		done()
	}
	return d, err
}

func (w *Workplace) deliver(ctx context.Context, p profile.Profile, path string) (d Delivery, err error) {
	s, err := store.Open(path, w.Ring, store.Waiting(lockWait), store.AsItIs())
	if err != nil {
		return d, err
	}
	defer func() { err = closing(s, err) }()
	who, err := lastSignedIn(s)
	if err != nil {
		return d, err
	}
	portal, err := w.Dial(p, secret.Tokens(w.Ring, p.ID))
	if err != nil {
		return d, err
	}
	box, err := outbox.New(s, callLog(p, portal, s, who), outbox.Options{AgentID: who.Session.Agent.ID, Now: w.Now})
	if err != nil {
		return d, err
	}
	if d.Queue = box.Summary(); d.Queue.Waiting == 0 {
		return d, nobody(who, d.Queue)
	}
	if err := w.letIn(graced(ctx), p, portal, who); err != nil {
		return d, err
	}
	d.Result, err = box.Deliver(ctx)
	d.Queue = box.Summary()
	return d, err
}

// callLog takes the calls: the portal, or this computer.
func callLog(p profile.Profile, portal client.Portal, s *store.Store, who signedIn) client.CallLog {
	if p.Records.Kind == profile.RecordsLocal {
		return ledger.New(s, who.Session.Agent.ID)
	}
	return portal
}

// nobody says that notes wait for somebody to sign in.
func nobody(who signedIn, queue outbox.Summary) error {
	if who.Session.Agent.ID == "" && queue.OfOthers > 0 {
		return noSession()
	}
	return nil
}

// grace is how long the session may still be taken up once the turn is over: a server may have changed its token already, and an
// answer that nobody waits for would end the agent's session.
const grace = 700 * time.Millisecond

// graced is a context that ends a little after ctx.
func graced(ctx context.Context) context.Context {
	late, stop := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(grace, stop) })
	return late
}

// letIn takes up the session of the agent whose notes they are. A session that is over, or another's, stays as it is.
func (w *Workplace) letIn(ctx context.Context, p profile.Profile, portal client.Portal, who signedIn) error {
	if p.Records.Kind == profile.RecordsLocal {
		return nil
	}
	if held, err := secret.Tokens(w.Ring, p.ID).Tokens(); err != nil || held == (client.Tokens{}) {
		return errors.Join(noSession(), err)
	}
	_, session, err := ask(ctx, portal)
	if err == nil && session.Agent.ID != who.Session.Agent.ID {
		return noSession()
	}
	return err
}

func noSession() error {
	return &client.Error{Op: "deliver", Kind: client.Unauthenticated, Code: "no-session"}
}

// Queued counts what is in the outbox of a profile, without a portal and without a desk. While a window has the file the error is
// [store.ErrBusy].
func (w *Workplace) Queued(p profile.Profile) (queue outbox.Summary, err error) {
	path := w.Profiles.StorePath(p.ID)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return queue, nil
	}
	err = w.alone(p, func() error {
		queue, err = w.counted(p, path)
		return err
	})
	return queue, err
}

func (w *Workplace) counted(p profile.Profile, path string) (queue outbox.Summary, err error) {
	s, err := store.Open(path, w.Ring, store.Waiting(lockWait), store.AsItIs())
	if err != nil {
		return queue, err
	}
	defer func() { err = closing(s, err) }()
	who, err := lastSignedIn(s)
	if err != nil {
		return queue, err
	}
	box, err := outbox.New(s, nil, outbox.Options{AgentID: who.Session.Agent.ID, Now: w.Now})
	if err != nil {
		return queue, err
	}
	return box.Summary(), nil
}
