package proof_test

import (
	"errors"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/proof"
)

func TestWrongAnswersCountAcrossVerifications(t *testing.T) {
	d := newDesk(t, newClinic())
	d.policy.MaxFailures = 0
	for wrong := range 15 {
		v := d.begin(maria)
		if _, err := d.says(v, client.IdentifierMRN, "0"); err != nil {
			t.Fatalf("wrong answer %d: %v", wrong+1, err)
		}
		d.clock = d.clock.Add(time.Minute)
	}
	_, err := d.beginAs(maria, client.BeginVerification{Relation: client.RelationPatient})
	wants(t, err, client.Throttled, "throttled")
	if fault, _ := errors.AsType[*client.Error](err); fault.RetryAfter != 45*time.Minute {
		t.Errorf("to be tried again after %v", fault.RetryAfter)
	}
	d.begin(mario)
	d.clock = d.clock.Add(45 * time.Minute)
	d.begin(maria)
}

func TestAVerificationThatIsOpenIsLimitedToo(t *testing.T) {
	d := newDesk(t, &messenger{clinic: newClinic()})
	d.policy.MaxFailures = 0
	open, err := d.sendCode(d.maria(), "phone")
	if err != nil {
		t.Fatal(err)
	}
	for range 15 {
		if _, err := d.says(d.begin(maria), client.IdentifierMRN, "0"); err != nil {
			t.Fatal(err)
		}
	}
	_, err = d.says(open, client.IdentifierEmail, "maria@example.com")
	wants(t, err, client.Throttled, "throttled")
	_, err = d.checkCode(open, rightCode)
	wants(t, err, client.Throttled, "throttled")
}

func TestLimitsOutliveAProver(t *testing.T) {
	c := newClinic()
	d := newDesk(t, c)
	d.policy.MaxFailures = 0
	for range 15 {
		if _, err := d.says(d.begin(maria), client.IdentifierMRN, "0"); err != nil {
			t.Fatal(err)
		}
	}
	next := newDesk(t, c)
	next.begin(maria) // with limits of its own
	config := proof.Config{Patients: c, Policy: next.policyNow, Agent: next.agentNow, Attempts: d.book, Now: func() time.Time { return morning }}
	_, err := proof.New(config).BeginVerification(t.Context(), maria,
		client.BeginVerification{CallID: next.call, Relation: client.RelationPatient}, newKey())
	wants(t, err, client.Throttled, "throttled")
}

func TestCodesAreLimited(t *testing.T) {
	m := &messenger{clinic: newClinic()}
	d := newDesk(t, m)
	for range 2 {
		v := d.maria()
		for range 5 {
			if _, err := d.sendCode(v, "phone"); err != nil {
				t.Fatal(err)
			}
		}
		_, err := d.sendCode(v, "phone")
		wants(t, err, client.Throttled, "throttled")
	}
	_, err := d.sendCode(d.maria(), "phone")
	wants(t, err, client.Throttled, "throttled")
	if m.sent != 10 {
		t.Errorf("%d codes were sent", m.sent)
	}
}

func TestACodeThatMayHaveBeenSentCounts(t *testing.T) {
	m := &messenger{clinic: newClinic(), fails: &client.Error{Op: "send", Kind: client.OutcomeUnknown}}
	d := newDesk(t, m)
	v := d.maria()
	for range 5 {
		_, err := d.sendCode(v, "phone")
		wants(t, err, client.OutcomeUnknown, "")
	}
	m.fails = nil
	_, err := d.sendCode(v, "phone")
	wants(t, err, client.Throttled, "throttled")
}

func TestACodeThatWasNeverSentDoesNotCount(t *testing.T) {
	m := &messenger{clinic: newClinic(), fails: &client.Error{Op: "send", Kind: client.Offline}}
	d := newDesk(t, m)
	v := d.maria()
	for range 6 {
		_, err := d.sendCode(v, "phone")
		wants(t, err, client.Offline, "")
	}
	m.fails = nil
	if v, err := d.sendCode(v, "phone"); err != nil || v.CodeSent == nil {
		t.Errorf("%+v, %v", v, err)
	}
}
