package demoportal_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestATemporarySecretWorksOnceAndMustBeChanged(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	patient := d.portal.Patient(id)
	if _, err := patient.SignIn(patient.LoginID(), patient.FirstPassword()); err != nil {
		t.Fatal(err)
	}
	outcome := read[client.Outcome](d.do(d.operation(id, "password-reset", d.prove(id), map[string]any{"way": "temporary"})).is(200))
	if outcome.Account.Status != client.StatusResetPending || !outcome.Account.MustChangePassword || outcome.EndedSessions == 0 {
		t.Errorf("account %+v, %d sessions ended", outcome.Account, outcome.EndedSessions)
	}
	if len(outcome.Notified) != 2 {
		t.Errorf("notified %v", outcome.Notified)
	}
	if _, err := patient.SignIn(patient.LoginID(), patient.FirstPassword()); err == nil {
		t.Error("the old password still works")
	}
	typed := strings.ToLower(strings.ReplaceAll(outcome.Secret.Value, "-", " "))
	if mustChange, err := patient.SignIn(patient.LoginID(), typed); err != nil || !mustChange {
		t.Fatalf("temporary secret: must change %v, %v", mustChange, err)
	}
	if _, err := patient.SignIn(patient.LoginID(), typed); err == nil {
		t.Error("the temporary secret worked twice")
	}
	if err := patient.SetPassword("a new password"); err != nil {
		t.Fatal(err)
	}
	if mustChange, err := patient.SignIn(patient.LoginID(), "a new password"); err != nil || mustChange {
		t.Errorf("new password: must change %v, %v", mustChange, err)
	}
}

func TestATemporarySecretExpiresInThreeHours(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	outcome := read[client.Outcome](d.do(d.operation(id, "password-reset", d.prove(id), map[string]any{"way": "temporary"})).is(200))
	d.clock.Advance(3 * time.Hour)
	_, err := d.portal.Patient(id).SignIn(d.portal.Patient(id).LoginID(), outcome.Secret.Value)
	wantCause(t, err, client.CauseTemporaryExpired)
}

func TestOnlyTheNewestAccessCodeWorksAndOnlyOnce(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitInvitable)
	p := d.prove(id)
	issue := func() client.Outcome {
		return read[client.Outcome](d.do(d.operation(id, "access-code", p, map[string]any{"channel": "voice"})).is(200))
	}
	first, second := issue(), issue()
	if second.Account.Status != client.StatusInvited || second.Account.AccessCode == nil {
		t.Errorf("account after issue: %+v", second.Account)
	}
	patient := d.portal.Patient(id)
	wantCause(t, patient.Redeem(first.Secret.Value), client.CauseOldCode)
	if err := patient.Redeem(" " + strings.ToLower(strings.ReplaceAll(second.Secret.Value, "-", ""))); err != nil {
		t.Fatal(err)
	}
	wantCause(t, patient.Redeem(second.Secret.Value), client.CauseOldCode)
	if err := patient.SetPassword("a new password"); err != nil {
		t.Fatal(err)
	}
	if _, err := patient.SignIn(patient.LoginID(), "a new password"); err != nil {
		t.Error(err)
	}
	attempts := read[client.Page[client.SignInAttempt]](d.get("/accounts/" + string(id) + "/sign-in-attempts").is(200))
	if attempts.Items[0].Cause != client.CauseSuccess || attempts.Items[1].Cause != client.CauseOldCode {
		t.Errorf("attempts %+v", attempts.Items[:2])
	}
}

func TestAccessCodesLiveAsLongAsTheirChannelAllows(t *testing.T) {
	for _, c := range []struct {
		channel   client.CodeChannel
		hours     int
		wantHours int
	}{
		{client.ByVoice, 0, 24}, {client.ByVoice, 2, 2}, {client.ByVoice, 999, 24}, {client.ByPost, 0, 504},
		{client.ByEmail, 100, 24}, {client.ByText, 5, 1},
	} {
		t.Run(string(c.channel), func(t *testing.T) {
			d := start(t, demoportal.Options{}).as("mortiz")
			id := d.one(demoportal.TraitInvitable)
			order := d.operation(id, "access-code", d.prove(id), map[string]any{"channel": c.channel, "hours": c.hours})
			outcome := read[client.Outcome](d.do(order).is(200))
			if life := outcome.Account.AccessCode.ExpiresAt.Sub(d.clock.Now()); life != time.Duration(c.wantHours)*time.Hour {
				t.Errorf("lives %v, want %d hours", life, c.wantHours)
			}
			code := d.sentCode(outcome)
			d.clock.Advance(time.Duration(c.wantHours) * time.Hour)
			wantCause(t, d.portal.Patient(id).Redeem(code), client.CauseCodeExpired)
			if status := d.as("mortiz").account(id).Status; status != client.StatusCodeExpired {
				t.Errorf("status %s after the code ran out", status)
			}
		})
	}
}

