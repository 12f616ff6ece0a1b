//go:build servers

package kratos_test

import (
	"context"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/lookup"
	"portaldesk/client/onfile"
)

// memory is an index that lasts as long as a test.
type memory struct {
	mu       sync.Mutex
	accounts []client.Listed
	puts     int
}

func (m *memory) Find(_ context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var rows []client.AccountRow
	index := lookup.NewIndex(len(m.accounts), func(i int) lookup.Entry { return entry(m.accounts[i].OnFile) })
	for _, match := range index.Find(query.Text, time.Now()) {
		found := m.accounts[match.Account]
		if query.Status == "" || query.Status == found.Status {
			rows = append(rows, onfile.Row(found.OnFile, found.Status, time.Now()))
		}
	}
	return pageOf(rows, query), nil
}

func pageOf(rows []client.AccountRow, query client.Query) client.Page[client.AccountRow] {
	first := min(len(query.Cursor), len(rows)) // a cursor is as many letters as rows came before it
	last := min(first+query.Limit, len(rows))
	page := client.Page[client.AccountRow]{Items: rows[first:last], Total: len(rows)}
	if last < len(rows) {
		for range last {
			page.Next += "x"
		}
	}
	return page
}

func entry(f client.OnFile) lookup.Entry {
	e := lookup.Entry{Name: onfile.ListedName(f), OtherNames: f.Spellings, BirthDate: f.BirthDate, MRN: f.MRN, LoginID: f.LoginID}
	for _, contact := range f.Contacts {
		if contact.Kind == client.ContactEmail {
			e.Emails = append(e.Emails, contact.Value)
		} else {
			e.Phones = append(e.Phones, contact.Value)
		}
	}
	return e
}

func (m *memory) Get(_ context.Context, id client.AccountID) (client.Listed, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i := m.place(id); i >= 0 {
		return m.accounts[i], true, nil
	}
	return client.Listed{}, false, nil
}

func (m *memory) Put(_ context.Context, accounts ...client.Listed) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, account := range accounts {
		m.puts++
		if i := m.place(account.OnFile.ID); i >= 0 {
			m.accounts[i] = account
			continue
		}
		m.accounts = append(m.accounts, account)
	}
	return nil
}

func (m *memory) Remove(_ context.Context, ids ...client.AccountID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range ids {
		if i := m.place(id); i >= 0 {
			m.accounts = append(m.accounts[:i], m.accounts[i+1:]...)
		}
	}
	return nil
}

func (m *memory) place(id client.AccountID) int {
	for i, account := range m.accounts {
		if account.OnFile.ID == id {
			return i
		}
	}
	return -1
}
