//go:build servers

package scim_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/scim"
)

func TestSwitchedOffAndOn(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c, p := s.desk(t), s.take(t, "reachable")
		_, err := c.Activate(t.Context(), s.change(t, c, p))
		wantError(t, err, client.Conflict, "state-not-suited")
		outcome, err := c.Deactivate(t.Context(), s.change(t, c, p), "Suspected misuse")
		if must(t, outcome, err); outcome.Account.Status != client.StatusDeactivated || outcome.NextStep == "" || s.raw(t, p.ID)["active"] != false {
			t.Errorf("%s, %q, server: %v", outcome.Account.Status, outcome.NextStep, s.raw(t, p.ID)["active"])
		}
		if outcome.Account.Version != s.account(t, c, p).Version {
			t.Error("the version is not the newest")
		}
		outcome, err = c.Activate(t.Context(), s.change(t, c, p))
		if must(t, outcome, err); outcome.Account.Status != client.StatusActive || s.raw(t, p.ID)["active"] != true {
			t.Errorf("%s", outcome.Account.Status)
		}
		for _, reason := range []string{"", strings.Repeat("x", 65)} {
			_, err = c.Deactivate(t.Context(), s.change(t, c, p), reason)
			wantError(t, err, client.Invalid, "reason-invalid")
		}
	})
}

func TestALoginIDIsChanged(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c, p, other := s.desk(t), s.take(t, "reachable"), s.take(t, "reachable")
		wanted := newLogin()
		outcome, err := c.ChangeLoginID(t.Context(), s.change(t, c, p), wanted)
		if must(t, outcome, err); s.raw(t, p.ID)["userName"] != wanted {
			t.Errorf("the server has %v", s.raw(t, p.ID)["userName"])
		}
		if rows := everyone(t, c, client.Query{Text: wanted}); len(rows) != 1 || rows[0].ID != client.AccountID(p.ID) {
			t.Errorf("found by the new login ID: %v", ids(rows))
		}
		if rows := everyone(t, c, client.Query{Text: p.Login}); len(rows) != 0 {
			t.Errorf("still found by the old one: %v", ids(rows))
		}
		for _, name := range []string{other.Login, strings.ToUpper(other.Login)} {
			_, err = c.ChangeLoginID(t.Context(), s.change(t, c, p), name)
			wantError(t, err, client.Conflict, "login-id-taken")
		}
		for _, name := range []string{"", "a b", strings.Repeat("x", 300), wanted} {
			_, err = c.ChangeLoginID(t.Context(), s.change(t, c, p), name)
			wantError(t, err, client.Invalid, "login-id-invalid")
		}
	})
}

func TestContactsAreCorrectedEachInItsPlace(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c, p := s.desk(t), s.take(t, "reachable")
		before, phone := s.account(t, c, p), newPhone()
		for kind, value := range map[client.ContactKind]string{client.ContactEmail: newLogin() + "@example.org", client.ContactPhone: phone} {
			contact := contactOf(t, before, kind)
			outcome, err := c.CorrectContact(t.Context(), s.change(t, c, p), client.ContactCorrection{Contact: contact.ID, Value: value})
			must(t, outcome, err)
			now := contactOf(t, outcome.Account, kind)
			if now.ID != contact.ID || now.ChangedAt.IsZero() || !now.ProvesFrom.After(now.ChangedAt) {
				t.Errorf("%+v, before %+v", now, contact)
			}
		}
		raw := fmt.Sprint(s.raw(t, p.ID))
		wanted := []string{"@example.org", "type:home", "primary:true", phone[len(phone)-8:], "type:mobile"}
		if s.kind == keycloak {
			wanted = []string{"@example.org", "type:work", "primary:true", phone[len(phone)-8:]}
		}
		for _, kept := range wanted {
			if !strings.Contains(raw, kept) {
				t.Errorf("the server lost %s: %s", kept, raw)
			}
		}
		for contact, value := range map[client.ContactID]string{
			contactOf(t, before, client.ContactEmail).ID: "no address", contactOf(t, before, client.ContactPhone).ID: "call me",
		} {
			_, err := c.CorrectContact(t.Context(), s.change(t, c, p), client.ContactCorrection{Contact: contact, Value: value})
			wantError(t, err, client.Invalid, "contact-invalid")
		}
		_, err := c.CorrectContact(t.Context(), s.change(t, c, p), client.ContactCorrection{Contact: "email:nobody", Value: "a@b.example"})
		wantError(t, err, client.Conflict, "no-contact")
	})
}

