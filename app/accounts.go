package app

import (
	"context"
	"maps"
	"sync"

	"portaldesk/app/diagnosis"
	"portaldesk/client"
)

// historyLength is how many attempts, mails and sessions are read with an account: what fits on the screen.
const historyLength = 20

// Search looks accounts up.
func (d *Desk) Search(ctx context.Context, q client.Query) (client.Page[client.AccountRow], error) {
	page, err := d.portal.Search(ctx, q)
	d.saw(err)
	return page, err
}

// Open reads an account with its histories, puts it into the call that is open, and writes that it was opened to the
// trail. A history that cannot be read is named in Case.Missing and keeps nothing else back.
func (d *Desk) Open(ctx context.Context, id client.AccountID) (diagnosis.Case, error) {
	account, err := d.portal.Account(ctx, id)
	d.saw(err)
	entry := client.AuditEvent{Action: actionOpenAccount, Account: id, Call: d.currentCall(), Outcome: outcomeOf(err)}
	if err != nil {
		_ = d.write(entry) // said by the event
		return diagnosis.Case{}, err
	}
	if err := d.write(entry); err != nil {
		return diagnosis.Case{}, err // what is not written to the trail is not shown
	}
	d.road.show(id)
	d.takeIntoCall(id)
	d.events.emit(AccountOpened{id})
	c := diagnosis.Case{Account: account, ReadAt: d.now()}
	c.Missing = d.histories(ctx, &c)
	return c, ctx.Err()
}

// histories reads what the portal offers of an account's past, side by side, and answers what could not be read.
func (d *Desk) histories(ctx context.Context, c *diagnosis.Case) map[client.Ability]error {
	var (
		reads                    sync.WaitGroup
		attempts, mail, sessions error
	)
	id := c.Account.ID
	reads.Go(func() { c.Attempts, attempts = read(ctx, d, client.ShowsSignIns, d.portal.SignInAttempts, id) })
	reads.Go(func() { c.Mail, mail = read(ctx, d, client.ShowsMail, d.portal.Mail, id) })
	reads.Go(func() { c.Sessions, sessions = read(ctx, d, client.ShowsSessions, d.portal.Sessions, id) })
	reads.Wait()
	missing := map[client.Ability]error{
		client.ShowsSignIns: attempts, client.ShowsMail: mail, client.ShowsSessions: sessions,
	}
	maps.DeleteFunc(missing, func(_ client.Ability, err error) bool { return err == nil })
	return missing
}

// read reads one history, if the portal offers it and the agent may see it.
func read[T any](ctx context.Context, d *Desk, ability client.Ability, from func(context.Context, client.AccountID, int) ([]T, error), id client.AccountID) ([]T, error) {
	if !d.About.Offers(ability) {
		return nil, &client.Error{Op: string(ability), Kind: client.NotOffered}
	}
	if !d.Session.May(ability) {
		return nil, &client.Error{Op: string(ability), Kind: client.Forbidden, Code: "role-not-allowed"}
	}
	items, err := from(ctx, id, historyLength)
	d.saw(err)
	return items, err
}
