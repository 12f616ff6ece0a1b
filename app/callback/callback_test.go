package callback_test

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"portaldesk/app/callback"
	"portaldesk/app/hours"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client"
)

// morning is a Monday, 09:00 in New York.
var morning = time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)

// clock is a wall clock that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

func openStore(dir string) (*store.Store, error) {
	return store.Open(filepath.Join(dir, "desk.db"), secrettest.File(filepath.Join(dir, "ring.json")))
}

func newStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := openStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func mustOpen(t *testing.T, s *store.Store, o callback.Options) *callback.Callbacks {
	t.Helper()
	o.AgentID = "agent-1"
	c, err := callback.Open(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at is a desk over an own store whose clock shows the morning.
func at(t *testing.T) (*callback.Callbacks, *clock, *store.Store) {
	t.Helper()
	s, now := newStore(t), &clock{at: morning}
	return mustOpen(t, s, callback.Options{Now: now.now}), now, s
}

func promise(due time.Time) callback.Promise {
	return callback.Promise{Call: client.CallID(uuid.NewString()), Account: "account-1",
		Relation: client.RelationPatient, Contact: "phone-1", Due: due}
}

func mustPromise(t *testing.T, c *callback.Callbacks, due time.Time) callback.Callback {
	t.Helper()
	made, err := c.Promise(promise(due))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func ids(list []callback.Callback) (ids []string) {
	for _, callback := range list {
		ids = append(ids, callback.ID)
	}
	return ids
}

func TestAPromiseIsKeptAcrossARestart(t *testing.T) {
	c, now, s := at(t)
	made := mustPromise(t, c, morning.Add(time.Hour))
	if err := c.Try(made.ID, callback.NoAnswer); err != nil {
		t.Fatal(err)
	}
	again := mustOpen(t, s, callback.Options{Now: now.now})
	made.Attempts = []callback.Attempt{{At: morning, By: "agent-1", Result: callback.NoAnswer}}
	made.Revision++
	if diff := cmp.Diff([]callback.Callback{made}, again.Promised()); diff != "" {
		t.Error(diff)
	}
}

func TestBadPromisesAreRefused(t *testing.T) {
	newYork, err := hours.New(client.About{TimeZone: "America/New_York", DeskHours: []client.DeskHours{
		{Weekday: time.Monday, Opens: "08:00", Closes: "17:00"}, {Weekday: time.Thursday, Opens: "08:00", Closes: "17:00"},
		{Weekday: time.Friday, Opens: "08:00", Closes: "17:00"},
	}}, hours.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	s, now := newStore(t), &clock{at: morning}
	c := mustOpen(t, s, callback.Options{Now: now.now, Hours: func() callback.Hours { return newYork }})
	friday := time.Date(2026, 11, 27, 13, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		spoil func(*callback.Promise)
		want  error
	}{
		"no call":      {func(p *callback.Promise) { p.Call = "" }, &callback.InvalidError{Field: "callId", Why: "missing"}},
		"no uuid":      {func(p *callback.Promise) { p.Call = "7" }, &callback.InvalidError{Field: "callId", Why: "malformed"}},
		"nobody":       {func(p *callback.Promise) { p.Relation = "" }, &callback.InvalidError{Field: "relation", Why: "unknown"}},
		"a number":     {func(p *callback.Promise) { p.Contact = "+1 (555) 010-0199" }, &callback.InvalidError{Field: "contactId", Why: "malformed"}},
		"a mail":       {func(p *callback.Promise) { p.Contact = "m@example.com" }, &callback.InvalidError{Field: "contactId", Why: "malformed"}},
		"now":          {func(p *callback.Promise) { p.Due = morning }, callback.ErrPast},
		"at closing":   {func(p *callback.Promise) { p.Due = morning.Add(8 * time.Hour) }, &callback.ClosedError{Next: friday}},
		"Thanksgiving": {func(p *callback.Promise) { p.Due = morning.AddDate(0, 0, 3) }, &callback.ClosedError{Next: friday}},
	} {
		t.Run(name, func(t *testing.T) {
			p := promise(morning.Add(time.Hour))
			test.spoil(&p)
			_, err := c.Promise(p)
			closed, isClosed := errors.AsType[*callback.ClosedError](err)
			if isClosed {
				closed.Next = closed.Next.UTC()
			}
			if invalid, ok := errors.AsType[*callback.InvalidError](test.want); ok {
				got, _ := errors.AsType[*callback.InvalidError](err)
				if diff := cmp.Diff(invalid, got); diff != "" {
					t.Error(diff)
				}
			} else if diff := cmp.Diff(test.want.Error(), err.Error()); diff != "" {
				t.Error(diff)
			}
			if want, ok := errors.AsType[*callback.ClosedError](test.want); ok && !closed.Next.Equal(want.Next) {
				t.Errorf("open again at %v", closed.Next)
			}
		})
	}
	if len(c.Promised()) != 0 {
		t.Error("what was refused was promised")
	}
}

func TestACallPromisesOnce(t *testing.T) {
	c, _, s := at(t)
	p := promise(morning.Add(time.Hour))
	first, err := c.Promise(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Promise(p); !errors.Is(err, callback.ErrPromised) {
		t.Errorf("again: %v", err)
	}
	if err := c.Settle(first.ID, callback.Missed, "three times no answer"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Promise(p); err != nil {
		t.Errorf("after the first was settled: %v", err)
	}
	other := promise(morning.Add(time.Hour))
	err = s.Update(func(tx *store.Tx) error {
		_, err := c.PromiseIn(tx, other)
		_, again := c.PromiseIn(tx, other)
		if !errors.Is(again, callback.ErrPromised) {
			t.Errorf("twice in one transaction: %v", again)
		}
		return err
	})
	if err != nil || len(c.Promised()) != 2 {
		t.Errorf("%v, %d promised", err, len(c.Promised()))
	}
}

func TestAPromiseGoesWithItsTransaction(t *testing.T) {
	c, now, s := at(t)
	failed := errors.New("the call could not be closed")
	err := s.Update(func(tx *store.Tx) error {
		if _, err := c.PromiseIn(tx, promise(morning.Add(time.Hour))); err != nil {
			t.Error(err)
		}
		return failed
	})
	if !errors.Is(err, failed) || len(c.Promised()) != 0 {
		t.Errorf("%v; %d are promised", err, len(c.Promised()))
	}
	if again := mustOpen(t, s, callback.Options{Now: now.now}); len(again.Promised()) != 0 {
		t.Error("after a restart it is promised")
	}
}

func TestSettling(t *testing.T) {
	c, now, _ := at(t)
	made := mustPromise(t, c, morning.Add(time.Hour))
	for name, err := range map[string]error{
		"missed, no reason": c.Settle(made.ID, callback.Missed, " "),
		"cancelled, none":   c.Settle(made.ID, callback.Cancelled, ""),
		"to promised":       c.Settle(made.ID, callback.Promised, "why"),
		"made-up result":    c.Try(made.ID, "maybe"),
	} {
		if _, ok := errors.AsType[*callback.InvalidError](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := c.Settle("nobody", callback.Done, ""); !errors.Is(err, callback.ErrUnknown) {
		t.Errorf("unknown: %v", err)
	}
	now.set(morning.Add(2 * time.Hour))
	if err := c.Settle(made.ID, callback.Done, ""); err != nil {
		t.Fatal(err)
	}
	got, _ := c.Get(made.ID)
	if want := (callback.Settlement{At: morning.Add(2 * time.Hour), By: "agent-1"}); got.State != callback.Done || got.Settled != want {
		t.Errorf("%+v", got)
	}
	for name, err := range map[string]error{
		"settle": c.Settle(made.ID, callback.Cancelled, "not needed"),
		"try":    c.Try(made.ID, callback.Busy),
		"move":   c.Move(made.ID, morning.Add(9*time.Hour)),
	} {
		if !errors.Is(err, callback.ErrSettled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLists(t *testing.T) {
	c, now, _ := at(t)
	tomorrow := mustPromise(t, c, morning.Add(24*time.Hour))
	night := mustPromise(t, c, morning.Add(14*time.Hour)) // 23:00 in New York, the next day in UTC
	soon := mustPromise(t, c, morning.Add(10*time.Minute))
	sooner := mustPromise(t, c, morning.Add(5*time.Minute))
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	now.set(morning.Add(21 * time.Minute))
	for name, test := range map[string]struct{ got, want []callback.Callback }{
		"promised": {c.Promised(), []callback.Callback{sooner, soon, night, tomorrow}},
		"due":      {c.Due(now.now()), []callback.Callback{sooner, soon}},
		"late":     {c.Late(now.now()), []callback.Callback{sooner}},
		"today":    {c.Today(now.now().In(newYork)), []callback.Callback{sooner, soon, night}},
		"in UTC":   {c.Today(now.now()), []callback.Callback{sooner, soon}},
		"of":       {c.Of("account-2"), nil},
	} {
		if diff := cmp.Diff(ids(test.want), ids(test.got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestSettledOnesAreKeptThirtyDays(t *testing.T) {
	c, now, s := at(t)
	done, open := mustPromise(t, c, morning.Add(time.Hour)), mustPromise(t, c, morning.Add(time.Hour))
	if err := c.Settle(done.ID, callback.Done, ""); err != nil {
		t.Fatal(err)
	}
	now.set(morning.Add(30 * 24 * time.Hour))
	if c := mustOpen(t, s, callback.Options{Now: now.now}); len(c.Settled()) != 1 {
		t.Error("it was forgotten too early")
	}
	now.set(morning.Add(30*24*time.Hour + time.Second))
	mustOpen(t, s, callback.Options{Now: now.now})
	c = mustOpen(t, s, callback.Options{Now: now.now})
	if len(c.Settled()) != 0 || len(c.Promised()) != 1 || c.Promised()[0].ID != open.ID {
		t.Errorf("kept: %d settled, %d promised", len(c.Settled()), len(c.Promised()))
	}
}

func TestADamagedRecordIsCountedAndKeptAside(t *testing.T) {
	c, now, s := at(t)
	mustPromise(t, c, morning.Add(time.Hour))
	bad := uuid.NewString()
	err := s.Update(func(tx *store.Tx) error { return tx.Put("callbacks", bad, []int{1}) })
	if err != nil {
		t.Fatal(err)
	}
	c = mustOpen(t, s, callback.Options{Now: now.now})
	if c.Unreadable() != 1 || len(c.Promised()) != 1 {
		t.Errorf("unreadable %d, promised %d", c.Unreadable(), len(c.Promised()))
	}
	if _, err := c.Promise(promise(morning.Add(time.Hour))); err != nil {
		t.Errorf("beside the damage: %v", err)
	}
	err = s.View(func(tx *store.Tx) error {
		if tx.Count("callbacks") != 3 {
			t.Error("the damaged record is gone")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestManyAgentsAtOnce(t *testing.T) {
	c, now, s := at(t)
	made := mustPromise(t, c, morning.Add(time.Hour))
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			if err := c.Try(made.ID, callback.Busy); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	got, _ := c.Get(made.ID)
	kept, _ := mustOpen(t, s, callback.Options{Now: now.now}).Get(made.ID)
	if len(got.Attempts) != 40 || cmp.Diff(kept, got) != "" {
		t.Errorf("%d attempts in memory, %d on the disk", len(got.Attempts), len(kept.Attempts))
	}
}
