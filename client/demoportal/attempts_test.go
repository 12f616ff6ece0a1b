package demoportal_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// fails closes a verification of somebody who knows nothing.
func (d *desk) fails(id client.AccountID) {
	d.t.Helper()
	v := d.begin(id, asPatient())
	for range 3 {
		d.step(v, "identifiers", said(client.IdentifierMRN, "0")).is(200)
	}
}

func TestFailedProofsOutliveAKillAndStopEveryAgent(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	d := startOn(t, at, demoportal.Options{StateDir: dir}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	for range 3 {
		d.fails(id)
	}
	at.Advance(2 * time.Hour) // longer than any verification
	again := startOn(t, at, demoportal.Options{StateDir: killed(t, dir, "")}).as("kwright")
	failed := again.account(id).FailedProofs
	if len(failed) != 3 || failed[0].AgentID != "agent-mortiz" || failed[0].Relation != client.RelationPatient || len(failed[0].Mismatched) != 3 {
		t.Errorf("shown to the next agent: %+v", failed)
	}
	path := "/accounts/" + string(id) + "/verifications"
	again.post(path, asPatient()).refused(403, "too-many-failed-proofs")
	staff := asPatient()
	staff.Relation = client.RelationStaff
	again.post(path, staff).is(201)
	at.Advance(22 * time.Hour)
	again = again.as("kwright")
	again.post(path, asPatient()).is(201)
	if failed := again.account(id).FailedProofs; len(failed) != 0 {
		t.Errorf("after a day: %+v", failed)
	}
}

func TestAVerificationThatIsOpenStopsWithTheOthers(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	open := d.identify(d.begin(id, asPatient()))
	other := d.as("kwright")
	for range 3 {
		other.fails(id)
	}
	phone := contact(d.account(id), client.ContactPhone)
	d.step(open, "call-back", map[string]any{"contactId": phone}).refused(403, "too-many-failed-proofs")
}

func TestWhoGivesUpAfterAMismatchHasFailed(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	v := d.begin(id, asPatient())
	d.step(v, "identifiers", said(client.IdentifierMRN, "0")).is(200)
	if failed := d.account(id).FailedProofs; len(failed) != 0 {
		t.Errorf("while the caller is asked: %+v", failed)
	}
	d.clock.Advance(15 * time.Minute)
	d = d.as("mortiz")
	if failed := d.account(id).FailedProofs; len(failed) != 1 {
		t.Errorf("a quarter of an hour later: %+v", failed)
	}
	d.identify(v)
	if failed := d.account(id).FailedProofs; len(failed) != 0 {
		t.Errorf("proven after all: %+v", failed)
	}
	v = d.begin(id, asPatient())
	d.step(v, "identifiers", said(client.IdentifierMRN, "0")).is(200)
	d.begin(id, asPatient())
	if failed := d.account(id).FailedProofs; len(failed) != 1 {
		t.Errorf("the agent went on to another caller: %+v", failed)
	}
}

func TestAParentMayHaveWhatThePatientsAgeAllows(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	for trait, status := range map[demoportal.Trait]int{demoportal.TraitChild: 200, demoportal.TraitTeen: 403} {
		id := d.one(trait)
		account := d.account(id)
		p := d.proveAs(id, client.BeginVerification{Relation: client.RelationParent, ProxyID: account.Proxies[0].ID})
		email := contact(account, client.ContactEmail)
		answer := d.do(d.operation(id, "password-reset", p, map[string]any{"way": "link", "contactId": email}))
		if status == 403 {
			answer.refused(status, "relation-not-allowed")
			d.do(d.operation(id, "access-code", p, map[string]any{"channel": "email", "hours": 1})).refused(status, "relation-not-allowed")
		} else {
			answer.is(status)
		}
		d.do(d.operation(id, "sign-out", p, nil)).is(200)
	}
}

func TestAContactChangedInThisCallIsNotCalledBack(t *testing.T) {
	d := start(t, demoportal.Options{}).as("kwright")
	id := d.one(demoportal.TraitAdult)
	caller := asPatient()
	caller.CallID = client.CallID(uuid.NewString())
	p := d.proveAs(id, caller)
	phone := contact(d.account(id), client.ContactPhone)
	d.do(d.operation(id, "contact", p, map[string]any{"contactId": phone, "value": "212-555-0123"})).is(200)
	v := d.identify(d.begin(id, asPatient()))
	for _, step := range []string{"codes", "call-back"} {
		d.step(v, step, map[string]any{"contactId": phone}).refused(403, "contact-changed-recently")
	}
}
