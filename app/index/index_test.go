package index_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/app/index"
	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
)

func TestFoundByAllThatACallerMaySay(t *testing.T) {
	x, accounts := newPlace(t).open(t), crowd(500)
	build(t, x, &portal{accounts: accounts, size: 100})
	for _, account := range accounts[:60] {
		f := account.OnFile
		said := []string{f.GivenName + " " + f.FamilyName, f.BirthDate, f.MRN, strings.ToUpper(f.LoginID)}
		for _, contact := range f.Contacts {
			said = append(said, contact.Value)
		}
		for _, text := range append(said, f.Spellings...) {
			if len(text) > 1 && !slices.Contains(finds(t, x, text), f.ID) {
				t.Errorf("not found by %q", text)
			}
		}
	}
}

func TestFoundByARecordNumberWithLetters(t *testing.T) {
	x := newPlace(t).open(t)
	must(t, x.Put(t.Context(), client.Listed{OnFile: client.OnFile{ID: "a", FamilyName: "Reed", MRN: "MRN-0042"}}))
	for _, text := range []string{"MRN-0042", "mrn 0042", "0042"} {
		if got := finds(t, x, text); !slices.Equal(got, []client.AccountID{"a"}) {
			t.Errorf("%q finds %v", text, got)
		}
	}
}

func TestRowsAreMasked(t *testing.T) {
	x, accounts := newPlace(t).open(t), crowd(100)
	build(t, x, &portal{accounts: accounts, size: 100})
	for _, account := range accounts {
		f := account.OnFile
		page, err := x.Find(t.Context(), client.Query{Text: f.MRN})
		must(t, err)
		text, err := json.Marshal(page)
		must(t, err)
		for _, secret := range []string{f.MRN, f.BirthDate, f.LoginID} {
			if secret != "" && strings.Contains(string(text), `"`+secret) {
				t.Errorf("a row shows %q", secret)
			}
		}
	}
}

func TestPagesAreCompleteWithoutDoublesAndInOrder(t *testing.T) {
	x, accounts := newPlace(t).open(t), crowd(1000)
	for i := range accounts {
		if i%3 == 0 {
			accounts[i].Status = client.StatusLocked
		}
	}
	build(t, x, &portal{accounts: accounts, size: 100})
	for _, sort := range []client.Sort{client.SortRelevance, client.SortName, client.SortBirthDate, client.SortLastSignIn} {
		got := found(t, x, client.Query{Status: client.StatusLocked, Sort: sort, Limit: 7})
		slices.Sort(got)
		if len(slices.Compact(got)) != 334 {
			t.Errorf("by %q: %d locked accounts, want 334", sort, len(got))
		}
	}
	page, err := x.Find(t.Context(), client.Query{Status: client.StatusLocked, Sort: client.SortBirthDate, Limit: 100})
	must(t, err)
	if !slices.IsSortedFunc(page.Items, func(a, b client.AccountRow) int { return strings.Compare(a.BirthDate, b.BirthDate) }) {
		t.Error("not in the order of birth dates")
	}
	page, err = x.Find(t.Context(), client.Query{Status: client.StatusLocked, Minors: true, Limit: 100})
	must(t, err)
	if len(page.Items) == 0 || slices.ContainsFunc(page.Items, func(r client.AccountRow) bool { return !r.Minor }) {
		t.Errorf("%d minors, or an adult among them", len(page.Items))
	}
}

func TestAWholeNameComesBeforeTheBeginningOfOne(t *testing.T) {
	x := newPlace(t).open(t)
	put := func(id client.AccountID, family string) client.Listed {
		return client.Listed{OnFile: client.OnFile{ID: id, FamilyName: family, GivenName: "Ana"}}
	}
	must(t, x.Put(t.Context(), put("long", "Leeson"), put("whole", "Lee"), put("longer", "Leeb")))
	if got, want := finds(t, x, "lee"), []client.AccountID{"whole", "longer", "long"}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	if got, want := found(t, x, client.Query{Text: "lee", Sort: client.SortName}), []client.AccountID{"whole", "longer", "long"}; !slices.Equal(got, want) {
		t.Errorf("by name %v, want %v", got, want)
	}
}

