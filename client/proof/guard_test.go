package proof_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/proof"
)

func TestAProofIsGoodForItsAccountCallAgentAndLevelOnly(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.maria()
	wants(t, d.may(v, client.EndsSessions), "", "")
	wants(t, d.may(v, client.ResetByLink), client.ProofRequired, "proof-too-weak")
	other := v
	other.Account = mario
	wants(t, d.may(other, client.EndsSessions), client.ProofRequired, "proof-required")
	for _, token := range []string{"", "made-up", string(v.ID), v.Proof.Token + "x"} {
		forged := v
		forged.Proof = &client.Proof{Token: token}
		wants(t, d.may(forged, client.EndsSessions), client.ProofRequired, "proof-required")
	}
	call := d.call
	d.call = client.CallID(uuid.NewString())
	wants(t, d.may(v, client.EndsSessions), client.ProofRequired, "proof-required")
	d.call, d.agent = call, "agent-2"
	wants(t, d.may(v, client.EndsSessions), client.ProofRequired, "proof-required")
	_, err := d.says(v, client.IdentifierEmail, "maria@example.com")
	wants(t, err, client.NotFound, "verification-not-found")
	d.agent = "agent-1"
	wants(t, d.may(v, client.EndsSessions), "", "")
	d.Forget()
	wants(t, d.may(v, client.EndsSessions), client.ProofRequired, "proof-required")
}

func TestTheTokenOfALowerLevelStaysOne(t *testing.T) {
	d := newDesk(t, newClinic())
	weak := d.maria()
	strong, err := d.callBack(weak, "phone")
	if err != nil || strong.Proof.Token == weak.Proof.Token {
		t.Fatalf("one token for both levels: %v", err)
	}
	wants(t, d.may(strong, client.ResetByLink), "", "")
	wants(t, d.may(weak, client.ResetByLink), client.ProofRequired, "proof-too-weak")
}

func TestWhatNeedsNoProofIsNotAsked(t *testing.T) {
	d := newDesk(t, newClinic())
	d.policy.Levels[client.EndsSessions] = client.Unproven
	wants(t, d.may(client.Verification{Account: maria}, client.EndsSessions), "", "")
}

func TestRulesThatCannotBeReadRefuse(t *testing.T) {
	gone := &client.Error{Op: "getAbout", Kind: client.Offline}
	prover := proof.New(proof.Config{
		Patients: newClinic(), Now: time.Now,
		Agent:  func(context.Context, string) (string, error) { return "agent-1", nil },
		Policy: func(context.Context) (client.VerificationPolicy, error) { return client.VerificationPolicy{}, gone },
	})
	err := prover.Check(t.Context(), proof.Order{Op: "unlockAccount", Ability: client.UnlocksAccount})
	if !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	_, err = prover.BeginVerification(t.Context(), maria,
		client.BeginVerification{CallID: client.CallID(uuid.NewString()), Relation: client.RelationPatient}, newKey())
	if !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

func TestNobodyVerifiesWithoutBeingSignedIn(t *testing.T) {
	refused := &client.Error{Op: "beginVerification", Kind: client.Unauthenticated, Code: "session-ended"}
	d := newDesk(t, newClinic())
	prover := proof.New(proof.Config{
		Patients: newClinic(), Now: time.Now,
		Agent:  func(context.Context, string) (string, error) { return "", refused },
		Policy: func(context.Context) (client.VerificationPolicy, error) { return d.policy, nil },
	})
	_, err := prover.BeginVerification(t.Context(), maria, client.BeginVerification{}, newKey())
	if !errors.Is(err, refused) {
		t.Errorf("begin: %v", err)
	}
	_, err = prover.CheckCode(t.Context(), "any", "1", newKey())
	if !errors.Is(err, refused) {
		t.Errorf("check a code: %v", err)
	}
}

func TestRelations(t *testing.T) {
	for _, c := range []struct {
		what    string
		account client.AccountID
		who     client.BeginVerification
		kind    client.Kind
		code    string
	}{
		{"nobody's", maria, client.BeginVerification{Relation: "neighbour"}, client.Forbidden, "relation-not-allowed"},
		{"staff", maria, client.BeginVerification{Relation: client.RelationStaff}, "", ""},
		{"a parent on file", child, client.BeginVerification{Relation: client.RelationParent, ProxyID: "mother"}, "", ""},
		{"a parent who is not", child, client.BeginVerification{Relation: client.RelationParent, ProxyID: "aunt"}, client.Forbidden, "proxy-not-on-file"},
		{"a parent by no name", child, client.BeginVerification{Relation: client.RelationParent}, client.Forbidden, "proxy-not-on-file"},
		{"on file as something else", child, client.BeginVerification{Relation: client.RelationPOA, ProxyID: "mother"}, client.Forbidden, "proxy-not-on-file"},
		{"a caregiver where no proxies are known", maria, client.BeginVerification{Relation: client.RelationCaregiver, ProxyID: "x"}, client.Forbidden, "proxy-not-on-file"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := newDesk(t, newClinic()).beginAs(c.account, c.who)
			wants(t, err, c.kind, c.code)
		})
	}
}

