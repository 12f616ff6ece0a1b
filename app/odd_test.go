package app_test

import (
	"context"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/client"
)

// odd is the demo portal as another kind of server would be: what a test sets is otherwise, the rest is real.
type odd struct {
	client.Portal
	signIn  func(context.Context, client.Credentials) (client.Session, error)
	about   func(*client.About)
	account func(*client.Account)
	search  func() error
	unlock  func(client.Change) (client.Outcome, error)
}

func (o *odd) SignIn(ctx context.Context, c client.Credentials) (client.Session, error) {
	if o.signIn != nil {
		return o.signIn(ctx, c)
	}
	return o.Portal.SignIn(ctx, c)
}

func (o *odd) About(ctx context.Context) (client.About, error) {
	about, err := o.Portal.About(ctx)
	if err == nil && o.about != nil {
		o.about(&about)
	}
	return about, err
}

func (o *odd) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	account, err := o.Portal.Account(ctx, id)
	if err == nil && o.account != nil {
		o.account(&account)
	}
	return account, err
}

func (o *odd) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	if o.search != nil {
		if err := o.search(); err != nil {
			return client.Page[client.AccountRow]{}, err
		}
	}
	return o.Portal.Search(ctx, query)
}

func (o *odd) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	if o.unlock != nil {
		return o.unlock(change)
	}
	return o.Portal.Unlock(ctx, change)
}

// makeOdd has the workplace reach the portal through what make answers.
func (c clinic) makeOdd(make func(client.Portal) client.Portal) {
	c.Workplace.Dial = func(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
		portal, err := apptest.Dial(p, tokens)
		if err != nil {
			return nil, err
		}
		return make(portal), nil
	}
}

// byHand makes the portal one that only has steps for unlocking.
func byHand(about *client.About) {
	about.Abilities[client.UnlocksAccount] = client.Offer{Offered: true, Steps: []string{"Open the console.", "Press Unlock."}}
}

func standing(t *testing.T, desk *app.Desk, account client.Account, id string) app.Standing {
	t.Helper()
	for _, s := range desk.Standings(account) {
		if string(s.Operation.ID) == id {
			return s
		}
	}
	t.Fatalf("no operation %s", id)
	return app.Standing{}
}
