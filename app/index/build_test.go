package index_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/app/index"
	"portaldesk/app/store"
	"portaldesk/client"
)

func TestAWalkThatWasCutOffGoesOnWhereItWas(t *testing.T) {
	where := newPlace(t)
	p := &portal{accounts: crowd(1000), size: 100, reading: cutAt("400")}
	x := where.open(t)
	wantKind(t, x.Build(t.Context(), p, nil), client.Offline, "")
	if s := x.State(); s.Complete() || !s.Walking || s.Done != 400 || s.Total != 1000 {
		t.Errorf("cut off: %+v", s)
	}
	must(t, x.Close())

	x = where.open(t)
	p.reading, p.asked = nil, nil
	var told []int
	must(t, x.Build(t.Context(), p, func(done, total int) { told = append(told, done) }))
	if p.asked[0] != "400" || told[0] != 500 || told[len(told)-1] != 1000 {
		t.Errorf("went on at %q, told %v", p.asked[0], told)
	}
	got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100})
	slices.Sort(got)
	if len(slices.Compact(got)) != 1000 || !x.State().Complete() {
		t.Errorf("%d accounts, %+v", len(got), x.State())
	}
}

func TestWhatAWalkHasReadCanBeFoundMeanwhile(t *testing.T) {
	x, seen := newPlace(t).open(t), []int{}
	p := &portal{accounts: crowd(800), size: 100}
	p.reading = func(string) error {
		seen = append(seen, len(found(t, x, client.Query{Status: client.StatusActive, Limit: 100})))
		return nil
	}
	build(t, x, p)
	if seen[0] != 0 || seen[len(seen)-1] < 400 || !slices.IsSorted(seen) {
		t.Errorf("found page by page: %v", seen)
	}
}

func TestTheIndexBeforeServesUntilTheNextIsComplete(t *testing.T) {
	where, accounts := newPlace(t), crowd(500)
	x := where.open(t)
	build(t, x, &portal{accounts: accounts, size: 100})
	fewer := slices.Clone(accounts[:450])
	fewer[0].OnFile.LoginID = "renamed.meanwhile"
	p := &portal{accounts: fewer, size: 100, reading: cutAt("300")}
	wantKind(t, x.Build(t.Context(), p, nil), client.Offline, "")
	for range 2 { // also in the next run
		if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 500 {
			t.Errorf("%d accounts are found while the next index is made", len(got))
		}
		if got := finds(t, x, "renamed.meanwhile"); len(got) != 0 {
			t.Error("half of the next index is found")
		}
		must(t, x.Close())
		x = where.open(t)
	}
	p.reading = nil
	build(t, x, p)
	for range 2 {
		if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 450 {
			t.Errorf("%d accounts after the walk, want 450", len(got))
		}
		if got := finds(t, x, "renamed.meanwhile"); len(got) != 1 {
			t.Errorf("found %d by the new login ID", len(got))
		}
		must(t, x.Close())
		kept, err := store.Stuck(where.path)
		must(t, err)
		if n := kept["accounts-a"] + kept["accounts-b"]; n != 450 {
			t.Errorf("%d accounts are on the disk, want 450", n)
		}
		x = where.open(t)
	}
}

// What an agent changed is newer than the page that was read before and comes after, and than what was walked past before.
func TestAChangeDuringAWalkIsNotUndoneByIt(t *testing.T) {
	where, accounts := newPlace(t), crowd(400)
	x := where.open(t)
	build(t, x, &portal{accounts: accounts, size: 100})
	p := &portal{accounts: slices.Clone(accounts), size: 100}
	renamed := func(i int, login string) client.Listed {
		account := accounts[i]
		account.OnFile.LoginID = login
		return account
	}
	p.reading = func(cursor string) error {
		if cursor == "200" {
			must(t, x.Put(t.Context(), renamed(5, "walked.past"), renamed(205, "on.its.way")))
			must(t, x.Remove(t.Context(), accounts[6].OnFile.ID, accounts[206].OnFile.ID))
			return nil
		}
		return cutAt("300")(cursor)
	}
	wantKind(t, x.Build(t.Context(), p, nil), client.Offline, "")
	must(t, x.Put(t.Context(), renamed(7, "while.cut.off")))
	must(t, x.Close())
	x = where.open(t)
	must(t, x.Put(t.Context(), renamed(8, "in.the.next.run")))
	p.reading = nil
	build(t, x, p)
	for _, login := range []string{"walked.past", "on.its.way", "while.cut.off", "in.the.next.run"} {
		if got := finds(t, x, login); len(got) != 1 {
			t.Errorf("%s: found %d", login, len(got))
		}
	}
	if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 398 {
		t.Errorf("%d accounts, want 398", len(got))
	}
}

