package diagnosis

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/expr-lang/expr/vm"

	assets "portaldesk/assets/diagnosis"
	"portaldesk/client"
)

func runOn(program *vm.Program, c Case) (any, error) {
	return (&vm.VM{MemoryBudget: memoryBudget}).Run(program, wordsOf(c))
}

// full is a case in which as much as possible is known, and much is wrong.
func full() Case {
	c := healthy()
	lockedByFive(&c)
	c.Account.LockedUntil, c.Account.DuplicateOf, c.Account.SecondFactor = &soon, []client.AccountID{"a2"}, "totp"
	aged(&c, 18)
	proxied(&c, client.RelationParent, "limited")
	says(&c, "caller:parent", "account:patients", "at:other-portal", "typed:email", "screen:locked", "phone:lost", "mail:nothing-came", "mailbox:shared")
	for i := range 20 {
		try(&c, time.Duration(20-i)*time.Minute, wrong)
		mailed(&c, "reset-link", client.MailBounced, time.Duration(40-i)*time.Minute)
		called(&c, time.Duration(40-i)*time.Hour, "unlock", "reset-password")
		c.Sessions = append(c.Sessions, client.PatientSession{Device: "Edge on Windows", StartedAt: now.Add(-time.Duration(i) * 3 * day)})
	}
	c.Line = Line{Down: true, Since: now.Add(-time.Minute)}
	return c
}

func TestTheGravestComesFirstThenTheSurestThenTheMostRecent(t *testing.T) {
	found := Find(full())
	if len(found) < 14 {
		t.Fatalf("found only %v", codes(found))
	}
	for i := 1; i < len(found); i++ {
		a, b := found[i-1], found[i]
		graver := a.Severity < b.Severity
		surer := a.Severity == b.Severity && a.Sure < b.Sure
		newer := a.Severity == b.Severity && a.Sure == b.Sure && !a.newest(now).Before(b.newest(now))
		if !graver && !surer && !newer {
			t.Errorf("%s stands before %s", a.Code, b.Code)
		}
	}
	for _, f := range found {
		checkFinding(t, f)
	}
}

func TestWhatIsStillToComeIsNotRecent(t *testing.T) {
	ends := Finding{Evidence: []Evidence{{At: now.Add(time.Hour)}, {At: now.Add(-2 * time.Hour)}}}
	if got := ends.newest(now); !got.Equal(now.Add(-2 * time.Hour)) {
		t.Errorf("newest %v", got)
	}
}

func TestLockCountsWrongPasswordsSinceTheLastSuccess(t *testing.T) {
	c := healthy()
	c.Account.Status = client.StatusLocked
	try(&c, 2*time.Hour, wrong)
	c.Attempts = slices.Insert(c.Attempts, 0, client.SignInAttempt{At: now.Add(-time.Hour), Succeeded: true})
	try(&c, 3*time.Minute, wrong, wrong)
	try(&c, time.Minute, client.CauseLocked)
	got := Find(c)[0]
	if got.Facts["Count"] != 2 || got.Mends != "unlock" {
		t.Errorf("got %+v", got)
	}
	if len(got.Evidence) != 4 || got.Evidence[0] != (Evidence{now.Add(-3 * time.Minute), "A wrong password was typed", "Chrome on Windows"}) {
		t.Errorf("evidence %+v", got.Evidence)
	}
}

func TestWhatWasRefusedInAnEarlierCallWasNotDone(t *testing.T) {
	c := healthy()
	lockedByFive(&c)
	called(&c, day, "unlock")
	c.Calls[0].Done[0].Result = "refused"
	if got := codes(Find(c)); !slices.Equal(got, []string{"locked", "called-before"}) {
		t.Errorf("found %v", got)
	}
}

// An identity server may know no history, no reason and no dates: nothing of that may be made up.
func TestWhatAServerDoesNotTellIsNotMadeUp(t *testing.T) {
	for status, want := range map[client.Status]string{
		client.StatusLocked:      "Locked until somebody unlocks it.",
		client.StatusDeactivated: "The account is deactivated. The portal does not say why.",
		client.StatusInvited:     "Invited, but never activated.",
	} {
		bare := Case{ReadAt: now}
		bare.Account.Status = status
		found := Find(bare)
		if found[0].Sentence != want || found[0].Mends == "" {
			t.Errorf("%s: %+v", status, found[0])
		}
		if got := codes(found[1:]); !slices.Equal(got, []string{"no-contact"}) {
			t.Errorf("%s: found %v too", status, got)
		}
		for _, e := range found[0].Evidence {
			if !e.At.IsZero() {
				t.Errorf("%s: dated %v", status, e)
			}
		}
	}
}

func TestWhatThePortalDoesNotOfferIsNotPromised(t *testing.T) {
	c := healthy()
	lockedByFive(&c)
	delete(c.About.Abilities, client.UnlocksAccount)
	got := Find(c)[0]
	if got.Mends != "" || got.Tell != "The portal locked itself after several wrong passwords. The clinic has to unlock it." {
		t.Errorf("got %+v", got)
	}
}

// What another server says may repeat the address it was sent to, and a history may hold names.
func TestNothingThatCouldProveACallerIsFound(t *testing.T) {
	c := full()
	c.Account.Name, c.Account.GivenName, c.Account.LoginID, c.Account.MRN = "Alvarez", "Mariacela", "mari****", "****4711"
	c.Account.Reason = "asked by\nmaria.alvarez@example.com, phone +1 (212) 555-0199"
	c.Account.Status = client.StatusDeactivated
	c.Account.Proxies[0].Name = "Alvarez"
	for i := range c.Mail {
		c.Mail[i].Detail = "550 <maria.alvarez@example.com>: 2125550199 unknown"
	}
	for i := range c.Calls {
		c.Calls[i].Note, c.Calls[i].Caller.Name = "Alvarez 4711", "Mariacela"
	}
	found := Find(c)
	if !slices.Contains(codes(found), "mail-bounced") || !slices.Contains(codes(found), "deactivated") {
		t.Fatalf("found %v", codes(found))
	}
	if got := found[slices.Index(codes(found), "deactivated")].Facts["Reason"]; got != "asked by m****@example.com, phone ****" {
		t.Errorf("reason %q", got)
	}
	for _, f := range found {
		for _, secret := range []string{"Alvarez", "alvarez", "Mariacela", "mari****", "4711", "1986", "0199"} {
			if text := fmt.Sprintf("%+v", f); strings.Contains(text, secret) {
				t.Errorf("%s tells %q: %s", f.Code, secret, text)
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	c := full()
	Ours()
	b.ReportAllocs()
	for b.Loop() {
		Find(c)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		(&Rules{}).With("rules.toml", assets.Rules)
	}
}
