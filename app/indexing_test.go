package app_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// walked is the demo portal as one that can only be read from end to end: it finds nobody by itself.
type walked struct {
	client.Portal
	clinic clinic
	index  client.Index
}

// walked has the workplace reach the portal so.
func (c clinic) walked() clinic {
	c.makeOdd(func(p client.Portal) client.Portal { return &walked{Portal: p, clinic: c} })
	return c
}

func (w *walked) UseIndex(index client.Index) { w.index = index }

func (w *walked) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	return w.index.Find(ctx, query)
}

// Walk reads the active accounts over the real line, page by page.
func (w *walked) Walk(ctx context.Context, from string, visit func([]client.Listed, string, int) error) error {
	for {
		page, err := w.Portal.Search(ctx, client.Query{Status: client.StatusActive, Limit: 20, Cursor: from})
		if err != nil {
			return err
		}
		listed := make([]client.Listed, len(page.Items))
		for i, row := range page.Items {
			truth := w.clinic.Portal.Truth(row.ID)
			listed[i] = client.Listed{Status: row.Status, OnFile: client.OnFile{
				ID: row.ID, Spellings: []string{truth[client.IdentifierName]}, BirthDate: truth[client.IdentifierBirthDate], MRN: truth[client.IdentifierMRN],
			}}
		}
		if err := visit(listed, page.Next, page.Total); err != nil || page.Next == "" {
			return err
		}
		from = page.Next
	}
}

// somebody is an active account, and her record number.
func (c clinic) somebody() (client.AccountID, string) {
	id := c.Portal.Sample("active", 1)[0]
	return id, c.Portal.Truth(id)[client.IdentifierMRN]
}