func TestWhatIsNoQuestionIsRefused(t *testing.T) {
	x := newPlace(t).open(t)
	build(t, x, &portal{accounts: crowd(100), size: 100})
	for _, text := range []string{"", "a", " a "} {
		_, err := x.Find(t.Context(), client.Query{Text: text})
		wantKind(t, err, client.Invalid, "query-too-short")
	}
	page, err := x.Find(t.Context(), client.Query{Status: client.StatusActive, Limit: 1})
	must(t, err)
	for _, cursor := range []string{"nonsense", "-1.x", page.Next + "x", "9" + page.Next} {
		_, err := x.Find(t.Context(), client.Query{Status: client.StatusActive, Cursor: cursor})
		wantKind(t, err, client.Invalid, "cursor-unknown")
	}
	_, err = x.Find(t.Context(), client.Query{Status: client.StatusLocked, Cursor: page.Next})
	wantKind(t, err, client.Invalid, "cursor-unknown")
}

func TestServesTheNextRunWithoutWalking(t *testing.T) {
	where, accounts := newPlace(t), crowd(300)
	x := where.open(t)
	build(t, x, &portal{accounts: accounts, size: 100})
	must(t, x.Close())
	x = where.open(t)
	if got := finds(t, x, accounts[7].OnFile.MRN); !slices.Contains(got, accounts[7].OnFile.ID) {
		t.Error("the next run finds nobody")
	}
	if s := x.State(); !s.Complete() || s.Accounts != 300 || s.Walking {
		t.Errorf("%+v", s)
	}
}

func TestAnotherAgentsIndexIsForgotten(t *testing.T) {
	where := newPlace(t)
	x := where.open(t)
	build(t, x, &portal{accounts: crowd(100), size: 100})
	must(t, x.Close())
	copied, err := os.ReadFile(where.path)
	must(t, err)
	x = where.openWith(t, index.Options{Basis: "another agent", Now: clock})
	if got := found(t, x, client.Query{Status: client.StatusActive}); len(got) != 0 || x.State().Complete() {
		t.Errorf("%d accounts of another basis are found", len(got))
	}
	must(t, x.Close())
	must(t, os.WriteFile(where.path, copied, 0o600))
	if x = where.open(t); x.State().Complete() {
		t.Error("a copy of the file can still be opened")
	}
}

func TestChangesAreFoundAtOnceAndInTheNextRun(t *testing.T) {
	where, accounts := newPlace(t), crowd(100)
	x := where.open(t)
	build(t, x, &portal{accounts: accounts, size: 100})
	changed, removed := accounts[3], accounts[4].OnFile
	before := changed.OnFile.LoginID
	changed.OnFile.LoginID, changed.Status = "quite.new", client.StatusLocked
	must(t, x.Put(t.Context(), changed, client.Listed{OnFile: client.OnFile{ID: "added", FamilyName: "Zzyzx"}}))
	must(t, x.Remove(t.Context(), removed.ID, "never there"))
	for range 2 {
		if got := finds(t, x, "quite.new"); !slices.Equal(got, []client.AccountID{changed.OnFile.ID}) {
			t.Errorf("by the new login ID: %v", got)
		}
		if got := finds(t, x, before); before != "" && slices.Contains(got, changed.OnFile.ID) {
			t.Error("still found by the old login ID")
		}
		if got := finds(t, x, "zzyzx"); !slices.Equal(got, []client.AccountID{"added"}) {
			t.Errorf("added: %v", got)
		}
		if slices.Contains(finds(t, x, removed.MRN), removed.ID) {
			t.Error("the removed account is found")
		}
		if got := found(t, x, client.Query{Status: client.StatusLocked}); !slices.Equal(got, []client.AccountID{changed.OnFile.ID}) {
			t.Errorf("locked: %v", got)
		}
		account, known, err := x.Get(t.Context(), changed.OnFile.ID)
		if err != nil || !known || account.OnFile.LoginID != "quite.new" {
			t.Errorf("Get: %t, %v", known, err)
		}
		if s := x.State(); s.Accounts != 100 {
			t.Errorf("%d accounts, want 100", s.Accounts)
		}
		must(t, x.Close())
		x = where.open(t)
	}
}

