package demoportal_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func asPatient() client.BeginVerification {
	return client.BeginVerification{CallID: client.CallID(uuid.NewString()), Relation: client.RelationPatient}
}

func said(kind client.IdentifierKind, what string) client.IdentifierCheck {
	return client.IdentifierCheck{Kind: kind, Said: what}
}

func TestACodeProvesACallerWhomThreeIdentifiersFound(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	phone := contact(d.account(id), client.ContactPhone)
	v := d.begin(id, asPatient())
	d.step(v, "codes", map[string]any{"contactId": phone}).refused(403, "identifiers-first")
	d.step(v, "call-back", map[string]any{"contactId": phone}).refused(403, "identifiers-first")
	v = d.identify(v)
	if v.Level != client.Identified || v.Proof == nil || len(v.Matched) != 3 {
		t.Fatalf("after three identifiers: %+v", v)
	}
	d.step(v, "code-checks", map[string]any{"code": "123456"}).refused(409, "code-not-sent")
	v = read[client.Verification](d.step(v, "codes", map[string]any{"contactId": phone}).is(200))
	if v.CodeSent == nil || v.CodeSent.To == d.portal.Truth(id)[client.IdentifierPhone] {
		t.Fatalf("code sent: %+v", v.CodeSent)
	}
	code := d.portal.Phone().Messages()[0].Code
	wrong := read[client.Verification](d.step(v, "code-checks", map[string]any{"code": "x"}).is(200))
	if wrong.CodeSent.AttemptsLeft != v.CodeSent.AttemptsLeft-1 || wrong.Level != client.Identified {
		t.Errorf("after a wrong code: %+v", wrong)
	}
	v = read[client.Verification](d.step(v, "code-checks", map[string]any{"code": code[:3] + " " + code[3:]}).is(200))
	if v.Level != client.ProvenByOOB || v.Proof.Level != client.ProvenByOOB || v.CodeSent != nil {
		t.Errorf("after the code: %+v", v)
	}
	d.step(v, "code-checks", map[string]any{"code": code}).refused(409, "code-not-sent")
}

func TestEveryTrueIdentifierMatches(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	for _, id := range append(d.portal.Sample("active", 8), d.portal.Sample("code-expired", 2)...) {
		v := d.begin(id, asPatient())
		truth := d.portal.Truth(id)
		for kind, truly := range truth {
			v = read[client.Verification](d.step(v, "identifiers", said(kind, truly)).is(200))
		}
		if len(v.Matched) != len(truth) || len(v.Mismatched) != 0 {
			t.Errorf("%s: matched %v, mismatched %v", id, v.Matched, v.Mismatched)
		}
	}
}

func TestPartsAndMasksOfIdentifiersDoNotMatch(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	account, truth := d.account(id), d.portal.Truth(id)
	for kind, part := range map[client.IdentifierKind]string{
		client.IdentifierName:      account.GivenName,
		client.IdentifierBirthDate: truth[client.IdentifierBirthDate][:4],
		client.IdentifierMRN:       account.MRN,
		client.IdentifierPhone:     truth[client.IdentifierPhone][8:],
		client.IdentifierEmail:     "example.com",
	} {
		v := read[client.Verification](d.step(d.begin(id, asPatient()), "identifiers", said(kind, part)).is(200))
		if len(v.Matched) != 0 || v.MismatchesLeft != 2 {
			t.Errorf("%s: %+v", kind, v)
		}
		for _, known := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN} {
			d.step(v, "identifiers", said(known, truth[known])).is(200) // who is proven in the end has not failed
		}
	}
}

func TestAMatchedKindStaysMatchedAndCountsOnce(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	v := d.begin(id, asPatient())
	name := said(client.IdentifierName, d.portal.Truth(id)[client.IdentifierName])
	for _, check := range []client.IdentifierCheck{name, name, name, said(client.IdentifierName, "somebody else")} {
		v = read[client.Verification](d.step(v, "identifiers", check).is(200))
	}
	if !slices.Equal(v.Matched, []client.IdentifierKind{client.IdentifierName}) || v.Level != client.Unproven || v.MismatchesLeft != 3 {
		t.Errorf("%+v", v)
	}
}

func TestThreeMismatchesCloseAndTakeTheProofAway(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	caller := asPatient()
	v := d.identify(d.begin(id, caller))
	token := v.Proof.Token
	for range 3 {
		v = read[client.Verification](d.step(v, "identifiers", said(client.IdentifierEmail, "no@example.com")).is(200))
	}
	if !v.Closed || v.Proof != nil || v.Level != client.Unproven || v.MismatchesLeft != 0 {
		t.Errorf("%+v", v)
	}
	d.step(v, "identifiers", said(client.IdentifierMRN, "1")).refused(429, "verification-closed")
	d.do(d.operation(id, "sign-out", proof{caller.CallID, token}, nil)).refused(403, "proof-required")
}

