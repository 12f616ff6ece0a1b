package proof_test

import (
	"errors"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/attempts"
	"portaldesk/client/proof"
)

func (d *desk) failed(account client.AccountID) []client.FailedProof {
	d.t.Helper()
	failed, err := d.Failed(d.t.Context(), account)
	if err != nil {
		d.t.Fatal(err)
	}
	return failed
}

// fails closes a verification of somebody who knows nothing.
func (d *desk) fails(account client.AccountID) {
	d.t.Helper()
	v := d.begin(account)
	for range d.policy.MaxMismatches {
		if _, err := d.says(v, client.IdentifierMRN, "0"); err != nil {
			d.t.Fatal(err)
		}
	}
}

func TestFailuresAreKeptAndStopTheRelation(t *testing.T) {
	d := newDesk(t, newClinic())
	open := d.begin(child)
	for range 3 {
		d.fails(maria)
		d.clock = d.clock.Add(time.Minute)
	}
	if failed := d.failed(maria); len(failed) != 3 || failed[0].AgentID != "agent-1" || len(failed[0].Mismatched) != 3 {
		t.Errorf("%+v", failed)
	}
	d.agent = "agent-2"
	_, err := d.beginAs(maria, client.BeginVerification{Relation: client.RelationPatient})
	wants(t, err, client.Forbidden, attempts.TooMany)
	if until, told := attempts.UntilOf(err); !told || !until.Equal(morning.Add(24*time.Hour)) {
		t.Errorf("until %v", until)
	}
	if _, err := d.beginAs(maria, client.BeginVerification{Relation: client.RelationStaff}); err != nil {
		t.Errorf("another relation: %v", err)
	}
	d.agent = "agent-1"
	if _, err := d.says(open, client.IdentifierMRN, "4000123"); err != nil {
		t.Errorf("another account: %v", err)
	}
	d.clock = morning.Add(24 * time.Hour)
	d.begin(maria)
}

func TestAVerificationThatIsOpenIsStoppedToo(t *testing.T) {
	d := newDesk(t, newClinic())
	open := d.maria()
	d.agent = "agent-2"
	for range 3 {
		d.fails(maria)
	}
	d.agent = "agent-1"
	_, err := d.callBack(open, "phone")
	wants(t, err, client.Forbidden, attempts.TooMany)
}

func TestGivenUpAfterAMismatchIsAFailure(t *testing.T) {
	d := newDesk(t, newClinic())
	if _, err := d.says(d.begin(maria), client.IdentifierMRN, "0"); err != nil {
		t.Fatal(err)
	}
	if got := len(d.failed(maria)); got != 0 {
		t.Errorf("%d failed while the caller is still asked", got)
	}
	d.begin(maria)
	if got := len(d.failed(maria)); got != 1 {
		t.Errorf("%d failed when the agent went on to another", got)
	}
}

func TestWhoIsProvenInTheEndHasNotFailed(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.begin(maria)
	if _, err := d.says(v, client.IdentifierMRN, "0"); err != nil {
		t.Fatal(err)
	}
	d.identified(v, "1984-03-12")
	d.clock = d.clock.Add(time.Hour)
	if got := len(d.failed(maria)); got != 0 {
		t.Errorf("%d failed", got)
	}
}

func TestWrongCodesFailWithoutAnIdentifier(t *testing.T) {
	d := newDesk(t, &messenger{clinic: newClinic()})
	v, err := d.sendCode(d.maria(), "phone")
	for range 5 {
		if err == nil {
			v, err = d.checkCode(v, "000000")
		}
	}
	if failed := d.failed(maria); err != nil || !v.Closed || len(failed) != 1 || len(failed[0].Mismatched) != 0 {
		t.Errorf("closed %v, failed %+v, %v", v.Closed, failed, err)
	}
}

func TestFailuresOutliveAProver(t *testing.T) {
	c := newClinic()
	d := newDesk(t, c)
	for range 3 {
		d.fails(maria)
	}
	next := newDesk(t, c)
	next.agent = "agent-2"
	next.KeepAttempts(d.book)
	_, err := next.beginAs(maria, client.BeginVerification{Relation: client.RelationPatient})
	wants(t, err, client.Forbidden, attempts.TooMany)
}

// full is a book whose disk is full.
type full struct{ attempts.Book }

func (full) Change(client.AccountID, func(*attempts.Record)) error { return errors.New("no space") }

