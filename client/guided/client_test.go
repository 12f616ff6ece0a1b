package guided_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/guided"
)

const two = `Last Name,First Name,DOB,MRN,Phone,Email,Username,Portal Status
Alvarez,Maria,03/12/1984,4000123,212-555-0199,maria@example.com,malvarez84,Activated
Nowak,Jan,12/25/1961,4000124,,,,
`

func TestTheAgentOnlySaysWhoSheIs(t *testing.T) {
	p := open(t, guided.Config{})
	session, err := p.Resume(t.Context())
	if err != nil || session.Agent.Login != "m.ortiz" || session.Agent.ID != "m.ortiz" || !session.ExpiresAt.Equal(today.Add(12*time.Hour)) {
		t.Errorf("%+v, %v", session, err)
	}
	for _, login := range []string{"", "  ", strings.Repeat("x", 65)} {
		_, err := p.SignIn(t.Context(), client.Credentials{Login: login})
		wants(t, err, client.Invalid, "login-invalid")
	}
	wants(t, p.Reauthenticate(t.Context(), client.Credentials{Login: " M.ORTIZ "}), "", "")
	wants(t, p.Reauthenticate(t.Context(), client.Credentials{Login: "jdoe"}), client.Unauthenticated, "credentials-wrong")

	later, err := guided.New(guided.Config{Guide: mychart(t), Now: func() time.Time { return today.Add(12*time.Hour - time.Second) }}, p.kept)
	if err != nil {
		t.Fatal(err)
	}
	if resumed, err := later.Resume(t.Context()); err != nil || resumed.Agent != session.Agent {
		t.Errorf("after a restart: %+v, %v", resumed, err)
	}
	p.now = today.Add(12 * time.Hour)
	_, err = p.Resume(t.Context())
	wants(t, err, client.Unauthenticated, "session-ended")
	_, err = p.Search(t.Context(), client.Query{Text: "alvarez"})
	wants(t, err, client.Unauthenticated, "session-ended")
}

func TestNothingWithoutASession(t *testing.T) {
	p := openFile(t, two)
	if err := p.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, resumed := p.Resume(t.Context())
	_, searched := p.Search(t.Context(), client.Query{Text: "alvarez"})
	_, read := p.Account(t.Context(), "any")
	_, told := p.OnFile(t.Context(), "any")
	_, attempts := p.SignInAttempts(t.Context(), "any", 1)
	_, unlocked := p.Unlock(t.Context(), client.Change{Attested: &client.Attestation{Done: true}})
	_, fields := p.Fields(t.Context())
	_, walked := p.walk("")
	for _, err := range []error{
		resumed, searched, read, told, attempts, unlocked, fields, walked, p.Reauthenticate(t.Context(), client.Credentials{Login: "m.ortiz"}),
	} {
		wants(t, err, client.Unauthenticated, "not-signed-in")
	}
	if _, err := p.About(t.Context()); err != nil {
		t.Errorf("about needs no session: %v", err)
	}
	if err := p.SignOut(t.Context()); err != nil {
		t.Errorf("signing out of nothing: %v", err)
	}
}

func TestAKeyringThatFailsLetsNobodyIn(t *testing.T) {
	p := open(t, guided.Config{})
	p.kept.err = errors.New("locked")
	_, err := p.Resume(t.Context())
	wants(t, err, client.Unauthenticated, "tokens-not-kept")
	_, err = p.SignIn(t.Context(), client.Credentials{Login: "m.ortiz"})
	wants(t, err, client.Unauthenticated, "tokens-not-kept")
	wants(t, p.SignOut(t.Context()), client.Unauthenticated, "tokens-not-kept")
	p.kept.err = nil
	for _, spoilt := range []string{"{", "{}", `{"login":"m.ortiz"}`} {
		p.kept.held = client.Tokens{Access: spoilt}
		_, err = p.Resume(t.Context())
		wants(t, err, client.Unauthenticated, "session-ended")
	}
}

