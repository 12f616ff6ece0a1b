package app

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// ErrOtherAgent is the error of SignInAgain when somebody else's credentials were given.
var ErrOtherAgent = errors.New("sign in again: another agent's credentials")

// Dial reaches the portal of a profile. It sends nothing yet.
type Dial func(profile.Profile, client.TokenKeeper) (client.Portal, error)

// Workplace is this installation: its profiles, its keyring, and the way to the portals.
type Workplace struct {
	Profiles *profile.Profiles
	// ProfilesProblem is why the list of profiles starts empty although there was one; nil when there is nothing to say.
	ProfilesProblem error
	Ring            secret.Ring
	// RingProblem is why the OS keyring is not used; nil when it is. Then secrets last for this run only.
	RingProblem error
	Dial        Dial
	Log         *slog.Logger
	Now         func() time.Time
}

// Connect asks a portal who it is, without signing in: the sign-in screen shows its name, and the profile form tests an
// address before it is saved.
func (w *Workplace) Connect(ctx context.Context, p profile.Profile) (client.About, error) {
	portal, err := w.Dial(p, secret.Tokens(secret.InMemory(), p.ID))
	if err != nil {
		return client.About{}, err
	}
	return portal.About(ctx)
}

// SignIn opens a desk with the agent's credentials. client.OneTimeCodeRequired asks for a code.
func (w *Workplace) SignIn(ctx context.Context, p profile.Profile, c client.Credentials) (*Desk, error) {
	return w.claimed(p, func() (*Desk, error) { return w.signIn(ctx, p, c) })
}

func (w *Workplace) signIn(ctx context.Context, p profile.Profile, c client.Credentials) (*Desk, error) {
	portal, err := w.Dial(p, secret.Tokens(w.Ring, p.ID))
	if err != nil {
		return nil, err
	}
	if _, err := portal.About(ctx); err != nil {
		return nil, err
	}
	session, err := portal.SignIn(ctx, c)
	if err != nil {
		return nil, err
	}
	about, err := portal.About(ctx) // to somebody signed in a server may tell more
	if err != nil {
		return nil, errors.Join(err, portal.SignOut(ctx))
	}
	desk, err := w.open(p, portal, about, session)
	if err != nil {
		return nil, errors.Join(err, portal.SignOut(ctx))
	}
	if err := desk.write(client.AuditEvent{Action: actionSignIn, Outcome: client.AuditDone}); err != nil {
		return nil, errors.Join(err, portal.SignOut(ctx), desk.Close())
	}
	w.remember(p, cmp.Or(c.Login, session.Agent.Login))
	return desk, nil
}

// remember keeps which profile and login name were used last; the sign-in screen starts from them.
// It is a convenience: failing to keep it must not keep the agent from her desk.
func (w *Workplace) remember(p profile.Profile, login string) {
	if p.Login != login {
		p.Login = login
		if err := w.Profiles.Save(p); err != nil {
			w.Log.Warn("login name not remembered", "cause", err)
		}
	}
	if err := w.Profiles.SetLast(p.ID); err != nil {
		w.Log.Warn("last profile not remembered", "cause", err)
	}
}

// Resume opens the desk with the session that the keyring still holds. When the portal cannot be reached and the session
// has not expired, the desk opens offline: notes can be written, nothing else can be done.
func (w *Workplace) Resume(ctx context.Context, p profile.Profile) (*Desk, error) {
	return w.claimed(p, func() (*Desk, error) { return w.resume(ctx, p) })
}

func (w *Workplace) resume(ctx context.Context, p profile.Profile) (*Desk, error) {
	tokens := secret.Tokens(w.Ring, p.ID)
	if held, err := tokens.Tokens(); err != nil || held == (client.Tokens{}) {
		return nil, &client.Error{Op: "resume", Kind: client.Unauthenticated, Code: "no-session", Err: err}
	}
	portal, err := w.Dial(p, tokens)
	if err != nil {
		return nil, err
	}
	about, session, err := ask(ctx, portal)
	if err == nil {
		return w.open(p, portal, about, session)
	}
	if !gone(err) {
		return nil, err
	}
	desk, local := w.openLocal(p, portal)
	if local != nil {
		return nil, errors.Join(err, local)
	}
	desk.Line.Saw(err)
	return desk, nil
}

// ask gets from a portal what a desk is opened with.
func ask(ctx context.Context, portal client.Portal) (client.About, client.Session, error) {
	session, err := portal.Resume(ctx)
	if err != nil {
		return client.About{}, client.Session{}, err
	}
	about, err := portal.About(ctx)
	return about, session, err
}

// gone says that the portal did not answer, as against answering no.
func gone(err error) bool {
	kind := client.KindOf(err)
	return kind == client.Offline || kind == client.Unavailable
}