func finds(t *testing.T, desk *app.Desk, text string, id client.AccountID) bool {
	t.Helper()
	page, err := desk.Search(t.Context(), client.Query{Text: text, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(page.Items, func(row client.AccountRow) bool { return row.ID == id })
}

// changes are what happens to the index, until stop.
func changes(desk *app.Desk) (seen <-chan app.IndexChanged, stop func()) {
	told := make(chan app.IndexChanged, 1000)
	return told, desk.Subscribe(func(e app.Event) {
		if changed, ok := e.(app.IndexChanged); ok {
			told <- changed
		}
	})
}

// until waits for a change of the index that is wanted.
func until(t *testing.T, seen <-chan app.IndexChanged, wanted func(app.IndexChanged) bool) {
	t.Helper()
	deadline := time.After(time.Minute)
	for {
		select {
		case changed := <-seen:
			if wanted(changed) {
				return
			}
		case <-deadline:
			t.Fatal("it did not come to that")
		}
	}
}

func complete(changed app.IndexChanged) bool { return changed.Complete }
func failed(changed app.IndexChanged) bool   { return changed.Err != nil }

func TestAPortalThatCannotBeSearchedIsReadOnceAndFoundInWithoutIt(t *testing.T) {
	c := newClinic(t).walked()
	desk := c.SignIn(t, client.RoleSenior)
	id, mrn := c.somebody()
	seen, cancel := changes(desk)
	defer cancel()
	var done []int
	if err := desk.BuildIndex(t.Context(), func(read, total int) { done = append(done, read) }); err != nil {
		t.Fatal(err)
	}
	until(t, seen, func(first app.IndexChanged) bool { return first.Done == done[0] && first.Total > first.Done })
	until(t, seen, complete)
	if !finds(t, desk, mrn, id) || !slices.IsSorted(done) || len(done) < 3 {
		t.Errorf("not found by the record number, or progress %v", done)
	}
	if trail := actions(t, desk); !slices.Contains(trail, "read-all-accounts intent ") || !slices.Contains(trail, "read-all-accounts done ") {
		t.Errorf("the trail does not say that all accounts were read: %q", trail)
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if desk = c.reopen(t, desk); !finds(t, desk, mrn, id) {
		t.Error("not found in the next run")
	}
}

func TestSignOutWipesWhatWasReadOfThePatients(t *testing.T) {
	c := newClinic(t).walked()
	desk := c.SignIn(t, client.RoleSenior)
	if err := desk.BuildIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	path := c.Workplace.Profiles.IndexPath(c.Profile.ID)
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	_ = desk.SignOut(t.Context()) // the portal could not be told
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the index is still there: %v", err)
	}
}

// slowOut is a portal that is told of a sign-out.
type slowOut struct {
	walked
	told func()
}

func (s *slowOut) SignOut(ctx context.Context) error {
	s.told()
	return s.walked.SignOut(ctx)
}

func TestWhatWasReadIsGoneBeforeThePortalIsToldOfTheSignOut(t *testing.T) {
	c := newClinic(t)
	path, told := c.Workplace.Profiles.IndexPath(c.Profile.ID), false
	c.makeOdd(func(p client.Portal) client.Portal {
		return &slowOut{walked{Portal: p, clinic: c}, func() {
			told = true
			if _, err := os.Stat(path); !os.IsNotExist(err) {
				t.Errorf("the index is still there: %v", err)
			}
		}}
	})
	desk := c.SignIn(t, client.RoleSenior)
	if err := desk.BuildIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := desk.SignOut(t.Context()); err != nil || !told {
		t.Errorf("%v, told %v", err, told)
	}
}

func TestWhatAnotherAgentReadIsNotFound(t *testing.T) {
	c := newClinic(t).walked()
	desk := c.SignIn(t, client.RoleSenior)
	if err := desk.BuildIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	id, mrn := c.somebody()
	desk = c.SignIn(t, client.RoleAgent)
	if finds(t, desk, mrn, id) {
		t.Error("found in what somebody else was permitted to read")
	}
}

func TestTheIndexBuildsItselfAndGoesOnWhenThePortalIsBack(t *testing.T) {
	c := newClinic(t).walked()
	desk := c.SignIn(t, client.RoleSenior)
	seen, cancel := changes(desk)
	defer cancel()
	c.Portal.Faults().Slow(50 * time.Millisecond)
	stop := run(t, desk)
	defer stop()
	until(t, seen, func(first app.IndexChanged) bool { return first.Done > 0 })
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	c.Portal.Faults().Clear()
	until(t, seen, failed)
	before := desk.Index.State().Done
	if err := c.Portal.Restart(); err != nil {
		t.Fatal(err)
	}
	until(t, seen, func(next app.IndexChanged) bool {
		if next.Done > 0 && next.Done <= before && next.Err == nil {
			t.Errorf("it began again: %d accounts after %d", next.Done, before)
		}
		return next.Complete
	})
}

func TestWithoutAKeyringTheIndexLastsForThisRun(t *testing.T) {
	c := newClinic(t).walked()
	c.Workplace.Ring = secret.InMemory()
	desk := c.SignIn(t, client.RoleSenior)
	if err := desk.BuildIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if id, mrn := c.somebody(); !finds(t, desk, mrn, id) {
		t.Error("not found")
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(c.Dir, "*.db")); len(left) != 0 {
		t.Errorf("left behind: %d files", len(left))
	}
}

func TestAPortalThatFindsByItselfHasNoIndex(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	if desk.Index != nil {
		t.Error("it has one")
	}
	if err := desk.BuildIndex(t.Context(), nil); client.KindOf(err) != client.NotOffered {
		t.Errorf("%v", err)
	}
}

func TestTheReadingIsStoppedByTheAgentAndGoesOnWhereItWas(t *testing.T) {
	c := newClinic(t).walked()
	desk := c.SignIn(t, client.RoleSenior)
	seen, cancel := changes(desk)
	defer cancel()
	var read []int
	err := desk.BuildIndex(t.Context(), func(done, _ int) {
		read = append(read, done)
		desk.HoldIndex(true)
	})
	if client.KindOf(err) != client.Canceled || len(read) != 1 || desk.Index.State().Complete() {
		t.Fatalf("stopped after the first page it answered %v, having read %v", err, read)
	}
	until(t, seen, failed)
	if err := desk.BuildIndex(t.Context(), nil); client.KindOf(err) != client.Canceled {
		t.Errorf("while it is held it answered %v", err)
	}
	until(t, seen, failed)

	ctx, stop := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() { desk.Run(ctx); close(over) }()
	defer func() { stop(); <-over }()
	desk.HoldIndex(false)
	until(t, seen, func(e app.IndexChanged) bool { return e.Done > read[0] }) // not from the beginning
	until(t, seen, complete)
}
