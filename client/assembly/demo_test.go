package assembly_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/assembly"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest/demotest"
)

// clinic is the demo portal as an identity server would be: it is asked for accounts and told to change them, over HTTPS. What
// it knows of callers stays behind.
type clinic struct {
	*demotest.Demo
	t *testing.T
}

func startClinic(t *testing.T, accounts int) *clinic {
	t.Helper()
	return &clinic{demotest.Start(t, demoportal.Options{Accounts: accounts}), t}
}

// directory is the clinic's accounts for one agent. It embeds the rest of the demo's portal, which the assembly must not ask.
type directory struct {
	client.Portal
	clinic *clinic

	mu     sync.Mutex
	proofs map[client.CallID]client.Verification
}

func (c *clinic) directory(keeper client.TokenKeeper) *directory {
	c.t.Helper()
	portal, err := adminapi.New(c.Config(), keeper)
	if err != nil {
		c.t.Fatal(err)
	}
	return &directory{Portal: portal, clinic: c, proofs: map[client.CallID]client.Verification{}}
}

func (d *directory) OnFile(ctx context.Context, id client.AccountID) (client.OnFile, error) {
	account, err := d.Portal.Account(ctx, id)
	if err != nil {
		return client.OnFile{}, err
	}
	truth := d.clinic.Truth(id)
	f := client.OnFile{
		ID: id, Spellings: []string{truth[client.IdentifierName]}, BirthDate: truth[client.IdentifierBirthDate],
		MRN: truth[client.IdentifierMRN], Postcode: truth[client.IdentifierPostcode], LastVisit: truth[client.IdentifierLastVisit],
	}
	for _, contact := range account.Contacts {
		value := truth[client.IdentifierEmail]
		if contact.Kind == client.ContactPhone {
			value = truth[client.IdentifierPhone]
		}
		f.Contacts = append(f.Contacts, client.ContactOnFile{
			ID: contact.ID, Kind: contact.Kind, Value: value, Consented: contact.Consented, ChangedAt: contact.ChangedAt,
		})
	}
	return f, nil
}

// proven is the change with a proof that the demo's own portal wants: an identity server asks for none.
func (d *directory) proven(ctx context.Context, change client.Change) client.Change {
	d.mu.Lock()
	defer d.mu.Unlock()
	v, found := d.proofs[change.Call]
	if !found || v.Account != change.Account || !d.clinic.Now().Before(v.Proof.ExpiresAt) {
		v = d.proveBehind(ctx, change.Account, change.Call)
		d.proofs[change.Call] = v
	}
	change.Proof = ""
	if v.Proof != nil {
		change.Proof = v.Proof.Token
	}
	return change
}

// proveBehind proves the patient to the demo's portal as far as can be.
func (d *directory) proveBehind(ctx context.Context, id client.AccountID, call client.CallID) client.Verification {
	v := d.identifyBehind(ctx, id, call)
	account, err := d.Portal.Account(ctx, id)
	if err != nil || v.Proof == nil {
		return v
	}
	for _, contact := range account.Contacts {
		if proven, err := d.AttestCallBack(ctx, v.ID, contact.ID, newKey()); err == nil {
			return proven
		}
	}
	return v
}

func (d *directory) identifyBehind(ctx context.Context, id client.AccountID, call client.CallID) client.Verification {
	v, err := d.BeginVerification(ctx, id, client.BeginVerification{CallID: call, Relation: client.RelationPatient}, newKey())
	for kind, said := range d.clinic.Truth(id) {
		if err == nil {
			v, err = d.CheckIdentifier(ctx, v.ID, client.IdentifierCheck{Kind: kind, Said: said}, newKey())
		}
	}
	return v
}

func (d *directory) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	return d.Portal.ResetPassword(ctx, d.proven(ctx, change), reset)
}

func (d *directory) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	return d.Portal.ChangeLoginID(ctx, d.proven(ctx, change), loginID)
}

func (d *directory) IssueAccessCode(ctx context.Context, change client.Change, issue client.AccessCodeIssue) (client.Outcome, error) {
	return d.Portal.IssueAccessCode(ctx, d.proven(ctx, change), issue)
}

func (d *directory) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return d.Portal.Activate(ctx, d.proven(ctx, change))
}

func (d *directory) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	return d.Portal.Deactivate(ctx, d.proven(ctx, change), reason)
}

func (d *directory) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	return d.Portal.Unlock(ctx, d.proven(ctx, change))
}

func (d *directory) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	return d.Portal.SignOutEverywhere(ctx, d.proven(ctx, change))
}

func (d *directory) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	return d.Portal.ResendInvitation(ctx, d.proven(ctx, change), contact)
}