func TestATemporaryPasswordIsOfferedWhereItMustBeChanged(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c, p := s.desk(t), s.take(t, "reachable")
		reset := client.PasswordReset{Way: client.WayTemporary}
		outcome, err := c.ResetPassword(t.Context(), s.change(t, c, p), reset)
		if s.kind != strict {
			wantError(t, err, client.NotOffered, "")
			config := s.config()
			config.LastingPasswords = true
			c = connect(t, config)
			signIn(t, c, s.Token)
			outcome, err = c.ResetPassword(t.Context(), s.change(t, c, p), reset)
		}
		if s.kind == keycloak {
			wantError(t, err, client.NotOffered, "")
			return
		}
		must(t, outcome, err)
		if outcome.Secret == nil || len(outcome.Secret.Value) < 12 || outcome.NextStep == "" {
			t.Errorf("secret %v, next %q", outcome.Secret != nil, outcome.NextStep)
		}
		if must := outcome.Account.MustChangePassword; must != (s.kind == strict) || s.kind == strict && outcome.Account.Status != client.StatusResetPending {
			t.Errorf("must change %v, %s", must, outcome.Account.Status)
		}
		if raw := fmt.Sprint(s.raw(t, p.ID)); strings.Contains(raw, "password:") || strings.Contains(raw, outcome.Secret.Value) {
			t.Error("the server shows the password")
		}
		for _, way := range []client.ResetWay{client.WayLink, client.WayCode} {
			_, err = c.ResetPassword(t.Context(), s.change(t, c, p), client.PasswordReset{Way: way})
			wantError(t, err, client.NotOffered, "")
		}
	})
}

