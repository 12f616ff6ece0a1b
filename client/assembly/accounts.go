package assembly

import (
	"context"
	"slices"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// Search implements [client.Accounts].
func (p *portal) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := p.directory.Search(ctx, query)
	return page, p.saw(err)
}

// Account implements [client.Accounts].
func (p *portal) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	account, err := p.directory.Account(ctx, id)
	if err != nil {
		return client.Account{}, p.saw(err)
	}
	if account.FailedProofs, err = p.prover.Failed(ctx, id); err != nil {
		return client.Account{}, err
	}
	return p.shown(account), nil
}

// SignInAttempts implements [client.Accounts].
func (p *portal) SignInAttempts(ctx context.Context, id client.AccountID, limit int) ([]client.SignInAttempt, error) {
	attempts, err := p.directory.SignInAttempts(ctx, id, limit)
	return attempts, p.saw(err)
}

// Mail implements [client.Accounts].
func (p *portal) Mail(ctx context.Context, id client.AccountID, limit int) ([]client.Mail, error) {
	mail, err := p.directory.Mail(ctx, id, limit)
	return mail, p.saw(err)
}

// Sessions implements [client.Accounts].
func (p *portal) Sessions(ctx context.Context, id client.AccountID, limit int) ([]client.PatientSession, error) {
	sessions, err := p.directory.Sessions(ctx, id, limit)
	return sessions, p.saw(err)
}

// chart is the number in the patient's chart, in the words of the desk.
var chart = client.Contact{ID: client.ChartContact, Kind: client.ContactPhone, Masked: "number in the chart", Consented: true}

// shown is an account with its contacts as they prove callers by this portal's rules.
func (p *portal) shown(account client.Account) client.Account {
	account.Contacts = slices.Clone(account.Contacts)
	phone := false
	for i, contact := range account.Contacts {
		account.Contacts[i].ProvesFrom = onfile.ProvesFrom(contact.ChangedAt, p.quietDays())
		phone = phone || contact.Kind == client.ContactPhone
	}
	if !phone {
		account.Contacts = append(account.Contacts, chart)
	}
	return account
}