func TestAnAccountOfTheExport(t *testing.T) {
	p := openFile(t, two)
	rows := p.search("alvarez")
	if len(rows) != 1 || rows[0].Name != "Alvarez, Maria" || rows[0].MRN != "****123" || rows[0].BirthDate != "**/**/1984" {
		t.Fatalf("%+v", rows)
	}
	account := p.account(rows[0].ID)
	if account.AccountRow != rows[0] || account.PortalStatus != "Activated" || account.GivenName != "Maria" || account.Age != 41 || account.Version == "" {
		t.Errorf("%+v", account)
	}
	if len(account.Contacts) != 2 || account.Contacts[0].Masked != "m****@example.com" {
		t.Errorf("%+v", account.Contacts)
	}
	jan := p.account(p.search("nowak")[0].ID)
	if len(jan.Contacts) != 0 || jan.Status != client.StatusUnknown {
		t.Errorf("%+v", jan)
	}
	_, err := p.Mail(t.Context(), jan.ID, 5)
	wants(t, err, client.NotOffered, "not-offered")
	_, err = p.Sessions(t.Context(), jan.ID, 5)
	wants(t, err, client.NotOffered, "not-offered")
	for _, id := range []client.AccountID{"", "no-such-account", "../x"} {
		_, err = p.Account(t.Context(), id)
		wants(t, err, client.NotFound, "account-not-found")
	}
}

func TestWithoutAnIndexNothingIsFound(t *testing.T) {
	p := open(t, guided.Config{})
	p.UseIndex(nil)
	_, err := p.Search(t.Context(), client.Query{Text: "alvarez"})
	wants(t, err, client.Unavailable, "index-missing")
	_, err = p.Account(t.Context(), "any")
	wants(t, err, client.Unavailable, "index-missing")
}

// Each operation that the guide has steps for, and how the account stands when she did it.
func TestWhatIsDoneByHandMovesTheAccount(t *testing.T) {
	for _, c := range []struct {
		what  string
		order func(*portal, client.Change) (client.Outcome, error)
		state client.Status
	}{
		{"reset", func(p *portal, c client.Change) (client.Outcome, error) {
			return p.ResetPassword(p.t.Context(), c, client.PasswordReset{Way: client.WayLink, Contact: "email"})
		}, client.StatusActive},
		{"code by voice", func(p *portal, c client.Change) (client.Outcome, error) {
			return p.IssueAccessCode(p.t.Context(), c, client.AccessCodeIssue{Channel: client.ByVoice})
		}, client.StatusInvited},
		{"code by e-mail", func(p *portal, c client.Change) (client.Outcome, error) {
			return p.IssueAccessCode(p.t.Context(), c, client.AccessCodeIssue{Channel: client.ByEmail, Contact: "email"})
		}, client.StatusInvited},
		{"activate", func(p *portal, c client.Change) (client.Outcome, error) { return p.Activate(p.t.Context(), c) }, client.StatusActive},
		{"deactivate", func(p *portal, c client.Change) (client.Outcome, error) {
			return p.Deactivate(p.t.Context(), c, "Asked by the patient")
		}, client.StatusDeactivated},
		{"unlock", func(p *portal, c client.Change) (client.Outcome, error) { return p.Unlock(p.t.Context(), c) }, client.StatusActive},
		{"invite", func(p *portal, c client.Change) (client.Outcome, error) {
			return p.ResendInvitation(p.t.Context(), c, "email")
		}, client.StatusInvited},
		{"invite where the console says", func(p *portal, c client.Change) (client.Outcome, error) {
			return p.ResendInvitation(p.t.Context(), c, "")
		}, client.StatusInvited},
		{"code to where the console says", func(p *portal, c client.Change) (client.Outcome, error) {
			return p.IssueAccessCode(p.t.Context(), c, client.AccessCodeIssue{Channel: client.ByEmail})
		}, client.StatusInvited},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := openFile(t, two)
			p.t = t
			id := p.search("alvarez")[0].ID
			change := p.change(id)
			change.Attested = nil
			_, err := c.order(p, change)
			wants(t, err, client.Invalid, "attestation-required")
			change.Attested = &client.Attestation{Why: "not-permitted"}
			_, err = c.order(p, change)
			wants(t, err, client.Conflict, "not-done-by-hand")
			if fault, _ := errors.AsType[*client.Error](err); len(fault.Fields) != 1 || fault.Fields[0].Code != "not-permitted" {
				t.Errorf("why: %v", fault.Fields)
			}
			if now := p.account(id); now.Version != change.Version {
				t.Error("what was not done moved the account")
			}
			change.Attested = &client.Attestation{Done: true}
			outcome, err := c.order(p, change)
			if err != nil || outcome.Account.Status != c.state || outcome.Secret != nil || outcome.NextStep == "" {
				t.Fatalf("%+v, %v", outcome, err)
			}
			if now := p.account(id); now.Version != outcome.Account.Version || now.Status != c.state {
				t.Errorf("the answer is not the account as it is: %s", now.Status)
			}
			change.Account = "no-such-account"
			_, err = c.order(p, change)
			wants(t, err, client.NotFound, "account-not-found")
			change.Account, change.Version = id, `"long-gone"`
			_, err = c.order(p, change)
			wants(t, err, client.Stale, "account-changed")
		})
	}
}

