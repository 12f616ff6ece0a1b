//go:build servers

package kratos_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/kratos"
	"portaldesk/client/portaltest/handout"
)

// rounds is how often two desks change one account at the same moment.
const rounds = 15

// deed is a change of one desk, and how it is seen afterwards whoever made another.
type deed func(t *testing.T, c *kratos.Client, s *server, p patient) (do func(client.Change) error, seen func(client.Account, client.OnFile) bool)

func anotherLogin(t *testing.T, c *kratos.Client, s *server, p patient) (func(client.Change) error, func(client.Account, client.OnFile) bool) {
	wanted := "z" + strings.ReplaceAll(uuid.NewString(), "-", "")[:12]
	if s.Name == kratosB {
		wanted += "@example.test"
	}
	return func(change client.Change) error {
		_, err := c.ChangeLoginID(t.Context(), change, wanted)
		return err
	}, func(_ client.Account, f client.OnFile) bool { return f.LoginID == wanted }
}

// freeAreas are area codes that no patient's phone has, each with a hundred numbers that are kept free for fiction.
var freeAreas = []int{414, 415, 417, 419, 423, 424}

// newPhone is a number that nobody has or had: Kratos lets nobody have that of another.
func (s *server) newPhone(t *testing.T) string {
	t.Helper()
	numbers := filepath.Join(filepath.Dir(s.CAFile), "phones")
	n, err := handout.Take(numbers, 100*len(freeAreas), func(int) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("+1%d55501%02d", freeAreas[n/100], n%100)
}

func anotherPhone(t *testing.T, c *kratos.Client, s *server, _ patient) (func(client.Change) error, func(client.Account, client.OnFile) bool) {
	wanted := s.newPhone(t)
	return func(change client.Change) error {
			_, err := c.CorrectContact(t.Context(), change, client.ContactCorrection{Contact: "phone", Value: wanted})
			return err
		}, func(_ client.Account, f client.OnFile) bool {
			return slices.ContainsFunc(f.Contacts, func(c client.ContactOnFile) bool { return c.Value == wanted })
		}
}

func anotherState(t *testing.T, c *kratos.Client, _ *server, p patient) (func(client.Change) error, func(client.Account, client.OnFile) bool) {
	if account(t, c, p.ID).Status == client.StatusDeactivated {
		return func(change client.Change) error {
			_, err := c.Activate(t.Context(), change)
			return err
		}, func(a client.Account, _ client.OnFile) bool { return a.Status == client.StatusActive }
	}
	return func(change client.Change) error {
		_, err := c.Deactivate(t.Context(), change, "test")
		return err
	}, func(a client.Account, _ client.OnFile) bool { return a.Status == client.StatusDeactivated }
}

// TestTwoDesksLoseNothingInSilence: each change is there at the end, or its author was told that it is not.
func TestTwoDesksLoseNothingInSilence(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		for what, deeds := range map[string][2]deed{
			"login ID and phone": {anotherLogin, anotherPhone}, "login ID and state": {anotherLogin, anotherState},
			"phone and state": {anotherPhone, anotherState}, "two login IDs": {anotherLogin, anotherLogin},
		} {
			t.Run(what, func(t *testing.T) {
				t.Parallel()
				p := s.take(t, "reachable")
				desks := [2]*kratos.Client{s.desk(t), s.desk(t)}
				done := 0
				for range rounds {
					done += s.bothAtOnce(t, desks, deeds, p)
				}
				if done < rounds/2 {
					t.Errorf("of %d changes only %d were made", 2*rounds, done)
				}
				t.Logf("%d of %d changes were made, the others refused", done, 2*rounds)
			})
		}
	})
}

// bothAtOnce lets both desks work from the same version at the same moment, and answers how many changes were made.
func (s *server) bothAtOnce(t *testing.T, desks [2]*kratos.Client, deeds [2]deed, p patient) (made int) {
	t.Helper()
	var begin, work sync.WaitGroup
	var errs [2]error
	var seen [2]func(client.Account, client.OnFile) bool
	begin.Add(1)
	for i, c := range desks {
		var do func(client.Change) error
		do, seen[i] = deeds[i](t, c, s, p)
		order := change(t, c, p.ID)
		work.Go(func() {
			begin.Wait()
			errs[i] = do(order)
		})
	}
	begin.Done()
	work.Wait()
	now := account(t, desks[0], p.ID)
	onFile, err := desks[0].OnFile(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, err := range errs {
		switch {
		case err == nil && !seen[i](now, onFile) && !undidAnother(errs[1-i]):
			t.Errorf("change %d is lost, and nobody was told", i)
		case err == nil || undidAnother(err) && seen[i](now, onFile):
			made++
		case client.KindOf(err) != client.Stale:
			t.Errorf("change %d: %v", i, err)
		}
	}
	return made
}

// undidAnother says whether this desk was told that its own change was made and undid the other's.
func undidAnother(err error) bool { return client.CodeOf(err) == "changed-at-once" }

// TestChangesAtOneDeskTakeTurns: the second does not even reach the server with what it saw before the first.
func TestChangesAtOneDeskTakeTurns(t *testing.T) {
	s := running(t, kratosA)
	c, p := s.desk(t), s.take(t, "reachable")
	var work sync.WaitGroup
	var refused [4]error
	orders := change(t, c, p.ID)
	for i := range refused {
		work.Go(func() {
			order := orders
			order.Key = newKey()
			_, refused[i] = c.ChangeLoginID(t.Context(), order, fmt.Sprintf("zturn%d%s", i, p.Login))
		})
	}
	work.Wait()
	done := 0
	for _, err := range refused {
		if err == nil {
			done++
			continue
		}
		wantKind(t, err, client.Stale, "account-changed")
	}
	if done != 1 {
		t.Errorf("%d of four were made from the same version", done)
	}
}
