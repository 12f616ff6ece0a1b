package people_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
)

var now = time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)

func TestTheSameSeedGivesTheSamePeopleAndAnotherGivesOthers(t *testing.T) {
	first, again := people.Generate(7, 2000, now), people.Generate(7, 2000, now)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Fatal(diff)
	}
	other := people.Generate(8, 2000, now)
	if first[500].ID == other[500].ID || first[500].Identity.MRN == other[500].Identity.MRN {
		t.Error("another seed gives the same accounts")
	}
}

func TestMorePeopleLeaveTheFirstAsTheyAre(t *testing.T) {
	few, many := people.Generate(7, 1000, now), people.Generate(7, 2000, now)
	for i := range few {
		if few[i].ID != many[i].ID || few[i].Identity.MRN != many[i].Identity.MRN || few[i].Identity.Name() != many[i].Identity.Name() {
			t.Fatalf("account %d depends on how many there are", i)
		}
	}
}

func TestIDsNumbersAndLoginsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	unique := func(kind, value string) {
		if seen[kind+value] {
			t.Errorf("%s %q is given twice", kind, value)
		}
		seen[kind+value] = true
	}
	for _, p := range people.Generate(1, 20000, now) {
		unique("id", string(p.ID))
		unique("mrn", p.Identity.MRN)
		if p.LoginID != "" {
			unique("login", p.LoginID)
		}
	}
}

func TestTheCrowdHoldsEveryState(t *testing.T) {
	counts := map[client.Status]int{}
	for _, p := range people.Generate(1, 5000, now) {
		counts[p.Standing.Status]++
	}
	for _, status := range []client.Status{
		client.StatusNone, client.StatusInvited, client.StatusActive, client.StatusLocked, client.StatusResetPending,
		client.StatusDeactivated, client.StatusDeclined, client.StatusDeceased, client.StatusMerged,
	} {
		if counts[status] < 20 {
			t.Errorf("%d accounts are %s", counts[status], status)
		}
	}
}

// A history that contradicts the state would send the agent looking for the wrong thing.
func TestHistoriesAgreeWithTheStanding(t *testing.T) {
	for _, p := range people.Generate(3, 5000, now) {
		past := p.Past(now)
		checkLastSignIn(t, p, past)
		if s := p.Standing.Status; s != client.StatusActive && len(past.Sessions) > 0 {
			t.Errorf("%s: %s with open sessions", p.ID, s)
		}
		if p.Standing.Status == client.StatusLocked && wrongPasswords(past, p.Standing.Since) != 5 {
			t.Errorf("%s: locked without the five wrong passwords", p.ID)
		}
		for _, attempt := range past.Attempts {
			if attempt.At.After(now) {
				t.Errorf("%s: an attempt in the future", p.ID)
			}
		}
	}
}

func checkLastSignIn(t *testing.T, p people.Person, past people.History) {
	t.Helper()
	for _, attempt := range past.Attempts {
		if !attempt.Succeeded {
			continue
		}
		if p.Standing.LastSignInAt == nil || !attempt.At.Equal(*p.Standing.LastSignInAt) {
			t.Errorf("%s: newest success %v, last sign-in %v", p.ID, attempt.At, p.Standing.LastSignInAt)
		}
		return
	}
	if p.Standing.LastSignInAt != nil {
		t.Errorf("%s: a last sign-in that is in no history", p.ID)
	}
}

func wrongPasswords(past people.History, until time.Time) int {
	count := 0
	for _, attempt := range past.Attempts {
		if attempt.Cause == client.CauseWrongPassword && !attempt.At.After(until) && until.Sub(attempt.At) < 10*time.Minute {
			count++
		}
	}
	return count
}

func TestTheCastIsThereForEverySeed(t *testing.T) {
	for _, seed := range []uint64{0, 1, 99} {
		crew := people.Generate(seed, 100, now)
		maria, chidi, zofia := crew[0], crew[3], crew[5]
		if maria.Identity.Name() != "Alvarez, Maria" || maria.Standing.Status != client.StatusLocked || len(maria.Contacts) != 2 {
			t.Errorf("seed %d: Maria is %+v", seed, maria)
		}
		if chidi.Identity.Age(now) != 12 || len(chidi.Proxies) != 1 || chidi.Proxies[0].Name != "Ada Okafor" {
			t.Errorf("seed %d: Chidi is %+v", seed, chidi)
		}
		if zofia.Identity.Name() != "Kowalska-Żak, Zofia" || now.Sub(zofia.Contacts[0].ChangedAt) != 48*time.Hour {
			t.Errorf("seed %d: Zofia is %+v", seed, zofia)
		}
	}
}

func TestAgeCountsFullYears(t *testing.T) {
	for born, want := range map[string]int{"2008-03-02": 18, "2008-03-03": 17, "2008-04-01": 17, "2008-02-28": 18} {
		if got := (people.Identity{BirthDate: born}).Age(now); got != want {
			t.Errorf("born %s: age %d, want %d", born, got, want)
		}
	}
}

func BenchmarkGenerate100000(b *testing.B) {
	for b.Loop() {
		people.Generate(1, 100_000, now)
	}
}
