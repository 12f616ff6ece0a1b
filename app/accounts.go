package app

import (
	"context"
	"maps"
	"sync"

	"portaldesk/app/diagnosis"
	"portaldesk/client"
)

// historyLength is how many attempts, mails, sessions and earlier calls are read with an account: what fits on the screen.
const historyLength = 20

// Search looks accounts up.
func (d *Desk) Search(ctx context.Context, q client.Query) (client.Page[client.AccountRow], error) {
	page, err := d.portal.Search(ctx, q)
	d.saw(err)
	return page, err
}

// Open reads an account with its histories, puts it into the call that is open, and writes that it was opened to the
// trail. A history that cannot be read is named in Case.Missing and keeps nothing else back.
//
// Everything is asked for side by side. The histories are thrown away where the account may not be read, or where the trail
// cannot be written: what is not written there is not shown.
func (d *Desk) Open(ctx context.Context, id client.AccountID) (diagnosis.Case, error) {
	within, stop := context.WithCancel(ctx)
	defer stop()
	past := d.histories(within, id)
	account, err := d.portal.Account(ctx, id)
	d.saw(err)
	entry := client.AuditEvent{Action: actionOpenAccount, Account: id, Call: d.currentCall(), Outcome: outcomeOf(err)}
	if written := d.write(entry); err == nil {
		err = written // of a refusal the event says that it was not written
	}
	if err != nil {
		stop()
		past()
		return diagnosis.Case{}, err
	}
	d.road.show(id)
	d.takeIntoCall(id)
	d.events.emit(AccountOpened{id})
	c := past()
	d.earlier.learn(c.Calls...)
	d.watch.saw(id, c.Calls, d.pastEntries(id))
	d.countCaller(d.callAccount())
	c.Account, c.ReadAt, c.About, c.Line = account, d.now(), d.About, d.lineOf()
	return c, ctx.Err()
}

// histories begins to read what the portal offers of an account's past, side by side. What it answers waits for all of it,
// and tells what could not be read.
func (d *Desk) histories(ctx context.Context, id client.AccountID) func() diagnosis.Case {
	var (
		c                               diagnosis.Case
		reads                           sync.WaitGroup
		attempts, mail, sessions, calls error
	)
	reads.Go(func() { c.Attempts, attempts = read(ctx, d, client.ShowsSignIns, d.portal.SignInAttempts, id) })
	reads.Go(func() { c.Mail, mail = read(ctx, d, client.ShowsMail, d.portal.Mail, id) })
	reads.Go(func() { c.Sessions, sessions = read(ctx, d, client.ShowsSessions, d.portal.Sessions, id) })
	reads.Go(func() { c.Calls, calls = d.earlierCalls(ctx, id) })
	reads.Go(func() { d.causes() }) // so that the screen does not wait for the disk
	return func() diagnosis.Case {
		reads.Wait()
		c.Missing = map[client.Ability]error{
			client.ShowsSignIns: attempts, client.ShowsMail: mail, client.ShowsSessions: sessions, client.ReadsCalls: calls,
		}
		maps.DeleteFunc(c.Missing, func(_ client.Ability, err error) bool { return err == nil })
		return c
	}
}

// read reads one history, if the portal offers it and the agent may see it.
func read[T any](ctx context.Context, d *Desk, ability client.Ability, from func(context.Context, client.AccountID, int) ([]T, error), id client.AccountID) ([]T, error) {
	if err := d.mayRead(ability); err != nil {
		return nil, err
	}
	items, err := from(ctx, id, historyLength)
	d.saw(err)
	return items, err
}

// mayRead is why a history is not asked for: *client.Error of kind NotOffered or Forbidden, nil when it may be read.
func (d *Desk) mayRead(ability client.Ability) error {
	if !d.About.Offers(ability) {
		return &client.Error{Op: string(ability), Kind: client.NotOffered}
	}
	if !d.Session.May(ability) {
		return &client.Error{Op: string(ability), Kind: client.Forbidden, Code: "role-not-allowed"}
	}
	return nil
}
