//go:build servers

package keycloak_test

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"

	"portaldesk/client"
)

// order is a change that an agent makes, and how it shows that it stands.
type order struct {
	name   string
	do     func(ctx context.Context, d *desk, change client.Change, round int) error
	stands func(a account, round int) bool
}

func value(kind string, round int) string { return kind + "." + strconv.Itoa(round) }

var orders = []order{
	{"address", func(ctx context.Context, d *desk, change client.Change, round int) error {
		_, err := d.CorrectContact(ctx, change, client.ContactCorrection{Contact: "email", Value: value("together", round) + "@" + string(change.Account)[:8] + ".example"})
		return err
	}, func(a account, round int) bool { return a.Email == value("together", round)+"@"+a.ID[:8]+".example" }},
	{"number", func(ctx context.Context, d *desk, change client.Change, round int) error {
		_, err := d.CorrectContact(ctx, change, client.ContactCorrection{Contact: "phone", Value: "+1503555" + strconv.Itoa(1000+round)})
		return err
	}, func(a account, round int) bool {
		return a.Attributes["phone"][0] == "+1503555"+strconv.Itoa(1000+round)
	}},
	{"login ID", func(ctx context.Context, d *desk, change client.Change, round int) error {
		_, err := d.ChangeLoginID(ctx, change, value("together", round)+"."+string(change.Account)[:8])
		return err
	}, func(a account, round int) bool { return a.Username == value("together", round)+"."+a.ID[:8] }},
	{"another address", func(ctx context.Context, d *desk, change client.Change, round int) error {
		_, err := d.CorrectContact(ctx, change, client.ContactCorrection{Contact: "email", Value: value("other", round) + "@" + string(change.Account)[:8] + ".example"})
		return err
	}, func(a account, round int) bool { return a.Email == value("other", round)+"@"+a.ID[:8]+".example" }},
	{"signed out", func(ctx context.Context, d *desk, change client.Change, _ int) error {
		_, err := d.SignOutEverywhere(ctx, change)
		return err
	}, func(account, int) bool { return true }},
	{"deactivated", func(ctx context.Context, d *desk, change client.Change, _ int) error {
		_, err := d.Deactivate(ctx, change, "asked")
		return err
	}, func(a account, _ int) bool { return !a.Enabled }},
}

// Two agents change one account at the same moment, the same and different things of it. The server loses one of two in most
// rounds and says yes to both. What an agent is told is done must stand, unless the other agent is told that something is
// wrong: then she looks, and sees.
func TestTwoAgentsAtOnceLoseNothingInSilence(t *testing.T) {
	s := realServer(t)
	for name, agents := range map[string][2]string{
		"with the server's log": {"supervisor", "supervisor"}, "without it": {"senior", "senior"}, "one with, one without": {"supervisor", "senior"},
	} {
		t.Run(name, func(t *testing.T) {
			one, other := s.desk(t, agents[0]), s.desk(t, agents[1])
			id := s.account(t, s.take(t, "reachable").Login).ID
			told, stood := 0, 0
			for round := range len(orders) * (len(orders) - 1) { // each pair twice
				a, b := pairOf(round)
				if s.round(t, [2]*desk{one, other}, [2]order{orders[a], orders[b]}, id, round) {
					told++
				} else {
					stood++
				}
			}
			t.Logf("both stand in %d rounds, somebody was told in %d", stood, told)
			if stood == 0 || told == 0 {
				t.Error("not what two at once look like")
			}
		})
	}
}

// pairOf is another pair of orders each round.
func pairOf(round int) (int, int) {
	n := len(orders)
	round %= n * (n - 1) / 2
	for a := range n {
		if round < n-1-a {
			return a, a + 1 + round
		}
		round -= n - 1 - a
	}
	return 0, 1
}

// round has two agents do their orders at once and says whether one of them was told that something was wrong.
func (s *server) round(t *testing.T, desks [2]*desk, wanted [2]order, id string, round int) bool {
	t.Helper()
	s.admin(t, http.MethodPut, "/patients/users/"+id, map[string]any{"enabled": true}, nil)
	change := desks[0].change(t, id)
	var errs [2]error
	var both sync.WaitGroup
	begin := make(chan struct{})
	for i := range desks {
		both.Go(func() {
			<-begin
			errs[i] = wanted[i].do(t.Context(), desks[i], change, round)
		})
	}
	close(begin)
	both.Wait()
	now := s.accountByID(t, client.AccountID(id))
	for i, err := range errs {
		switch client.KindOf(err) {
		case "", client.Stale, client.Conflict, client.OutcomeUnknown:
		default:
			t.Fatalf("%s: %v", wanted[i].name, err)
		}
		if err == nil && errs[1-i] == nil && !wanted[i].stands(now, round) {
			t.Errorf("round %d: %s beside %s: both were told it is done, and one is lost", round, wanted[i].name, wanted[1-i].name)
		}
	}
	return errs[0] != nil || errs[1] != nil
}

// Of two temporary passwords made at the same moment one is worth nothing: at most one agent may read hers out.
func TestTwoResetsAtOnceGiveOneSecret(t *testing.T) {
	s := realServer(t)
	for name, other := range map[string]string{"with the server's log": "agent", "without it": "least"} {
		t.Run(name, func(t *testing.T) {
			desks := [2]*desk{s.desk(t, "supervisor"), s.desk(t, other)}
			alone := 0
			for range 20 {
				if s.resetBoth(t, desks) == 1 {
					alone++
				}
			}
			t.Logf("in %d of 20 rounds one of two was told that her secret is worth nothing", alone)
		})
	}
}

// resetBoth has two agents reset one password at once, and answers how many got a secret. Each secret must be good.
func (s *server) resetBoth(t *testing.T, desks [2]*desk) int {
	t.Helper()
	sample := s.take(t, "reachable")
	change := desks[0].change(t, s.account(t, sample.Login).ID)
	var secrets [2]string
	var both sync.WaitGroup
	for i, d := range desks {
		both.Go(func() {
			did, err := d.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayTemporary})
			if err == nil {
				secrets[i] = did.Secret.Value
			}
		})
	}
	both.Wait()
	if secrets[0] != "" && secrets[1] != "" {
		t.Error("both agents read a secret out, and one of them is worth nothing")
	}
	return len(slices.DeleteFunc(secrets[:], func(secret string) bool { return secret == "" }))
}