func (d *directory) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	return d.Portal.CorrectContact(ctx, d.proven(ctx, change), correction)
}

// sender is a directory that can also send codes: the demo's portal sends them for a verification of its own.
type sender struct{ *directory }

func (s sender) SendsProofCodes(context.Context) bool { return true }

func (s sender) SendProofCode(ctx context.Context, id client.AccountID, contact client.ContactID) (string, time.Time, error) {
	v := s.identifyBehind(ctx, id, client.CallID(uuid.NewString()))
	v, err := s.SendCode(ctx, v.ID, contact, newKey())
	if err != nil {
		return "", time.Time{}, err
	}
	return string(v.ID), v.CodeSent.ExpiresAt, nil
}

func (s sender) CheckProofCode(ctx context.Context, handle, code string) (bool, error) {
	v, err := s.CheckCode(ctx, client.VerificationID(handle), code, newKey())
	return v.Level == client.ProvenByOOB, err
}

// records are the demo's own, as another server's would be.
type records struct {
	client.Portal
	offers map[client.Ability]client.Offer
	fails  error
}

func (r *records) RecordAbilities(ctx context.Context) (map[client.Ability]client.Offer, error) {
	if r.offers != nil || r.fails != nil {
		return r.offers, r.fails
	}
	session, err := r.Resume(ctx)
	offers := map[client.Ability]client.Offer{}
	for _, ability := range []client.Ability{client.KeepsCalls, client.ReadsCalls, client.KeepsAudit, client.ReadsAudit} {
		offers[ability] = client.Offer{Offered: session.May(ability), Reason: "Not yours.", WayAround: "Ask a supervisor."}
	}
	return offers, err
}

func newKey() client.Key { return client.Key(uuid.NewString()) }

// desk is one agent at the assembled portal.
type desk struct {
	client.Portal
	t       *testing.T
	clinic  *clinic
	session client.Session
}

// assembled is a portal of the clinic's directory and the given parts, nobody signed in.
func (c *clinic) assembled(parts assembly.Parts) client.Portal {
	c.t.Helper()
	if parts.Directory == nil {
		parts.Directory = c.directory(&demotest.Keeper{})
	}
	parts.Now = c.Now
	portal, err := assembly.New(parts)
	if err != nil {
		c.t.Fatal(err)
	}
	return portal
}

func (c *clinic) desk(login string, parts assembly.Parts) *desk {
	c.t.Helper()
	d := &desk{Portal: c.assembled(parts), t: c.t, clinic: c}
	d.signIn(login)
	return d
}

func (d *desk) signIn(login string) {
	d.t.Helper()
	agents := d.clinic.Agents()
	agent := agents[slices.IndexFunc(agents, func(a demoportal.DemoAgent) bool { return a.Login == login })]
	session, err := d.SignIn(d.t.Context(), client.Credentials{Login: login, Password: agent.Password})
	if err != nil {
		d.t.Fatal(err)
	}
	d.session = session
}

func (d *desk) account(id client.AccountID) client.Account {
	d.t.Helper()
	account, err := d.Account(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return account
}

// identified lets the patient of an account say the truth until that is enough.
func (d *desk) identified(id client.AccountID, call client.CallID) client.Verification {
	d.t.Helper()
	v, err := d.BeginVerification(d.t.Context(), id, client.BeginVerification{CallID: call, Relation: client.RelationPatient}, newKey())
	for _, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN} {
		if err == nil {
			v, err = d.CheckIdentifier(d.t.Context(), v.ID, client.IdentifierCheck{Kind: kind, Said: d.clinic.Truth(id)[kind]}, newKey())
		}
	}
	if err != nil || v.Level != client.Identified {
		d.t.Fatalf("level %d, %v", v.Level, err)
	}
	return v
}

// change is an operation on the account as it is now, with the proof of a verification.
func (d *desk) change(v client.Verification, call client.CallID) client.Change {
	d.t.Helper()
	change := client.Change{Account: v.Account, Version: d.account(v.Account).Version, Key: newKey(), Call: call}
	if v.Proof != nil {
		change.Proof = v.Proof.Token
	}
	return change
}

func newCall() client.CallID { return client.CallID(uuid.NewString()) }

func (c *clinic) adult() client.AccountID { return c.Sample(demoportal.TraitAdult, 1)[0] }

func phoneOf(a client.Account) client.ContactID {
	return a.Contacts[slices.IndexFunc(a.Contacts, func(c client.Contact) bool { return c.Kind == client.ContactPhone })].ID
}

// wants checks an error's kind and code; no kind wants none.
func wants(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code || kind == "" && err != nil {
		t.Errorf("got %v; want %s %s", err, kind, code)
	}
}