func TestBeginningNeedsACallAndAnAccount(t *testing.T) {
	d := newDesk(t, newClinic())
	_, err := d.BeginVerification(t.Context(), maria, client.BeginVerification{Relation: client.RelationPatient}, newKey())
	wants(t, err, client.Invalid, "call-required")
	_, err = d.beginAs("nobody", client.BeginVerification{Relation: client.RelationPatient})
	wants(t, err, client.NotFound, "account-not-found")
}

func mother() client.BeginVerification {
	return client.BeginVerification{Relation: client.RelationParent, ProxyID: "mother"}
}

func TestAnOperationAsksForTheRelationAnew(t *testing.T) {
	c := newClinic()
	d := newDesk(t, c)
	v, err := d.beginAs(child, mother())
	if err != nil {
		t.Fatal(err)
	}
	v = d.identified(v, "2008-03-03")
	wants(t, d.may(v, client.EndsSessions), "", "")
	wants(t, d.may(v, client.UnlocksAccount), client.Forbidden, "relation-not-allowed")

	c.change(child, func(f *client.OnFile) { f.BirthDate = "2008-03-02" }) // 18 today
	wants(t, d.may(v, client.EndsSessions), client.Forbidden, "relation-not-allowed")
	c.change(child, func(f *client.OnFile) { f.BirthDate = "" })
	wants(t, d.may(v, client.EndsSessions), client.Forbidden, "relation-not-allowed")
	c.change(child, func(f *client.OnFile) { f.BirthDate = "2008-03-03" })
	wants(t, d.may(v, client.EndsSessions), "", "")
	delete(c.proxies, child)
	wants(t, d.may(v, client.EndsSessions), client.Forbidden, "relation-not-allowed")
	c.fails = &client.Error{Op: "getAccount", Kind: client.Offline}
	wants(t, d.may(v, client.EndsSessions), client.Offline, "")
}

func TestAParentOfSomebodyGrownUpOrOfUnknownAge(t *testing.T) {
	c := newClinic()
	d := newDesk(t, c)
	for _, born := range []string{"2008-03-02", "", "1984"} {
		c.change(child, func(f *client.OnFile) { f.BirthDate = born })
		_, err := d.beginAs(child, mother())
		wants(t, err, client.Forbidden, "relation-not-allowed")
	}
	d.clock = time.Date(2008, 3, 3, 0, 0, 0, 0, time.UTC)
	c.change(child, func(f *client.OnFile) { f.BirthDate, f.AsSaid = "2008-03-03", true })
	_, err := d.beginAs(child, mother())
	wants(t, err, client.Forbidden, "relation-not-allowed")
}