func TestAReasonNobodyKnowsIsOther(t *testing.T) {
	p := openFile(t, two)
	change := p.change(p.search("alvarez")[0].ID)
	change.Attested = &client.Attestation{Why: "Maria would not say"}
	_, err := p.Unlock(t.Context(), change)
	if fault, _ := errors.AsType[*client.Error](err); len(fault.Fields) != 1 || fault.Fields[0].Code != "other" {
		t.Errorf("%v", err)
	}
}

// own is a guide that has steps for what MyChart has not.
func own(t *testing.T) guided.Guide {
	return parsed(t, `guide: 1
product: Own
[change login id]
1. Change it.
[end sessions]
1. End them.
[correct contact]
1. Correct it.
[reset password by temporary password]
1. Reset it.
[access codes]
life: 2 days
by: text
[issue access code]
1. Issue it.
`)
}

func openOwn(t *testing.T) *portal {
	t.Helper()
	p := open(t, guided.Config{Guide: own(t), CSV: file(t, []byte(two))})
	p.fill()
	return p
}

func TestTheNewLoginIDIsFound(t *testing.T) {
	p := openOwn(t)
	id := p.search("alvarez")[0].ID
	for _, unusable := range []string{"", "a b", strings.Repeat("x", 65)} {
		_, err := p.ChangeLoginID(t.Context(), p.change(id), unusable)
		wants(t, err, client.Invalid, "login-id-invalid")
	}
	if _, err := p.ChangeLoginID(t.Context(), p.change(id), "maria.new"); err != nil {
		t.Fatal(err)
	}
	if rows := p.search("maria.new"); len(rows) != 1 || rows[0].ID != id {
		t.Errorf("%+v", rows)
	}
	if outcome, err := p.SignOutEverywhere(t.Context(), p.change(id)); err != nil || outcome.Account.Status != client.StatusActive {
		t.Errorf("%+v, %v", outcome, err)
	}
	if outcome, err := p.ResetPassword(t.Context(), p.change(id), client.PasswordReset{Way: client.WayTemporary}); err != nil || outcome.Secret != nil {
		t.Errorf("%+v, %v", outcome.Secret, err)
	}
}