func TestFiveWrongCodesClose(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	phone := map[string]any{"contactId": contact(d.account(id), client.ContactPhone)}
	v := d.identify(d.begin(id, asPatient()))
	for i := range 5 {
		if i%2 == 0 {
			d.step(v, "codes", phone).is(200)
		}
		v = read[client.Verification](d.step(v, "code-checks", map[string]any{"code": "x"}).is(200))
	}
	if !v.Closed {
		t.Errorf("%+v", v)
	}
	d.step(v, "codes", phone).refused(429, "verification-closed")
}

func TestACodeIsGoodForTenMinutesAndAProofForFifteen(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	caller := asPatient()
	v := d.identify(d.begin(id, caller))
	d.step(v, "codes", map[string]any{"contactId": contact(d.account(id), client.ContactEmail)}).is(200)
	code := d.portal.Phone().Messages()[0].Code
	d.clock.Advance(10 * time.Minute)
	d = d.as("mortiz")
	d.step(v, "code-checks", map[string]any{"code": code}).refused(409, "code-expired")
	p := proof{caller.CallID, v.Proof.Token}
	d.clock.Advance(5 * time.Minute)
	d = d.as("mortiz")
	d.do(d.operation(id, "sign-out", p, nil)).refused(403, "proof-expired")
	d.clock.Advance(45 * time.Minute)
	d = d.as("mortiz")
	d.step(v, "identifiers", said(client.IdentifierMRN, "1")).refused(404, "verification-not-found")
}

func TestAProofIsGoodForItsAccountCallAgentAndLevelOnly(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	adults := d.portal.Sample(demoportal.TraitAdult, 2)
	caller := asPatient()
	v := d.identify(d.begin(adults[0], caller))
	weak := proof{caller.CallID, v.Proof.Token}
	d.do(d.operation(adults[0], "sign-out", weak, nil)).is(200)
	d.do(d.operation(adults[0], "password-reset", weak, map[string]any{"way": "temporary"})).refused(403, "proof-too-weak")
	d.do(d.operation(adults[1], "sign-out", weak, nil)).refused(403, "proof-required")
	otherCall := proof{client.CallID(uuid.NewString()), weak.token}
	d.do(d.operation(adults[0], "sign-out", otherCall, nil)).refused(403, "proof-required")
	colleague := d.as("kwright")
	colleague.do(colleague.operation(adults[0], "sign-out", weak, nil)).refused(403, "proof-required")
	colleague.step(v, "identifiers", said(client.IdentifierMRN, "1")).refused(404, "verification-not-found")
	forged := proof{caller.CallID, string(v.ID) + ".2." + weak.token[len(v.ID)+3:]}
	d.callBack(v)
	d.do(d.operation(adults[0], "password-reset", forged, map[string]any{"way": "temporary"})).refused(403, "proof-required")
}

func TestQuietContactsAndThoseWithoutConsentProveNobody(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	zofia := d.portal.Sample(demoportal.TraitContactChanged, 1)[0]
	account := d.account(zofia)
	if account.Name != "Kowalska-Żak, Zofia" {
		t.Fatalf("the first whose contact changed is %s", account.Name)
	}
	v := d.identify(d.begin(zofia, asPatient()))
	d.step(v, "codes", map[string]any{"contactId": contact(account, client.ContactEmail)}).refused(403, "contact-changed-recently")
	d.step(v, "codes", map[string]any{"contactId": contact(account, client.ContactPhone)}).is(200)
	d.step(v, "call-back", map[string]any{"contactId": "strange"}).refused(400, "contact-invalid")
	robert := d.portal.Sample(demoportal.TraitNoConsent, 1)[0]
	v = d.identify(d.begin(robert, asPatient()))
	d.step(v, "codes", map[string]any{"contactId": contact(d.account(robert), client.ContactEmail)}).refused(409, "no-consent")
}

func TestRelationsHaveWhatThePolicySays(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	minor, grownUp := d.one(demoportal.TraitMinor), d.one(demoportal.TraitGrownUp)
	begin := func(id client.AccountID, caller client.BeginVerification) got {
		return d.post("/accounts/"+string(id)+"/verifications", caller)
	}
	parent := client.BeginVerification{CallID: asPatient().CallID, Relation: client.RelationParent}
	begin(minor, parent).refused(403, "proxy-not-on-file")
	parent.ProxyID = d.account(grownUp).Proxies[0].ID
	begin(minor, parent).refused(403, "proxy-not-on-file")
	begin(grownUp, parent).refused(403, "relation-not-allowed")
	begin(minor, client.BeginVerification{CallID: parent.CallID, Relation: "neighbour"}).refused(403, "relation-not-allowed")
	parent.ProxyID = d.account(minor).Proxies[0].ID
	p := d.proveAs(minor, parent)
	d.do(d.operation(minor, "login-id", p, map[string]any{"loginId": "other.login"})).refused(403, "relation-not-allowed")
	d.do(d.operation(minor, "sign-out", p, nil)).is(200)
	staff := d.proveAs(minor, client.BeginVerification{Relation: client.RelationStaff})
	d.do(d.operation(minor, "password-reset", staff, map[string]any{"way": "temporary"})).refused(403, "relation-not-allowed")
}