func TestWhatCannotBeWrittenDownIsNotAnswered(t *testing.T) {
	m := &messenger{clinic: newClinic()}
	d := newDesk(t, m)
	v := d.maria()
	d.KeepAttempts(full{d.book})
	_, err := d.says(v, client.IdentifierEmail, "wrong@example.com")
	wants(t, err, client.Unavailable, "attempts-not-kept")
	_, err = d.sendCode(v, "phone")
	wants(t, err, client.Unavailable, "attempts-not-kept")
	if m.sent != 0 {
		t.Error("a code was sent that nobody counted")
	}
}

func TestAParentOfATeenagerGetsNoWayIn(t *testing.T) {
	d := newDesk(t, newClinic())
	mother := client.BeginVerification{Relation: client.RelationParent, ProxyID: "mother"}
	v, err := d.beginAs(child, mother)
	if err != nil {
		t.Fatal(err)
	}
	v = d.identified(v, "2008-03-03")
	wants(t, d.may(v, client.EndsSessions), "", "")
	if v, err = d.callBack(v, "phone"); err != nil {
		t.Fatal(err)
	}
	for _, ability := range []client.Ability{client.ResetByLink, client.IssuesAccessCode, client.ChangesLoginID} {
		wants(t, d.may(v, ability), client.Forbidden, "relation-not-allowed")
	}
}

func TestAParentOfAChildMayHaveItsWayIn(t *testing.T) {
	c := newClinic()
	c.change(child, func(f *client.OnFile) { f.BirthDate = "2014-03-03" }) // 11 years old
	d := newDesk(t, c)
	v, err := d.beginAs(child, client.BeginVerification{Relation: client.RelationParent, ProxyID: "mother"})
	if err != nil {
		t.Fatal(err)
	}
	if v, err = d.callBack(d.identified(v, "2014-03-03"), "phone"); err != nil {
		t.Fatal(err)
	}
	wants(t, d.may(v, client.ResetByLink), "", "")
	d.clock = morning.Add(24 * time.Hour) // the twelfth birthday
	wants(t, d.may(v, client.ResetByLink), client.Forbidden, "relation-not-allowed")
}

func TestOfUnknownAgeAParentMayHaveNothing(t *testing.T) {
	c := newClinic()
	c.change(child, func(f *client.OnFile) { f.BirthDate = "" })
	d := newDesk(t, c)
	_, err := d.beginAs(child, client.BeginVerification{Relation: client.RelationParent, ProxyID: "mother"})
	wants(t, err, client.Forbidden, "relation-not-allowed")
}

func TestAContactChangedInThisCallProvesNobody(t *testing.T) {
	c := newClinic()
	d := newDesk(t, &messenger{clinic: c})
	v := d.maria()
	c.change(maria, func(f *client.OnFile) { f.Contacts[1].ChangedAt = d.clock })
	_, err := d.sendCode(v, "phone")
	wants(t, err, client.Forbidden, "contact-changed-recently")
	_, err = d.callBack(v, "phone")
	wants(t, err, client.Forbidden, "contact-changed-recently")
}

func TestRulesOfAgeMustMakeSense(t *testing.T) {
	for name, spoil := range map[string]func(*client.VerificationPolicy, *client.RelationRule){
		"no age in it": func(_ *client.VerificationPolicy, r *client.RelationRule) { r.Ages[0].Below = r.Ages[0].From },
		"more than all": func(_ *client.VerificationPolicy, r *client.RelationRule) {
			r.Ages[0].MayHave = []client.Ability{client.ChangesLoginID}
		},
		"negative age":   func(_ *client.VerificationPolicy, r *client.RelationRule) { r.PatientBelowAge = -1 },
		"hours negative": func(p *client.VerificationPolicy, _ *client.RelationRule) { p.FailureHours = -1 },
		"hours too long": func(p *client.VerificationPolicy, _ *client.RelationRule) {
			p.FailureHours = attempts.MaxFailureHours + 1
		},
		"failures in no":  func(p *client.VerificationPolicy, _ *client.RelationRule) { p.FailureHours = 0 },
		"minus one to go": func(p *client.VerificationPolicy, _ *client.RelationRule) { p.MaxFailures = -1 },
	} {
		policy := proof.Usual(known, true)
		parent := policy.Relations[client.RelationParent]
		spoil(&policy, &parent)
		policy.Relations[client.RelationParent] = parent
		if wrong, ok := errors.AsType[*proof.PolicyError](proof.Validate(policy)); !ok {
			t.Errorf("%s: %v", name, wrong)
		}
	}
}
