package assembly_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/assembly"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest/demotest"
	"portaldesk/client/proof"
)

func newPortal(t *testing.T, parts assembly.Parts) client.Portal {
	t.Helper()
	portal, err := assembly.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	return portal
}

func aboutOf(t *testing.T, portal client.Portal) client.About {
	t.Helper()
	about, err := portal.About(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return about
}

func TestACallerIsProvenAndAPasswordReset(t *testing.T) {
	c := startClinic(t, 300)
	d := c.desk("mortiz", assembly.Parts{Directory: sender{c.directory(&demotest.Keeper{})}})
	id, call := c.adult(), newCall()
	v := d.identified(id, call)
	reset := client.PasswordReset{Way: client.WayLink, Contact: d.account(id).Contacts[0].ID}
	_, err := d.ResetPassword(t.Context(), d.change(v, call), reset)
	wants(t, err, client.ProofRequired, "proof-too-weak")

	v, err = d.SendCode(t.Context(), v.ID, phoneOf(d.account(id)), newKey())
	if err != nil {
		t.Fatal(err)
	}
	v, err = d.CheckCode(t.Context(), v.ID, c.Phone().Messages()[0].Code, newKey())
	if err != nil || v.Level != client.ProvenByOOB {
		t.Fatalf("level %d, %v", v.Level, err)
	}
	outcome, err := d.ResetPassword(t.Context(), d.change(v, call), reset)
	if err != nil || outcome.Account.ID != id || len(outcome.Notified) == 0 {
		t.Fatalf("%+v, %v", outcome, err)
	}
	if now := d.account(id); now.Version != outcome.Account.Version {
		t.Error("the answer is not the account as it is now")
	}
}

// Every operation is refused before anything is sent, in the contract's order.
func TestNothingIsSentWithoutAProof(t *testing.T) {
	s := newStub()
	portal := newPortal(t, assembly.Parts{Directory: s})
	d := &desk{Portal: portal, t: t}
	levels := aboutOf(t, portal).Verification.Levels
	call := newCall()
	v := proveStub(t, portal, call)
	for ability, order := range orders(portal) {
		t.Run(string(ability), func(t *testing.T) {
			change := client.Change{Account: "a1", Version: `"1"`, Key: newKey(), Call: call}
			_, err := order(t.Context(), change)
			wants(t, err, client.ProofRequired, "proof-required")
			change.Call = "no uuid"
			_, err = order(t.Context(), change)
			wants(t, err, client.Invalid, "call-required")
			s.session.Permissions = nil
			d.resume(t)
			_, err = order(t.Context(), change)
			wants(t, err, client.Forbidden, "role-not-allowed")
			delete(s.about.Abilities, ability)
			d.resume(t)
			_, err = order(t.Context(), change)
			wants(t, err, client.NotOffered, "not-offered")
			s.about.Abilities[ability], s.session.Permissions = client.Offer{Offered: true}, everything
			d.resume(t)
			if s.operated != 0 {
				t.Fatal("the server was asked")
			}
			change.Call, change.Proof = call, v.Proof.Token
			_, err = order(t.Context(), change)
			if levels[ability] == client.ProvenByOOB {
				wants(t, err, client.ProofRequired, "proof-too-weak")
			} else if err != nil || s.operated != 1 {
				t.Errorf("proven well enough: %v, the server was asked %d times", err, s.operated)
			}
			s.operated = 0
		})
	}
	_, err := portal.ResetPassword(t.Context(), client.Change{Call: call}, client.PasswordReset{Way: "owl"})
	wants(t, err, client.Invalid, "way-invalid")
}

func (d *desk) resume(t *testing.T) {
	t.Helper()
	if _, err := d.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// proveStub identifies the stub's one patient.
func proveStub(t *testing.T, portal client.Portal, call client.CallID) client.Verification {
	t.Helper()
	v, err := portal.BeginVerification(t.Context(), "a1", client.BeginVerification{CallID: call, Relation: client.RelationPatient}, newKey())
	for kind, said := range map[client.IdentifierKind]string{
		client.IdentifierName: "maria alvarez", client.IdentifierMRN: "4000123", client.IdentifierBirthDate: "3/12/1984",
	} {
		if err == nil {
			v, err = portal.CheckIdentifier(t.Context(), v.ID, client.IdentifierCheck{Kind: kind, Said: said}, newKey())
		}
	}
	if err != nil || v.Proof == nil {
		t.Fatalf("%+v, %v", v, err)
	}
	return v
}

func TestAboutSaysWhatTheWholePortalIs(t *testing.T) {
	s := newStub()
	about := aboutOf(t, newPortal(t, assembly.Parts{Directory: s, Name: "Riverside"}))
	if about.Name != "Riverside" || about.TimeZone != "Local" {
		t.Errorf("%q in %q", about.Name, about.TimeZone)
	}
	if !about.Offers(client.VerifiesCallers) || !about.Verification.ByDesk || about.Verification.CodeMinutes != 0 {
		t.Errorf("%+v", about.Verification)
	}
	for _, ability := range []client.Ability{client.KeepsCalls, client.ReadsCalls, client.KeepsAudit, client.ReadsAudit} {
		if offer := about.Abilities[ability]; offer.Offered || offer.Reason == "" || offer.WayAround == "" {
			t.Errorf("%s, which nobody keeps: %+v", ability, offer)
		}
	}
	if _, changed := s.about.Abilities[client.KeepsCalls]; changed {
		t.Error("the directory's own answer was written to")
	}
	s.about.Name = ""
	if got := aboutOf(t, newPortal(t, assembly.Parts{Directory: s})).Verification; got.RequiredMatches != 3 || len(got.Identifiers) != 6 {
		t.Errorf("where the directory does not say what it knows: %d of %v", got.RequiredMatches, got.Identifiers)
	}
}

func TestOnlyWhatTheDirectoryKnowsIsAsked(t *testing.T) {
	s := newStub()
	s.about.Verification.Identifiers = []client.IdentifierKind{client.IdentifierName, client.IdentifierEmail}
	if got := aboutOf(t, newPortal(t, assembly.Parts{Directory: s})).Verification; got.RequiredMatches != 2 || len(got.Identifiers) != 2 {
		t.Errorf("%d of %v", got.RequiredMatches, got.Identifiers)
	}
}

func TestAnOrganisationsOwnPolicy(t *testing.T) {
	s := newStub()
	own := proof.Usual([]client.IdentifierKind{client.IdentifierName, client.IdentifierMRN, client.IdentifierEmail}, false)
	own.RequiredMatches, own.ContactQuietDays = 2, 30
	s.account.Contacts = []client.Contact{{ID: "p", Kind: client.ContactPhone, ChangedAt: time.Now().Add(-20 * 24 * time.Hour)}}
	portal := newPortal(t, assembly.Parts{Directory: s, Policy: &own})
	if got := aboutOf(t, portal).Verification; got.RequiredMatches != 2 || !slices.Equal(got.Identifiers, own.Identifiers) {
		t.Errorf("%d of %v", got.RequiredMatches, got.Identifiers)
	}
	account, err := portal.Account(t.Context(), "a1")
	if err != nil || !account.Contacts[0].ProvesFrom.After(time.Now()) {
		t.Errorf("a contact that changed 20 days ago proves from %v, %v", account.Contacts[0].ProvesFrom, err)
	}

	s.about.Verification.Identifiers = []client.IdentifierKind{client.IdentifierName}
	about := aboutOf(t, portal)
	if offer := about.Abilities[client.VerifiesCallers]; offer.Offered || offer.Reason == "" || offer.WayAround == "" {
		t.Errorf("rules that cannot be met: %+v", offer)
	}
	_, err = portal.BeginVerification(t.Context(), "a1", client.BeginVerification{CallID: newCall(), Relation: client.RelationPatient}, newKey())
	wants(t, err, client.NotOffered, "not-offered")

	own.MaxMismatches = 0
	if _, err := assembly.New(assembly.Parts{Directory: s, Policy: &own}); !errors.As(err, new(*proof.PolicyError)) {
		t.Errorf("a policy that makes no sense: %v", err)
	}
}

func TestTheChartStandsWhereNoPhoneIsOnFile(t *testing.T) {
	c := startClinic(t, 300)
	d := c.desk("mortiz", assembly.Parts{})
	chart := func(a client.Account) bool {
		return slices.ContainsFunc(a.Contacts, func(c client.Contact) bool {
			return c.ID == client.ChartContact && c.Kind == client.ContactPhone && c.Consented && c.Masked != ""
		})
	}
	id := c.Sample(demoportal.TraitNoContact, 1)[0]
	if !chart(d.account(id)) {
		t.Error("nothing to call back")
	}
	if chart(d.account(c.adult())) {
		t.Error("a chart beside a phone on file")
	}
	call := newCall()
	v := d.identified(id, call)
	v, err := d.AttestCallBack(t.Context(), v.ID, client.ChartContact, newKey())
	if err != nil || v.Level != client.ProvenByOOB {
		t.Errorf("%+v, %v", v, err)
	}
	outcome, err := d.SignOutEverywhere(t.Context(), d.change(d.identified(id, call), call))
	if err != nil || !chart(outcome.Account) {
		t.Errorf("the account in an outcome is not as the desk sees it: %v", err)
	}
}

func TestPermissionsAreMerged(t *testing.T) {
	c := startClinic(t, 300)
	d := c.desk("mortiz", assembly.Parts{Records: &records{offers: map[client.Ability]client.Offer{client.KeepsCalls: {Offered: true}}}})
	if !d.session.May(client.VerifiesCallers) || !d.session.May(client.KeepsCalls) || !d.session.May(client.ResetByLink) {
		t.Errorf("missing in %v", d.session.Permissions)
	}
	if d.session.May(client.KeepsAudit) || d.session.May(client.ReadsCalls) {
		t.Errorf("too much in %v", d.session.Permissions)
	}
	s := newStub()
	s.session.Permissions = []client.Ability{client.ShowsSignIns}
	portal := newPortal(t, assembly.Parts{Directory: s})
	session, err := portal.SignIn(t.Context(), client.Credentials{})
	if err != nil || session.May(client.VerifiesCallers) {
		t.Errorf("who may do nothing may verify callers: %v, %v", session.Permissions, err)
	}
	_, err = portal.BeginVerification(t.Context(), "a1", client.BeginVerification{CallID: newCall(), Relation: client.RelationPatient}, newKey())
	wants(t, err, client.Forbidden, "role-not-allowed")
}

func TestADeskThatWasOpenedWithoutAskingIsSignedInByItsTokens(t *testing.T) {
	c := startClinic(t, 300)
	kept := &demotest.Keeper{}
	c.desk("mortiz", assembly.Parts{Directory: c.directory(kept)})
	later := &desk{Portal: c.assembled(assembly.Parts{Directory: c.directory(kept)}), t: t, clinic: c}
	later.identified(c.adult(), newCall())

	stranger := c.assembled(assembly.Parts{})
	_, err := stranger.BeginVerification(t.Context(), c.adult(), client.BeginVerification{CallID: newCall(), Relation: client.RelationPatient}, newKey())
	wants(t, err, client.Unauthenticated, "session-ended")
	_, err = stranger.Unlock(t.Context(), client.Change{Account: c.adult(), Version: `"1"`, Key: newKey(), Call: newCall()})
	wants(t, err, client.Unauthenticated, "session-ended")
}

func TestASessionThatIsOverIsAskedForAnew(t *testing.T) {
	s := newStub()
	now := time.Now()
	portal := newPortal(t, assembly.Parts{Directory: s, Now: func() time.Time { return now }})
	call := newCall()
	change := client.Change{Account: "a1", Call: call, Proof: proveStub(t, portal, call).Proof.Token}
	s.operateErr = &client.Error{Op: "unlock", Kind: client.Unauthenticated, Code: "session-ended"}
	_, err := portal.Unlock(t.Context(), change)
	wants(t, err, client.Unauthenticated, "session-ended")
	s.operateErr, s.resumeErr = nil, &client.Error{Op: "resume", Kind: client.Unauthenticated, Code: "not-signed-in"}
	_, err = portal.Unlock(t.Context(), change)
	wants(t, err, client.Unauthenticated, "session-ended")
	s.resumeErr = nil
	if _, err = portal.Unlock(t.Context(), change); err != nil {
		t.Errorf("the same agent, signed in again, must prove the caller again: %v", err)
	}
	s.resumeErr = &client.Error{Op: "resume", Kind: client.Unauthenticated, Code: "not-signed-in"}
	now = now.Add(2 * time.Hour)
	_, err = portal.Unlock(t.Context(), change)
	wants(t, err, client.Unauthenticated, "session-ended")
}

func TestAProofIsNotAnotherAgents(t *testing.T) {
	s := newStub()
	portal := newPortal(t, assembly.Parts{Directory: s})
	call := newCall()
	change := client.Change{Account: "a1", Call: call, Proof: proveStub(t, portal, call).Proof.Token}
	s.session.Agent.ID = "agent-2"
	if _, err := portal.SignIn(t.Context(), client.Credentials{}); err != nil {
		t.Fatal(err)
	}
	_, err := portal.Unlock(t.Context(), change)
	wants(t, err, client.ProofRequired, "proof-required")
}

func TestSigningOutForgetsProofsAlsoWhenTheServerIsGone(t *testing.T) {
	s := newStub()
	portal := newPortal(t, assembly.Parts{Directory: s})
	call := newCall()
	change := client.Change{Account: "a1", Call: call, Proof: proveStub(t, portal, call).Proof.Token}
	wants(t, portal.SignOut(t.Context()), client.Offline, "")
	_, err := portal.Unlock(t.Context(), change)
	wants(t, err, client.ProofRequired, "proof-required")
}

func TestSigningInWithoutAWordFromTheServerGoesByItsLast(t *testing.T) {
	s := newStub()
	portal := newPortal(t, assembly.Parts{Directory: s})
	aboutOf(t, portal)
	s.aboutErr = &client.Error{Op: "getAbout", Kind: client.Offline}
	if _, err := portal.SignIn(t.Context(), client.Credentials{}); err != nil {
		t.Errorf("the server said who it is just before: %v", err)
	}
	mute := newPortal(t, assembly.Parts{Directory: s})
	_, err := mute.SignIn(t.Context(), client.Credentials{})
	wants(t, err, client.Offline, "")
}

func TestAFailureOfTheServerIsToldAsItIs(t *testing.T) {
	s := newStub()
	portal := newPortal(t, assembly.Parts{Directory: s})
	call := newCall()
	change := client.Change{Account: "a1", Call: call, Proof: proveStub(t, portal, call).Proof.Token}
	s.operateErr = &client.Error{Op: "unlock", Kind: client.Stale, Code: "account-changed"}
	_, err := portal.Unlock(t.Context(), change)
	wants(t, err, client.Stale, "account-changed")
}

// walker and reader are what a directory may be besides.
type walker struct{}

func (walker) Walk(context.Context, string, func([]client.Listed, string, int) error) error {
	return nil
}
func (walker) UseIndex(client.Index) {}

type reader struct{}

func (reader) Fields(context.Context) (client.FieldReport, error) { return client.FieldReport{}, nil }

func TestThePortalIsNoMoreAndNoLessThanItsDirectory(t *testing.T) {
	for _, c := range []struct {
		directory    client.Directory
		walks, reads bool
	}{
		{newStub(), false, false},
		{struct {
			*stub
			walker
		}{newStub(), walker{}}, true, false},
		{struct {
			*stub
			reader
		}{newStub(), reader{}}, false, true},
		{struct {
			*stub
			walker
			reader
		}{newStub(), walker{}, reader{}}, true, true},
	} {
		portal := newPortal(t, assembly.Parts{Directory: c.directory})
		for what, portal := range map[string]client.Portal{"as it is": portal, "with other records": assembly.WithRecords(portal, nil)} {
			_, walks := portal.(client.Walker)
			_, reads := portal.(client.FieldReader)
			if walks != c.walks || reads != c.reads {
				t.Errorf("%s: walks %v, reads its fields %v; its directory %v, %v", what, walks, reads, c.walks, c.reads)
			}
			if _, tells := portal.(interface {
				OnFile(context.Context, client.AccountID) (client.OnFile, error)
			}); tells {
				t.Errorf("%s: what is on file can be had from the portal", what)
			}
		}
	}
}