func TestWhatSCIMDoesNotHaveIsNotOffered(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c, p := s.desk(t), s.take(t, "reachable")
		change := s.change(t, c, p)
		for name, order := range map[string]func() error{
			"unlock":      func() error { _, err := c.Unlock(t.Context(), change); return err },
			"access code": func() error { _, err := c.IssueAccessCode(t.Context(), change, client.AccessCodeIssue{}); return err },
			"sign out":    func() error { _, err := c.SignOutEverywhere(t.Context(), change); return err },
			"invitation":  func() error { _, err := c.ResendInvitation(t.Context(), change, "email:home"); return err },
			"sessions":    func() error { _, err := c.Sessions(t.Context(), change.Account, 5); return err },
			"mail":        func() error { _, err := c.Mail(t.Context(), change.Account, 5); return err },
			"sign-ins":    func() error { _, err := c.SignInAttempts(t.Context(), change.Account, 5); return err },
		} {
			if err := order(); client.KindOf(err) != client.NotOffered {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestAnAccountThatMovedOnIsStale(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c, p := s.desk(t), s.take(t, "reachable")
		old := s.change(t, c, p)
		_, err := c.ChangeLoginID(t.Context(), old, newLogin())
		must(t, 0, err)
		for name, order := range s.orders(t, c, p) {
			old.Key = client.Key(uuid.NewString())
			if err := order.do(old); client.KindOf(err) != client.Stale || client.CodeOf(err) != "account-changed" {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// order is one operation and how to see whether it stands.
type order struct {
	do     func(client.Change) error
	stands func(raw string) bool
}

// orders are operations on one account, each with a value of its own.
func (s server) orders(t *testing.T, c *scim.Client, p person) map[string]order {
	t.Helper()
	a := s.account(t, c, p)
	login, address, phone := newLogin(), newLogin()+"@example.org", newPhone()
	return map[string]order{
		"deactivate": {
			func(change client.Change) error { _, err := c.Deactivate(t.Context(), change, "Asked for"); return err },
			func(raw string) bool { return strings.Contains(raw, "active:false") },
		},
		"login ID": {
			func(change client.Change) error { _, err := c.ChangeLoginID(t.Context(), change, login); return err },
			func(raw string) bool { return strings.Contains(raw, login) },
		},
		"e-mail": {
			func(change client.Change) error {
				_, err := c.CorrectContact(t.Context(), change, client.ContactCorrection{Contact: contactOf(t, a, client.ContactEmail).ID, Value: address})
				return err
			},
			func(raw string) bool { return strings.Contains(raw, address) },
		},
		"phone": {
			func(change client.Change) error {
				_, err := c.CorrectContact(t.Context(), change, client.ContactCorrection{Contact: contactOf(t, a, client.ContactPhone).ID, Value: phone})
				return err
			},
			func(raw string) bool { return strings.Contains(raw, phone[len(phone)-8:]) },
		},
	}
}

// Two agents change one account at the same moment, by every pair of operations, many times over. Whoever is told that it
// went well finds it so.
func TestTwoAgentsAtOnceLoseNothingInSilence(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		one, other := s.desk(t), s.desk(t)
		var rounds sync.WaitGroup
		var went, refused atomic.Int32
		for _, pair := range [][2]string{
			{"deactivate", "login ID"}, {"login ID", "login ID"}, {"e-mail", "phone"}, {"e-mail", "e-mail"}, {"deactivate", "e-mail"}, {"phone", "login ID"},
		} {
			for range 8 {
				p := s.take(t, "reachable")
				rounds.Go(func() { s.atOnce(t, p, pair, one, other, &went, &refused) })
			}
			rounds.Wait()
		}
		t.Logf("%d went well, %d were told that somebody else was there", went.Load(), refused.Load())
		if went.Load() == 0 || refused.Load() == 0 {
			t.Error("nothing was at once")
		}
	})
}

func (s server) atOnce(t *testing.T, p person, pair [2]string, one, other *scim.Client, went, refused *atomic.Int32) {
	first, second := s.orders(t, one, p)[pair[0]], s.orders(t, other, p)[pair[1]]
	change := s.change(t, one, p)
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i, o := range []order{first, second} {
		own := change
		own.Key = client.Key(uuid.NewString())
		both.Go(func() { errs[i] = o.do(own) })
	}
	both.Wait()
	raw := fmt.Sprint(s.raw(t, p.ID))
	for i, o := range []order{first, second} {
		switch {
		case errs[i] == nil && !o.stands(raw):
			t.Errorf("%s beside %s: told that it went well, and it is gone", pair[i], pair[1-i])
		case errs[i] == nil:
			went.Add(1)
		case client.KindOf(errs[i]) == client.Stale:
			refused.Add(1)
		default:
			t.Errorf("%s beside %s: %v", pair[i], pair[1-i], errs[i])
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAChangeWhoseAnswerWasLostIsFoundDone(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		var lose atomic.Bool
		config := s.config()
		config.Transport.Wrap = func(inner http.RoundTripper) http.RoundTripper {
			return roundTrip(func(r *http.Request) (*http.Response, error) {
				answer, err := inner.RoundTrip(r)
				if err != nil || r.Method != http.MethodPatch || !lose.Swap(false) {
					return answer, err
				}
				_, _ = io.Copy(io.Discard, answer.Body)
				answer.Body.Close()
				return nil, errors.New("the line went dead")
			})
		}
		c, p := connect(t, config), s.take(t, "reachable")
		signIn(t, c, s.Token)
		change := s.change(t, c, p)
		lose.Store(true)
		_, err := c.Deactivate(t.Context(), change, "Asked for")
		if client.KindOf(err) != client.OutcomeUnknown {
			t.Fatalf("got %v", err)
		}
		outcome, err := c.Deactivate(t.Context(), change, "Asked for")
		if must(t, outcome, err); outcome.Account.Status != client.StatusDeactivated {
			t.Errorf("%s", outcome.Account.Status)
		}
		_, err = c.Deactivate(t.Context(), change, "Asked for")
		wantError(t, err, client.Stale, "account-changed")
	})
}