// sentCode is the code of an outcome: in the answer, or else on the patient's phone.
func (d *desk) sentCode(outcome client.Outcome) string {
	if outcome.Secret != nil {
		return outcome.Secret.Value
	}
	for _, message := range d.portal.Phone().Messages() {
		if message.Account == outcome.Account.ID && message.Code != "" {
			return message.Code
		}
	}
	d.t.Fatal("no code was handed over")
	return ""
}

func wantCause(t *testing.T, err error, cause client.AttemptCause) {
	t.Helper()
	refused, is := err.(*demoportal.Refused)
	if !is || refused.Cause != cause {
		t.Errorf("patient: %v, want refused for %s", err, cause)
	}
}

func TestASentSecretIsNotInTheAnswer(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	email := contact(d.account(id), client.ContactEmail)
	outcome := read[client.Outcome](d.do(d.operation(id, "password-reset", d.prove(id), map[string]any{"way": "code", "contactId": email})).is(200))
	if outcome.Secret != nil {
		t.Error("the agent was shown a code that was sent to the patient")
	}
	patient := d.portal.Patient(id)
	if err := patient.Redeem(d.sentCode(outcome)); err != nil {
		t.Error(err)
	}
}

func TestDeactivationEndsSessionsAndNeedsAReason(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	patient := d.portal.Patient(id)
	if _, err := patient.SignIn(patient.LoginID(), patient.FirstPassword()); err != nil {
		t.Fatal(err)
	}
	p := d.prove(id)
	d.do(d.operation(id, "deactivation", p, map[string]any{"reason": "  "})).refused(400, "reason-invalid")
	d.do(d.operation(id, "deactivation", p, map[string]any{"reason": strings.Repeat("x", 65)})).refused(400, "reason-invalid")
	outcome := read[client.Outcome](d.do(d.operation(id, "deactivation", p, map[string]any{"reason": "Left the practice"})).is(200))
	if outcome.EndedSessions == 0 || outcome.Account.Reason != "Left the practice" {
		t.Errorf("outcome %+v", outcome)
	}
	sessions := read[client.Page[client.PatientSession]](d.get("/accounts/" + string(id) + "/sessions").is(200))
	if len(sessions.Items) != 0 {
		t.Error("sessions are still open")
	}
	_, err := patient.SignIn(patient.LoginID(), patient.FirstPassword())
	wantCause(t, err, client.CauseDeactivated)
	d.do(d.operation(id, "deactivation", p, map[string]any{"reason": "again"})).refused(409, "state-not-suited")
	if outcome := read[client.Outcome](d.do(d.operation(id, "activation", p, nil)).is(200)); outcome.Account.Status != client.StatusActive {
		t.Errorf("status %s after activation", outcome.Account.Status)
	}
}

func TestFiveWrongPasswordsLockAndUnlockSaysWhatIsNext(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	patient := d.portal.Patient(id)
	for range 5 {
		_, err := patient.SignIn(patient.LoginID(), "wrong")
		wantCause(t, err, client.CauseWrongPassword)
	}
	_, err := patient.SignIn(patient.LoginID(), patient.FirstPassword())
	wantCause(t, err, client.CauseLocked)
	if account := d.account(id); account.Status != client.StatusLocked || account.LockedUntil == nil {
		t.Fatalf("account %+v", account)
	}
	outcome := read[client.Outcome](d.do(d.operation(id, "unlock", d.prove(id), nil)).is(200))
	if outcome.NextStep == "" || outcome.Account.Status != client.StatusActive {
		t.Errorf("outcome %+v", outcome)
	}
	if _, err := patient.SignIn(patient.LoginID(), patient.FirstPassword()); err != nil {
		t.Error(err)
	}
}

func TestATimedLockOpensByItselfAndChangesTheVersion(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitLockedForATime)
	order := d.operation(id, "unlock", d.prove(id), nil)
	d.clock.Advance(31 * time.Minute)
	again := d.as("mortiz")
	if status := again.account(id).Status; status != client.StatusActive {
		t.Fatalf("status %s", status)
	}
	order.body.(map[string]any)["proof"] = again.prove(id).token
	again.do(order).refused(403, "proof-required")
	p := again.prove(id)
	order.body = map[string]any{"callId": p.call, "proof": p.token}
	again.do(order).refused(412, "account-changed")
}

func TestLoginIDsAreUniqueAndWellFormed(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	adults := d.portal.Sample(demoportal.TraitAdult, 2)
	id, taken := adults[0], d.portal.Patient(adults[1]).LoginID()
	p := d.prove(id)
	d.do(d.operation(id, "login-id", p, map[string]any{"loginId": strings.ToUpper(taken)})).refused(409, "login-id-taken")
	d.do(d.operation(id, "login-id", p, map[string]any{"loginId": "a b"})).refused(400, "login-id-invalid")
	before := d.portal.Patient(id).LoginID()
	d.do(d.operation(id, "login-id", p, map[string]any{"loginId": "river.song"})).is(200)
	for query, want := range map[string]int{"river.song": 1, before: 0} {
		if page := d.search("q=" + query); page.Total != want {
			t.Errorf("look-up of a login ID that was changed: %d, want %d", page.Total, want)
		}
	}
	d.do(d.operation(adults[1], "login-id", d.prove(adults[1]), map[string]any{"loginId": before})).is(200)
}

