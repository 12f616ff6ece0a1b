package app_test

import (
	"context"
	"testing"

	"portaldesk/app"
	"portaldesk/client"
)

// withPast is a portal whose account waits until its histories were asked for, and is then refused where a test says so.
type withPast struct {
	client.Portal
	asked chan struct{}
	fails error
}

func (p *withPast) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	for range 3 {
		select {
		case <-p.asked:
		case <-ctx.Done():
			return client.Account{}, ctx.Err()
		}
	}
	if p.fails != nil {
		return client.Account{}, p.fails
	}
	return p.Portal.Account(ctx, id)
}

func (p *withPast) SignInAttempts(ctx context.Context, id client.AccountID, limit int) ([]client.SignInAttempt, error) {
	p.asked <- struct{}{}
	return p.Portal.SignInAttempts(ctx, id, limit)
}

func (p *withPast) Mail(ctx context.Context, id client.AccountID, limit int) ([]client.Mail, error) {
	p.asked <- struct{}{}
	return p.Portal.Mail(ctx, id, limit)
}

func (p *withPast) Sessions(ctx context.Context, id client.AccountID, limit int) ([]client.PatientSession, error) {
	p.asked <- struct{}{}
	return p.Portal.Sessions(ctx, id, limit)
}

// It would wait for ever if the histories were asked for after the account.
func TestAccountAndHistoriesAreReadSideBySide(t *testing.T) {
	c := newClinic(t)
	c.makeOdd(func(portal client.Portal) client.Portal {
		return &withPast{Portal: portal, asked: make(chan struct{}, 3)}
	})
	desk := c.SignIn(t, client.RoleSenior)
	if account := find(t, desk, patient); account.ID == "" {
		t.Error("nothing was opened")
	}
}

// Histories that were read beside an account which the agent may not see are not shown, and the refusal is in the trail.
func TestNothingIsShownOfAnAccountThatIsRefused(t *testing.T) {
	c := newClinic(t)
	portal := &withPast{asked: make(chan struct{}, 3), fails: &client.Error{Op: client.OpAccount, Kind: client.Forbidden}}
	c.makeOdd(func(inner client.Portal) client.Portal { portal.Portal = inner; return portal })
	desk := c.SignIn(t, client.RoleSenior)
	cancel := desk.Subscribe(func(e app.Event) {
		if _, opened := e.(app.AccountOpened); opened {
			t.Error("said to be open")
		}
	})
	defer cancel()
	page, err := desk.Search(t.Context(), client.Query{Text: patient})
	if err != nil || len(page.Items) == 0 {
		t.Fatal(len(page.Items), err)
	}
	shown, err := desk.Open(t.Context(), page.Items[0].ID)
	if client.KindOf(err) != client.Forbidden || shown.Attempts != nil || shown.Mail != nil || shown.Sessions != nil || shown.Missing != nil {
		t.Errorf("%v, %d attempts, %d messages, %d sessions", err, len(shown.Attempts), len(shown.Mail), len(shown.Sessions))
	}
	newest, err := desk.Trail.List(1, 0)
	if err != nil || len(newest) != 1 || newest[0].Action != "open-account" || newest[0].Outcome != client.AuditRefused {
		t.Errorf("the trail ends with %v, %v", newest, err)
	}
}
