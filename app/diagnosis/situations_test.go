package diagnosis

import (
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// situation is one cause: a case where it is found, with all that is found beside it in order of rank, and a case that is the
// same but for one thing and where it is not found.
type situation struct {
	code  string
	found func(*Case)
	near  func(*Case)
	among []string
}

// healthy is somebody whom nothing keeps out.
func healthy() Case {
	last := now.Add(-20 * day)
	c := Case{ReadAt: now, Said: Said{}}
	c.Account.Status, c.Account.Age, c.Account.BirthDate = client.StatusActive, 40, "**/**/1986"
	c.Account.PortalStatus, c.Account.LastSignInAt = "Enabled", &last
	c.Account.Contacts = []client.Contact{{ID: "c1", Kind: client.ContactEmail, Masked: "m****@example.com", Verified: true, Consented: true}}
	c.Attempts = []client.SignInAttempt{{At: last, Succeeded: true, Cause: client.CauseSuccess, Device: "Safari on iPhone"}}
	c.About.Verification.Relations = map[client.Relation]client.RelationRule{client.RelationParent: {PatientBelowAge: 18}}
	c.About.Abilities = map[client.Ability]client.Offer{}
	for _, ability := range abilities {
		c.About.Abilities[ability] = client.Offer{Offered: true}
	}
	return c
}

// try puts failed tries on top of the history, the last named being the newest, a minute apart, the newest ago before now.
func try(c *Case, ago time.Duration, causes ...client.AttemptCause) {
	for i, cause := range causes {
		at := now.Add(-ago - time.Duration(len(causes)-1-i)*time.Minute)
		c.Attempts = slices.Insert(c.Attempts, 0, client.SignInAttempt{At: at, Cause: cause, Device: "Chrome on Windows"})
	}
}

func in(status client.Status) func(*Case) { return func(c *Case) { c.Account.Status = status } }

func invited(c *Case) {
	c.Account.Status, c.Attempts, c.Account.LastSignInAt = client.StatusInvited, nil, nil
	c.Account.AccessCode = &client.AccessCodeState{IssuedAt: now.Add(-10 * day), ExpiresAt: now.Add(4 * day), Channel: client.ByPost}
}

func says(c *Case, answers ...string) {
	for _, answer := range answers {
		question, value, _ := strings.Cut(answer, ":")
		c.Said[Question(question)] = Answer(value)
	}
}

func mailed(c *Case, kind, status string, ago time.Duration) {
	mail := client.Mail{At: now.Add(-ago), Kind: kind, To: "m****@example.com", Status: status}
	c.Mail = slices.Insert(c.Mail, 0, mail)
}

func called(c *Case, ago time.Duration, done ...string) {
	call := client.Call{ID: "k", ClosedAt: now.Add(-ago)}
	for _, what := range done {
		call.Done = append(call.Done, client.Deed{At: now.Add(-ago), What: what, Result: "done"})
	}
	c.Calls = slices.Insert(c.Calls, 0, call)
}

func proxied(c *Case, relation client.Relation, access string) {
	c.Account.Proxies = append(c.Account.Proxies, client.Proxy{Relation: relation, Access: access, Since: now.Add(-400 * day), Name: "Ada Okafor"})
}

func aged(c *Case, age int) { c.Account.Age, c.Account.Minor = age, age < 18 }

func codes(findings []Finding) []string {
	out := []string{}
	for _, f := range findings {
		out = append(out, f.Code)
	}
	return out
}

func allSituations() []situation {
	return slices.Concat(accountSituations, startSituations, passwordSituations, mailSituations, peopleSituations, otherSituations)
}

func TestSituations(t *testing.T) {
	for _, s := range allSituations() {
		t.Run(s.code, func(t *testing.T) {
			c := healthy()
			s.found(&c)
			found := Find(c)
			if got := codes(found); !slices.Equal(got, s.among) {
				t.Errorf("found %v\nwant  %v", got, s.among)
			}
			for _, f := range found {
				checkFinding(t, f)
			}
			s.near(&c)
			if got := codes(Find(c)); slices.Contains(got, s.code) {
				t.Errorf("the near miss: found %v", got)
			}
		})
	}
}

// absences are found because something is not there.
var absences = []string{"no-contact", "state-unknown", "sign-ins-unknown"}

// checkFinding holds for whatever is found: nothing is left blank, and something supports it.
func checkFinding(t *testing.T, f Finding) {
	t.Helper()
	for _, sentence := range []string{f.Sentence, f.Tell} {
		for _, name := range blank.FindAllStringSubmatch(sentence, -1) {
			if fact := f.Facts[name[1]]; fact == nil || fact == "" || fact == (time.Time{}) {
				t.Errorf("%s: %q has a blank: %v", f.Code, sentence, f.Facts)
			}
		}
	}
	if len(f.Evidence) == 0 && !slices.Contains(absences, f.Code) {
		t.Errorf("%s: nothing supports it", f.Code)
	}
	if len(f.Evidence) > MostEvidence {
		t.Errorf("%s: %d entries of evidence", f.Code, len(f.Evidence))
	}
	keys := Sentences()
	for _, e := range f.Evidence {
		if !slices.Contains(keys, e.Sentence) && e.Sentence != "Unlock" && e.Sentence != "Reset password" {
			t.Errorf("%s: %q is not among the sentences to translate", f.Code, e.Sentence)
		}
	}
}

func TestEveryRuleHasItsSituation(t *testing.T) {
	told := map[string]bool{}
	for _, s := range allSituations() {
		told[s.code] = true
		if !slices.Contains(s.among, s.code) {
			t.Errorf("%s is not among %v", s.code, s.among)
		}
	}
	for _, r := range Ours().rules {
		if !told[r.Code] {
			t.Errorf("there is no situation for %q", r.Code)
		}
	}
	if len(told) != len(Ours().rules) || len(told) < 30 {
		t.Errorf("%d situations for %d rules", len(told), len(Ours().rules))
	}
}

func TestNothingKeepsTheHealthyOut(t *testing.T) {
	for name, change := range map[string]func(*Case){
		"fine": func(*Case) {},
		"nothing known but active": func(c *Case) {
			*c = Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{Status: client.StatusActive}, Contacts: c.Account.Contacts}}
		},
		"sign-ins not read": func(c *Case) {
			c.Missing = map[client.Ability]error{client.ShowsSignIns: &client.Error{Kind: client.Offline}}
		},
		"answers nobody has": func(c *Case) {
			says(c, "screen:<script>", "phone:gone", "weather:rain", "typed:maria@example.com", "caller:stranger", "account:patients")
		},
		"an outage that nobody dates": func(c *Case) { c.Line.Down = true },
		"wrong password long ago":     func(c *Case) { c.Attempts = nil; try(c, 30*day, client.CauseWrongPassword) },
	} {
		t.Run(name, func(t *testing.T) {
			c := healthy()
			change(&c)
			if got := Find(c); len(got) != 0 {
				t.Errorf("found %+v", got)
			}
		})
	}
}
