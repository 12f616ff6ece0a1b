package attemptbook_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/app/attemptbook"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/attempts"
)

const account client.AccountID = "account-of-nobody-0123456789"

var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// shelf is a real file, opened again and again.
type shelf struct {
	t     *testing.T
	path  string
	ring  secret.Ring
	now   time.Time
	store *store.Store
}

func newShelf(t *testing.T) *shelf {
	dir := t.TempDir()
	return &shelf{t: t, path: filepath.Join(dir, "desk.db"), ring: secrettest.File(filepath.Join(dir, "ring.json")), now: morning}
}

func (s *shelf) open() *attemptbook.Book {
	s.t.Helper()
	var err error
	if s.store, err = store.Open(s.path, s.ring); err != nil {
		s.t.Fatal(err)
	}
	book, err := attemptbook.Open(s.store, func() time.Time { return s.now })
	if err != nil {
		s.t.Fatal(err)
	}
	return book
}

func (s *shelf) close() {
	s.t.Helper()
	if err := s.store.Close(); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shelf) pages() int {
	count := 0
	if err := s.store.View(func(tx *store.Tx) error {
		return tx.Each("attempts", func(string, func(any) error) error { count++; return nil })
	}); err != nil {
		s.t.Error(err)
	}
	return count
}

func wrong(r *attempts.Record) {
	r.AnsweredWrong(morning)
	r.Went(attempts.Trial{ID: "v", Over: true, FailedProof: client.FailedProof{At: morning, AgentID: "ortiz", Relation: client.RelationPatient}})
}

func TestWhatWasTriedOutlivesTheProgram(t *testing.T) {
	s := newShelf(t)
	if err := s.open().Change(account, wrong); err != nil {
		t.Fatal(err)
	}
	s.close()
	content, err := os.ReadFile(s.path)
	if err != nil || bytes.Contains(content, []byte(account)) || bytes.Contains(content, []byte("ortiz")) {
		t.Errorf("the file tells whose it is: %v", err)
	}
	book := s.open()
	defer s.close()
	record, err := book.Read(account)
	if err != nil || len(record.Wrong) != 1 || len(record.Trials) != 1 || record.Trials[0].AgentID != "ortiz" {
		t.Errorf("%+v, %v", record, err)
	}
}

func TestOnePageAnAccountAndNoneForever(t *testing.T) {
	s := newShelf(t)
	book := s.open()
	for range 3 {
		if err := book.Change(account, wrong); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.pages(); got != 1 {
		t.Errorf("%d pages", got)
	}
	s.close()
	s.now = morning.Add(attempts.MaxFailureHours * time.Hour)
	s.open()
	if got := s.pages(); got != 0 {
		t.Errorf("%d pages when nothing counts any more", got)
	}
	s.close()
}

func TestWhatIsForgivenLeavesNoPage(t *testing.T) {
	s := newShelf(t)
	book := s.open()
	defer s.close()
	trial := attempts.Trial{ID: "v", FailedProof: client.FailedProof{At: morning}}
	for _, edit := range []func(*attempts.Record){func(r *attempts.Record) { r.Went(trial) }, func(r *attempts.Record) { r.Proved("v") }} {
		if err := book.Change(account, edit); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.pages(); got != 0 {
		t.Errorf("%d pages", got)
	}
}

func TestWhatCannotBeKeptIsNotThere(t *testing.T) {
	s := newShelf(t)
	book := s.open()
	s.close()
	if err := book.Change(account, wrong); !errors.Is(err, store.ErrClosed) {
		t.Errorf("kept in a store that is closed: %v", err)
	}
	if record, _ := book.Read(account); !record.Empty() {
		t.Errorf("%+v", record)
	}
}