func TestACorrectedContactIsQuietAndBothAddressesAreTold(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	email := contact(d.account(id), client.ContactEmail)
	old := d.portal.Truth(id)[client.IdentifierEmail]
	p := d.prove(id)
	d.do(d.operation(id, "contact", p, map[string]any{"contactId": email, "value": "not an address"})).refused(400, "contact-invalid")
	d.do(d.operation(id, "contact", p, map[string]any{"contactId": email, "value": "new@example.org"})).is(200)
	told := map[string]bool{}
	for _, message := range d.portal.Phone().Messages() {
		told[message.To] = true
	}
	if !told[old] || !told["new@example.org"] {
		t.Error("the old and the new address were not both told")
	}
	v := d.identify(d.begin(id, client.BeginVerification{CallID: p.call, Relation: client.RelationPatient}))
	d.step(v, "codes", map[string]any{"contactId": email}).refused(403, "contact-changed-recently")
	d.do(d.operation(id, "password-reset", p, map[string]any{"way": "link", "contactId": email})).refused(403, "approval-required")
	next := d.prove(id)
	d.do(d.operation(id, "password-reset", next, map[string]any{"way": "link", "contactId": email})).refused(403, "contact-changed-recently")
	d.clock.Advance(7 * 24 * time.Hour)
	later := d.as("mortiz")
	v = later.identify(later.begin(id, client.BeginVerification{CallID: p.call, Relation: client.RelationPatient}))
	later.step(v, "codes", map[string]any{"contactId": email}).is(200)
}

func TestAnOperationNamesTheVersionItSaw(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	p := d.prove(id)
	order := d.operation(id, "sign-out", p, nil)
	without := order
	without.match = ""
	d.do(without).refused(428, "precondition-required")
	first := d.do(order).is(200)
	d.do(order).refused(412, "account-changed")
	if tag := first.header.Get("ETag"); tag != d.account(id).Version {
		t.Errorf("ETag %s of the answer is not the account's", tag)
	}
}

func TestRefusalsComeInTheContractsOrder(t *testing.T) {
	missing := map[client.Ability]client.Offer{client.DeactivatesIt: {Reason: "not here", WayAround: "ask the clinic"}}
	d := start(t, demoportal.Options{Without: missing})
	senior, plain := d.as("mortiz"), d.as("jdoe")
	id, deceased := d.one(demoportal.TraitAdult), d.one("deceased")
	plain.post("/accounts/"+string(id)+"/unlock", map[string]any{}).refused(403, "role-not-allowed")
	senior.post("/accounts/"+string(id)+"/unlock", map[string]any{}).refused(400, "call-required")
	call := uuid.NewString()
	senior.post("/accounts/"+string(id)+"/unlock", map[string]any{"callId": call}).refused(403, "proof-required")
	d.access = ""
	d.post("/accounts/"+string(id)+"/unlock", map[string]any{}).refused(401, "session-ended")
	p := senior.prove(deceased)
	senior.do(senior.operation(deceased, "deactivation", p, map[string]any{"reason": "x"})).refused(409, "state-not-suited")
	p = senior.prove(id)
	senior.do(senior.operation(id, "deactivation", p, map[string]any{"reason": "x"})).refused(501, "not-offered")
	about := read[client.About](d.get("/about").is(200))
	if offer := about.Abilities[client.DeactivatesIt]; offer.Offered || offer.WayAround == "" {
		t.Errorf("offer %+v", offer)
	}
}

func TestRolesHaveWhatTheirSessionSays(t *testing.T) {
	d := start(t, demoportal.Options{})
	auditor := d.as("lchen")
	id := d.one(demoportal.TraitAdult)
	auditor.get("/accounts/" + string(id)).is(200)
	auditor.get("/calls").is(200)
	auditor.get("/audit-events").is(200)
	auditor.post("/accounts/"+string(id)+"/verifications", client.BeginVerification{}).refused(403, "role-not-allowed")
	auditor.post("/calls", client.Call{}).refused(403, "role-not-allowed")
	auditor.post("/audit-events", map[string]any{}).refused(403, "role-not-allowed")
	d.as("mortiz").get("/audit-events").refused(403, "role-not-allowed")
	d.as("kwright").get("/audit-events").is(200)
	plain := d.as("jdoe")
	plain.do(plain.operation(id, "password-reset", plain.prove(id), map[string]any{"way": "temporary"})).refused(403, "role-not-allowed")
}

func (d *desk) search(query string) client.Page[client.AccountRow] {
	d.t.Helper()
	return read[client.Page[client.AccountRow]](d.do(ask{method: http.MethodGet, path: "/accounts?" + query}).is(200))
}