func TestManyChangesAreFoundToo(t *testing.T) {
	x, accounts := newPlace(t).open(t), crowd(3000)
	build(t, x, &portal{accounts: accounts, size: 1000})
	for i := range accounts {
		accounts[i].OnFile.Postcode, accounts[i].OnFile.LoginID = "new", "n"+accounts[i].OnFile.MRN
	}
	for chunk := range slices.Chunk(accounts, 500) {
		must(t, x.Put(t.Context(), chunk...))
	}
	for _, account := range accounts[:50] {
		if got := finds(t, x, account.OnFile.LoginID); !slices.Equal(got, []client.AccountID{account.OnFile.ID}) {
			t.Errorf("found %v", got)
		}
	}
	if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 3000 {
		t.Errorf("%d accounts", len(got))
	}
}

func TestWipedNothingCanBeReadAnyMore(t *testing.T) {
	where := newPlace(t)
	x := where.open(t)
	build(t, x, &portal{accounts: crowd(100), size: 100})
	must(t, x.Close())
	copied := filepath.Join(t.TempDir(), "copy.db")
	content, err := os.ReadFile(where.path)
	must(t, err)
	must(t, os.WriteFile(copied, content, 0o600))
	x = where.open(t)
	must(t, x.Wipe())
	if _, err := os.Stat(where.path); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
	_, err = store.Open(copied, where.ring)
	wantError(t, err, store.ErrKeyMissing)
	if _, err := x.Find(t.Context(), client.Query{Status: client.StatusActive}); err == nil {
		t.Error("a wiped index answers")
	}
	must(t, index.Wipe(where.path, where.ring)) // again is no error
	if got := found(t, where.open(t), client.Query{Status: client.StatusActive}); len(got) != 0 {
		t.Errorf("%d accounts after wiping", len(got))
	}
}

func TestFileHoldsNoPlainText(t *testing.T) {
	where, accounts := newPlace(t), crowd(200)
	x := where.open(t)
	build(t, x, &portal{accounts: accounts, size: 100})
	must(t, x.Close())
	content, err := os.ReadFile(where.path)
	must(t, err)
	for _, account := range accounts {
		f := account.OnFile
		for _, text := range []string{string(f.ID), f.FamilyName, f.MRN, f.BirthDate, f.LoginID} {
			if len(text) > 4 && strings.Contains(string(content), text) {
				t.Fatalf("%q stands in the file", text)
			}
		}
	}
}

func TestWhatCannotBeReadIsWalkedThroughAgain(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, p *place){
		"damaged": func(t *testing.T, p *place) {
			content, err := os.ReadFile(p.path)
			must(t, err)
			for i := len(content) / 2; i < len(content); i++ {
				content[i] ^= 0x55
			}
			must(t, os.WriteFile(p.path, content, 0o600))
		},
		"cut short":   func(t *testing.T, p *place) { must(t, os.Truncate(p.path, 4096)) },
		"key is gone": func(_ *testing.T, p *place) { p.ring = newPlace(t).ring },
	} {
		t.Run(name, func(t *testing.T) {
			where := newPlace(t)
			x := where.open(t)
			build(t, x, &portal{accounts: crowd(300), size: 100})
			must(t, x.Close())
			spoil(t, &where)
			x = where.open(t)
			build(t, x, &portal{accounts: crowd(300), size: 100})
			if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 300 {
				t.Errorf("%d accounts", len(got))
			}
		})
	}
}

func TestWithoutAKeyringItLastsForThisRun(t *testing.T) {
	where := newPlace(t)
	where.ring = secret.InMemory()
	x := where.open(t)
	build(t, x, &portal{accounts: crowd(100), size: 50})
	if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 100 {
		t.Errorf("%d accounts", len(got))
	}
	must(t, x.Wipe())
	if left, _ := os.ReadDir(filepath.Dir(where.path)); len(left) != 0 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestFindingEndsWithItsContext(t *testing.T) {
	x := newPlace(t).open(t)
	build(t, x, &portal{accounts: crowd(100), size: 50})
	ctx, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	_, err := x.Find(ctx, client.Query{Status: client.StatusActive})
	if client.KindOf(err) != client.Canceled {
		t.Errorf("%v", err)
	}
}
