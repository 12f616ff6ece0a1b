package index_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"portaldesk/app/index"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal/people"
)

var today = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func clock() time.Time { return today }

// crowd are synthetic patients as an identity server lists them.
func crowd(n int) []client.Listed {
	listed := make([]client.Listed, n)
	for i, p := range people.Generate(7, n, today) {
		f := client.OnFile{
			ID: client.AccountID(p.ID), LoginID: p.LoginID, GivenName: p.Identity.Given, FamilyName: p.Identity.Family,
			Spellings: p.Identity.Spellings, BirthDate: p.Identity.BirthDate, MRN: p.Identity.MRN, Postcode: p.Identity.Postcode,
		}
		for _, kind := range []client.ContactKind{client.ContactEmail, client.ContactPhone} {
			for _, value := range p.Values(kind) {
				f.Contacts = append(f.Contacts, client.ContactOnFile{ID: client.ContactID(kind), Kind: kind, Value: value})
			}
		}
		listed[i] = client.Listed{OnFile: f, Status: client.StatusActive}
	}
	return listed
}

// portal is one that can only be read from end to end, in pages.
type portal struct {
	accounts []client.Listed
	size     int
	// reading is called before a page is answered, with its cursor; its error ends the walk.
	reading func(cursor string) error
	// asked are the cursors asked for.
	asked []string
}

func (p *portal) UseIndex(client.Index) {}

func (p *portal) Walk(ctx context.Context, from string, visit func([]client.Listed, string, int) error) error {
	for {
		p.asked = append(p.asked, from)
		first, err := strconv.Atoi("0" + from)
		if err != nil || first > len(p.accounts) {
			return &client.Error{Op: "walk", Kind: client.Invalid, Code: "cursor-unknown"}
		}
		last, next := min(first+p.size, len(p.accounts)), ""
		if last < len(p.accounts) {
			next = strconv.Itoa(last)
		}
		page := append([]client.Listed(nil), p.accounts[first:last]...) // read before what happens meanwhile
		if p.reading != nil {
			if err := p.reading(from); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return &client.Error{Op: "walk", Kind: client.Canceled, Err: err}
		}
		if err := visit(page, next, len(p.accounts)); err != nil || next == "" {
			return err
		}
		from = next
	}
}

var errGone = &client.Error{Op: "walk", Kind: client.Offline}

// cutAt makes the portal go away when the page at the cursor is asked for.
func cutAt(cursor string) func(string) error {
	return func(asked string) error {
		if asked == cursor {
			return errGone
		}
		return nil
	}
}

// place is where an index is kept from one run to the next.
type place struct {
	path string
	ring secret.Ring
}

func newPlace(t testing.TB) place {
	t.Helper()
	return place{filepath.Join(t.TempDir(), "desk", "clinic.index.db"), secrettest.Ring(t)}
}

func (p place) open(t testing.TB) *index.Index {
	t.Helper()
	return p.openWith(t, index.Options{Basis: "clinic", Now: clock})
}

func (p place) openWith(t testing.TB, o index.Options) *index.Index {
	t.Helper()
	x, err := index.Open(p.path, p.ring, o)
	must(t, err)
	t.Cleanup(func() { _ = x.Close() })
	return x
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func build(t testing.TB, x *index.Index, p *portal) {
	t.Helper()
	must(t, x.Build(t.Context(), p, nil))
}

// found are the ids that a text finds, all pages of it.
func found(t testing.TB, x *index.Index, query client.Query) []client.AccountID {
	t.Helper()
	var ids []client.AccountID
	for {
		page, err := x.Find(t.Context(), query)
		must(t, err)
		for _, row := range page.Items {
			ids = append(ids, row.ID)
		}
		if page.Next == "" {
			if len(ids) != page.Total {
				t.Errorf("%d rows in all pages, total %d", len(ids), page.Total)
			}
			return ids
		}
		query.Cursor = page.Next
	}
}

func finds(t testing.TB, x *index.Index, text string) []client.AccountID {
	t.Helper()
	return found(t, x, client.Query{Text: text, Limit: 100})
}

func wantKind(t testing.TB, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		t.Errorf("%v, want %s (%s)", err, kind, code)
	}
}

func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%v, want %v", err, want)
	}
}

func TestMain(m *testing.M) {
	if path := os.Getenv(builderPath); path != "" {
		os.Exit(buildUntilKilled(path))
	}
	secrettest.Main(m)
}