func TestACorrectedContactIsQuietFirst(t *testing.T) {
	p := openOwn(t)
	id := p.search("alvarez")[0].ID
	correct := func(id client.AccountID, contact client.ContactID, value string) (client.Outcome, error) {
		return p.CorrectContact(t.Context(), p.change(id), client.ContactCorrection{Contact: contact, Value: value})
	}
	for _, c := range []struct{ contact, value string }{
		{"email", "no address"}, {"email", ""}, {"phone", "call me"}, {"phone", "maria@example.com"}, {"nobody", "maria@example.com"}, {"email", "212-555-0100"},
		{"", "call me"}, {string(client.ChartContact), "maria@example.com"},
		{"email", strings.Repeat("x", 250) + "@example.com"},
	} {
		_, err := correct(id, client.ContactID(c.contact), c.value)
		wants(t, err, client.Invalid, "contact-invalid")
	}
	if _, err := correct(id, "email", " new@example.com "); err != nil {
		t.Fatal(err)
	}
	f, err := p.OnFile(t.Context(), id)
	if err != nil || len(f.Contacts) != 2 || f.Contacts[0].Value != "new@example.com" || !f.Contacts[0].ChangedAt.Equal(today) || f.Contacts[0].Verified {
		t.Errorf("%+v, %v", f.Contacts, err)
	}
	jan := p.search("nowak")[0].ID
	if _, err := correct(jan, "", "jan@example.com"); err != nil {
		t.Fatal(err)
	}
	if _, err := correct(jan, client.ChartContact, "212-555-0111"); err != nil {
		t.Fatal(err)
	}
	if f, _ = p.OnFile(t.Context(), jan); len(f.Contacts) != 2 || !f.Contacts[1].ChangedAt.Equal(today) {
		t.Errorf("%+v", f.Contacts)
	}
	slip := p.search("Smith, John")[0].ID
	if _, err := correct(slip, "", "john@example.com"); err != nil {
		t.Fatal(err)
	}
	if f, _ = p.OnFile(t.Context(), slip); len(f.Contacts) != 0 {
		t.Errorf("what was typed for a slip is a contact: %+v", f.Contacts)
	}
}

func TestOrdersThatMakeNoSense(t *testing.T) {
	p := openFile(t, two)
	id := p.search("alvarez")[0].ID
	_, err := p.ResetPassword(t.Context(), p.change(id), client.PasswordReset{Way: "owl"})
	wants(t, err, client.Invalid, "way-invalid")
	_, err = p.ResetPassword(t.Context(), p.change(id), client.PasswordReset{Way: client.WayLink, Contact: "nobody"})
	wants(t, err, client.Invalid, "contact-invalid")
	_, err = p.IssueAccessCode(t.Context(), p.change(id), client.AccessCodeIssue{Channel: client.ByText, Contact: "phone"})
	wants(t, err, client.Invalid, "way-invalid")
	_, err = p.IssueAccessCode(t.Context(), p.change(id), client.AccessCodeIssue{Channel: client.ByEmail, Contact: "nobody"})
	wants(t, err, client.Invalid, "contact-invalid")
	_, err = p.ResendInvitation(t.Context(), p.change(id), "nobody")
	wants(t, err, client.Invalid, "contact-invalid")
	for _, reason := range []string{"", " ", strings.Repeat("x", 65)} {
		_, err = p.Deactivate(t.Context(), p.change(id), reason)
		wants(t, err, client.Invalid, "reason-invalid")
	}
	_, err = p.ResetPassword(t.Context(), p.change(id), client.PasswordReset{Way: client.WayTemporary})
	wants(t, err, client.NotOffered, "not-offered")
}

func TestTwoAtOnceOneIsTooLate(t *testing.T) {
	p := openFile(t, two)
	id := p.search("alvarez")[0].ID
	change := p.change(id)
	p.index.slow = time.Millisecond
	errs := make([]error, 8)
	var acting sync.WaitGroup
	for i := range errs {
		acting.Go(func() { _, errs[i] = p.Deactivate(t.Context(), change, "Asked by the patient") })
	}
	acting.Wait()
	done := slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err != nil })
	if len(done) != 1 {
		t.Errorf("done %d times: %v", len(done), errs)
	}
	for _, err := range errs {
		if err != nil {
			wants(t, err, client.Stale, "account-changed")
		}
	}
}
