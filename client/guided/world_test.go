package guided_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/guided"
	"portaldesk/client/lookup"
	"portaldesk/client/onfile"
)

var today = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// index is a plain [client.Index] in memory.
type index struct {
	mu   sync.Mutex
	rows []client.Listed
	slow time.Duration // after each Get, so that whoever reads and then writes is not alone
}

func (x *index) Find(_ context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	found := lookup.NewIndex(len(x.rows), func(i int) lookup.Entry {
		f := x.rows[i].OnFile
		entry := lookup.Entry{Name: onfile.ListedName(f), OtherNames: f.Spellings, BirthDate: f.BirthDate, MRN: f.MRN, LoginID: f.LoginID}
		for _, contact := range f.Contacts {
			if contact.Kind == client.ContactEmail {
				entry.Emails = append(entry.Emails, contact.Value)
			} else {
				entry.Phones = append(entry.Phones, contact.Value)
			}
		}
		return entry
	}).Find(query.Text, today)
	var page client.Page[client.AccountRow]
	for _, match := range found {
		page.Items = append(page.Items, onfile.Row(x.rows[match.Account].OnFile, x.rows[match.Account].Status, today))
	}
	page.Total = len(page.Items)
	return page, nil
}

func (x *index) Get(_ context.Context, id client.AccountID) (client.Listed, bool, error) {
	defer time.Sleep(x.slow)
	x.mu.Lock()
	defer x.mu.Unlock()
	if at := x.at(id); at >= 0 {
		return x.rows[at], true, nil
	}
	return client.Listed{}, false, nil
}

func (x *index) Put(_ context.Context, accounts ...client.Listed) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, account := range accounts {
		if at := x.at(account.OnFile.ID); at >= 0 {
			x.rows[at] = account
		} else {
			x.rows = append(x.rows, account)
		}
	}
	return nil
}

func (x *index) Remove(_ context.Context, ids ...client.AccountID) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.rows = slices.DeleteFunc(x.rows, func(l client.Listed) bool { return slices.Contains(ids, l.OnFile.ID) })
	return nil
}

func (x *index) at(id client.AccountID) int {
	return slices.IndexFunc(x.rows, func(l client.Listed) bool { return l.OnFile.ID == id })
}

type keeper struct {
	mu   sync.Mutex
	held client.Tokens
	err  error
}

func (k *keeper) Tokens() (client.Tokens, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.held, k.err
}

func (k *keeper) Keep(tokens client.Tokens) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held = tokens
	return k.err
}

func (k *keeper) Forget() error { return k.Keep(client.Tokens{}) }

// portal is a guided portal at which an agent is signed in, over an index that was filled from its file.
type portal struct {
	*guided.Client
	t     *testing.T
	index *index
	kept  *keeper
	now   time.Time
}

func mychart(t *testing.T) guided.Guide {
	t.Helper()
	guide, err := guided.Load("mychart")
	if err != nil {
		t.Fatal(err)
	}
	return guide
}

// file writes an export and answers its path.
func file(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.csv")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, config guided.Config) *portal {
	t.Helper()
	p := &portal{t: t, index: &index{}, kept: &keeper{}, now: today}
	config.Now = func() time.Time { return p.now }
	if config.Guide.Product == "" {
		config.Guide = mychart(t)
	}
	c, err := guided.New(config, p.kept)
	if err != nil {
		t.Fatal(err)
	}
	p.Client = c
	p.UseIndex(p.index)
	if _, err := p.SignIn(t.Context(), client.Credentials{Login: "M.Ortiz"}); err != nil {
		t.Fatal(err)
	}
	return p
}

// openFile is a portal over an export with this text, walked through.
func openFile(t *testing.T, text string) *portal {
	t.Helper()
	p := open(t, guided.Config{CSV: file(t, []byte(text))})
	p.fill()
	return p
}

func (p *portal) fill() {
	p.t.Helper()
	if _, err := p.walk(""); err != nil {
		p.t.Fatal(err)
	}
}

// walk puts every page into the index and answers the pages' sizes.
func (p *portal) walk(from string) (sizes []int, err error) {
	err = p.Walk(p.t.Context(), from, func(page []client.Listed, _ string, _ int) error {
		sizes = append(sizes, len(page))
		return p.index.Put(p.t.Context(), page...)
	})
	return sizes, err
}

// only is the one account there is.
func (p *portal) only() client.OnFile {
	p.t.Helper()
	if len(p.index.rows) != 1 {
		p.t.Fatalf("%d accounts", len(p.index.rows))
	}
	return p.index.rows[0].OnFile
}

func (p *portal) search(text string) []client.AccountRow {
	p.t.Helper()
	page, err := p.Search(p.t.Context(), client.Query{Text: text})
	if err != nil {
		p.t.Fatal(err)
	}
	return page.Items
}

func (p *portal) account(id client.AccountID) client.Account {
	p.t.Helper()
	account, err := p.Account(p.t.Context(), id)
	if err != nil {
		p.t.Fatal(err)
	}
	return account
}

// change is an operation on the account as it is now, which the agent says she did.
func (p *portal) change(id client.AccountID) client.Change {
	return client.Change{
		Account: id, Version: p.account(id).Version, Key: client.Key(uuid.NewString()), Call: client.CallID(uuid.NewString()),
		Attested: &client.Attestation{Done: true},
	}
}

// wants checks an error's kind and code; no kind wants none.
func wants(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code || kind == "" && err != nil {
		t.Errorf("got %v; want %s %s", err, kind, code)
	}
}