func TestAWalkWhosePlaceThePortalForgotBeginsAgain(t *testing.T) {
	x := newPlace(t).open(t)
	p := &portal{accounts: crowd(500), size: 100, reading: cutAt("400")}
	wantKind(t, x.Build(t.Context(), p, nil), client.Offline, "")
	build(t, x, &portal{accounts: crowd(300), size: 100}) // has no place 400 any more
	if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 300 {
		t.Errorf("%d accounts, want 300", len(got))
	}
}

func TestAWalkCutOffLongAgoBeginsAgain(t *testing.T) {
	where, now := newPlace(t), today
	x := where.openWith(t, index.Options{Basis: "clinic", Now: func() time.Time { return now }})
	p := &portal{accounts: crowd(300), size: 100, reading: cutAt("200")}
	wantKind(t, x.Build(t.Context(), p, nil), client.Offline, "")
	now = now.Add(48 * time.Hour)
	p.reading, p.asked = nil, nil
	build(t, x, p)
	if p.asked[0] != "" {
		t.Errorf("went on at %q after two days", p.asked[0])
	}
}

// Whom no server has is only here: nothing but the agent's own order takes them away.
func TestWhatOnlyTheAgentKnowsOutlivesEveryWalk(t *testing.T) {
	where, p := newPlace(t), &portal{accounts: crowd(200), size: 100}
	x := where.open(t)
	slip := func(id client.AccountID) client.Listed {
		return client.Listed{OnFile: client.OnFile{ID: id, FamilyName: "Zzyzx", AsSaid: true}, Status: client.StatusUnknown}
	}
	must(t, x.Put(t.Context(), slip("before the first walk")))
	for range 2 {
		build(t, x, p)
		must(t, x.Close())
		x = where.open(t)
	}
	must(t, x.Put(t.Context(), slip("since"), slip("taken back")))
	must(t, x.Remove(t.Context(), "taken back"))
	build(t, x, p)
	if got, want := finds(t, x, "zzyzx"), []client.AccountID{"before the first walk", "since"}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	if s := x.State(); s.Accounts != 202 {
		t.Errorf("%d accounts, want 202", s.Accounts)
	}
}

func TestAPortalWithoutAccountsIsComplete(t *testing.T) {
	x := newPlace(t).open(t)
	build(t, x, &portal{size: 100})
	if s := x.State(); !s.Complete() || s.Accounts != 0 {
		t.Errorf("%+v", s)
	}
}

func TestAWalkOrderedDuringAnotherCountsAsDoneWithIt(t *testing.T) {
	x, p := newPlace(t).open(t), &portal{accounts: crowd(300), size: 100}
	second, begun := make(chan error), make(chan struct{})
	p.reading = func(cursor string) error {
		if cursor == "" {
			go func() {
				close(begun)
				second <- x.Build(t.Context(), p, nil)
			}()
			<-begun
		}
		return nil
	}
	build(t, x, p)
	must(t, <-second)
	if walks := slices.DeleteFunc(p.asked, func(cursor string) bool { return cursor != "" }); len(walks) > 2 {
		t.Errorf("walked %d times", len(walks))
	}
}

func TestAHostilePortalFillsNeitherDiskNorTime(t *testing.T) {
	open := func() *index.Index {
		return newPlace(t).openWith(t, index.Options{Basis: "clinic", Now: clock, Most: 200})
	}
	t.Run("too many", func(t *testing.T) {
		x := open()
		wantError(t, x.Build(t.Context(), &portal{accounts: crowd(1000), size: 100}, nil), index.ErrTooMany)
		if s := x.State(); s.Accounts > 300 || s.Walking || s.Complete() {
			t.Errorf("left behind: %+v", s)
		}
		build(t, x, &portal{accounts: crowd(100), size: 100})
		if got := found(t, x, client.Query{Status: client.StatusActive, Limit: 100}); len(got) != 100 {
			t.Errorf("%d accounts after a walk that came to its end", len(got))
		}
	})
	t.Run("too large", func(t *testing.T) {
		x, accounts := open(), crowd(50)
		accounts[3].OnFile.FamilyName = strings.Repeat("x", 1<<20)
		accounts[4].OnFile.ID = ""
		build(t, x, &portal{accounts: accounts, size: 10})
		if s := x.State(); s.Accounts != 48 || s.LeftOut != 2 {
			t.Errorf("%+v", s)
		}
	})
	for name, next := range map[string]func(int) string{
		"the same page for ever": func(int) string { return "again" },
		"pages without an end":   func(page int) string { return strings.Repeat("x", page+1) },
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, open().Build(t.Context(), endless{next: next}, nil), index.ErrEndless)
		})
	}
}

// endless is a portal whose walk does not end by itself.
type endless struct{ next func(page int) string }

func (e endless) UseIndex(client.Index) {}

func (e endless) Walk(_ context.Context, _ string, visit func([]client.Listed, string, int) error) error {
	for page := 0; ; page++ {
		if err := visit(nil, e.next(page), -1); err != nil {
			return err
		}
	}
}
