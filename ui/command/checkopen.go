package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/scorecard"
)

// place is where the look is made from: the desk of an agent, or nowhere.
type place struct {
	session *scorecard.Session // nil when nobody is signed in
	desk    *app.Desk
	remove  func() error
}

// close leaves a session that the desk has kept as it is, and ends one that was opened for the look.
func (p *place) close(ctx context.Context) error {
	var err error
	switch {
	case p.desk == nil:
	case p.session.Tokens == nil:
		err = p.desk.Close()
	default:
		err = p.desk.SignOut(context.WithoutCancel(ctx))
	}
	if p.remove != nil {
		err = errors.Join(err, p.remove())
	}
	return err
}

// open signs in as the command line says. An address alone is looked at by nobody.
func (c *check) open(ctx context.Context, ask *asker, t target, saved bool) (*place, error) {
	switch {
	case c.signIn != "":
		return c.sign(ctx, ask, t)
	case !saved:
		return &place{}, nil
	}
	kept, err := c.resume(ctx, ask, t)
	if client.KindOf(err) == client.Unauthenticated {
		return c.sign(ctx, ask, t)
	}
	return kept, err
}

// resume goes on with the session that the desk has kept. The desk's file is held meanwhile, so that no window refreshes the
// same tokens.
func (c *check) resume(ctx context.Context, ask *asker, t target) (*place, error) {
	workplace, err := c.settings.workplace()
	if err != nil {
		return nil, err
	}
	held := c.holding(workplace)
	desk, err := workplace.Resume(ctx, t.Profile)
	if err != nil {
		return nil, err
	}
	return c.seated(ctx, ask, t, desk, held, nil)
}

// holding has the workplace's next portal held.
func (c *check) holding(w *app.Workplace) *client.Portal {
	held := new(client.Portal)
	w.Dial = func(p profile.Profile, keeper client.TokenKeeper) (client.Portal, error) {
		portal, err := c.settings.dial(p, keeper)
		*held = portal
		return portal, err
	}
	return held
}

// sign opens a session for the look, at a workplace that is gone afterwards.
func (c *check) sign(ctx context.Context, ask *asker, t target) (found *place, err error) {
	dir, err := os.MkdirTemp("", "portaldesk-check-")
	if err != nil {
		return nil, err
	}
	remove := func() error { return os.RemoveAll(dir) }
	defer func() {
		if err != nil {
			err = errors.Join(err, remove())
		}
	}()
	profiles, err := profile.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := profiles.Save(t.Profile); err != nil {
		return nil, err
	}
	ring := secret.InMemory()
	workplace := &app.Workplace{Profiles: profiles, Ring: ring, Log: c.settings.log, Now: time.Now}
	held := c.holding(workplace)
	entry := entry{way: t.Way(), device: c.device, login: t.Login}
	desk, err := entry.signIn(ctx, ask, func(credentials client.Credentials) (*app.Desk, error) {
		return workplace.SignIn(ctx, t.Profile, credentials)
	})
	if err != nil {
		return nil, err
	}
	found, err = c.seated(ctx, ask, t, desk, held, secret.Tokens(ring, t.ID).Tokens)
	if err != nil {
		return nil, err
	}
	found.session.AskedCode, found.remove = entry.asked, remove
	return found, nil
}

// seated is the place at a desk that has been opened. What can only be read from end to end is read first.
func (c *check) seated(
	ctx context.Context, ask *asker, t target, desk *app.Desk, held *client.Portal, tokens func() (client.Tokens, error),
) (*place, error) {
	if desk.Index != nil && !desk.Index.State().Complete() {
		err := desk.BuildIndex(ctx, func(done, total int) { ask.progress(fmt.Sprintf("reading all accounts: %d of %d", done, total)) })
		if err != nil {
			return nil, errors.Join(err, desk.Close())
		}
	}
	return &place{desk: desk, session: &scorecard.Session{
		Portal: *held, Session: desk.Session, Way: t.Way(), Tokens: tokens,
	}}, nil
}
