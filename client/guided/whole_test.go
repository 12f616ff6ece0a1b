package guided_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/assembly"
	"portaldesk/client/guided"
)

// whole is a guided portal as the desk reaches it.
func whole(t *testing.T, csv string) client.Portal {
	t.Helper()
	config := guided.Config{Guide: mychart(t), Now: func() time.Time { return today }}
	if csv != "" {
		config.CSV = file(t, []byte(csv))
	}
	directory, err := guided.New(config, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	portal, err := assembly.New(assembly.Parts{Directory: directory, Name: "Riverside", Now: func() time.Time { return today }})
	if err != nil {
		t.Fatal(err)
	}
	x := &index{}
	walker, ok := portal.(client.Walker)
	if !ok {
		t.Fatal("the portal cannot be walked")
	}
	walker.UseIndex(x)
	if _, err := portal.SignIn(t.Context(), client.Credentials{Login: "m.ortiz"}); err != nil {
		t.Fatal(err)
	}
	err = walker.Walk(t.Context(), "", func(page []client.Listed, _ string, _ int) error { return x.Put(t.Context(), page...) })
	if err != nil {
		t.Fatal(err)
	}
	return portal
}

func found(t *testing.T, portal client.Portal, text string) client.Account {
	t.Helper()
	page, err := portal.Search(t.Context(), client.Query{Text: text})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%+v, %v", page, err)
	}
	account, err := portal.Account(t.Context(), page.Items[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return account
}

func newKey() client.Key { return client.Key(uuid.NewString()) }

// A whole call for somebody who is in no directory: the number in the chart is called back, and the password is reset by hand.
func TestACallForSomebodyWhoIsInNoDirectory(t *testing.T) {
	portal := whole(t, "")
	account := found(t, portal, "Smith, John 25.3.1984 MRN 555123")
	call := client.CallID(uuid.NewString())
	v, err := portal.BeginVerification(t.Context(), account.ID, client.BeginVerification{CallID: call, Relation: client.RelationPatient}, newKey())
	if err != nil || v.Required != 0 || v.Proof != nil {
		t.Fatalf("%+v, %v", v, err)
	}
	_, err = portal.CheckIdentifier(t.Context(), v.ID, client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "555123"}, newKey())
	wants(t, err, client.Invalid, "identifier-invalid")
	change := client.Change{Account: account.ID, Version: account.Version, Key: newKey(), Call: call, Attested: &client.Attestation{Done: true}}
	_, err = portal.Unlock(t.Context(), change)
	wants(t, err, client.ProofRequired, "proof-required")

	v, err = portal.AttestCallBack(t.Context(), v.ID, client.ChartContact, newKey())
	if err != nil || v.Level != client.ProvenByOOB {
		t.Fatalf("%+v, %v", v, err)
	}
	change.Proof = v.Proof.Token
	outcome, err := portal.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayLink})
	if err != nil || outcome.Account.ID != account.ID || outcome.NextStep == "" {
		t.Errorf("%+v, %v", outcome, err)
	}
	if again := found(t, portal, "smith"); again.ID != account.ID {
		t.Error("the slip is not found in the next call")
	}
}

func TestACallForSomebodyOfTheExport(t *testing.T) {
	portal := whole(t, two)
	account := found(t, portal, "alvarez")
	call := client.CallID(uuid.NewString())
	begin := func(relation client.Relation) (client.Verification, error) {
		return portal.BeginVerification(t.Context(), account.ID, client.BeginVerification{CallID: call, Relation: relation}, newKey())
	}
	_, err := begin(client.RelationParent)
	wants(t, err, client.Forbidden, "proxy-not-on-file")
	v, err := begin(client.RelationPatient)
	if err != nil || v.Required != 3 {
		t.Fatalf("%+v, %v", v, err)
	}
	for kind, said := range map[client.IdentifierKind]string{
		client.IdentifierName: "maria alvarez", client.IdentifierBirthDate: "March 12, 1984", client.IdentifierEmail: "MARIA@example.com",
	} {
		if v, err = portal.CheckIdentifier(t.Context(), v.ID, client.IdentifierCheck{Kind: kind, Said: said}, newKey()); err != nil {
			t.Fatal(err)
		}
	}
	if v.Level != client.Identified {
		t.Fatalf("%+v", v)
	}
	_, err = portal.SendCode(t.Context(), v.ID, "phone", newKey())
	wants(t, err, client.NotOffered, "not-offered")
	change := client.Change{Account: account.ID, Version: account.Version, Key: newKey(), Call: call, Proof: v.Proof.Token}
	_, err = portal.Deactivate(t.Context(), change, "Asked by the patient")
	wants(t, err, client.Invalid, "attestation-required")
	change.Attested = &client.Attestation{Done: true}
	outcome, err := portal.Deactivate(t.Context(), change, "Asked by the patient")
	if err != nil || outcome.Account.Status != client.StatusDeactivated {
		t.Errorf("%+v, %v", outcome.Account.Status, err)
	}
	_, err = portal.ChangeLoginID(t.Context(), change, "new.login")
	wants(t, err, client.NotOffered, "not-offered")
}
