package portaltest_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/assembly"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/demotest"
)

// TestAPortalPutTogether runs the suite as it is run for identity servers: callers are proven at the desk, changes have no
// keys, nobody is a proxy, and calls and the trail are kept nowhere.
func TestAPortalPutTogether(t *testing.T) {
	t.Setenv("PORTALDESK_RESULTS", "") // it is no server of its own
	demo := demotest.Start(t, demoportal.Options{Accounts: 3000})
	target := demo.Target(t, demo.Config())
	target.Name = "put-together"
	target.Connect = func() (client.Portal, error) {
		inner, err := adminapi.New(demo.Config(), &demotest.Keeper{})
		if err != nil {
			return nil, err
		}
		return assembly.New(assembly.Parts{Directory: &directory{Portal: inner, demo: demo}, Now: demo.Now})
	}
	target.Keeps = []portaltest.Promise{portaltest.Versioned, portaltest.Dated, portaltest.Reasoned, portaltest.Sifted, portaltest.Sorted}
	target.Out.Code = nil
	target.Faults = portaltest.Faults{Advance: demo.Advance}
	why := map[string]string{}
	for _, result := range portaltest.Run(t, target) {
		why[result.Group+"/"+result.Test] = string(result.Outcome) + ": " + result.Why
	}
	for test, want := range map[string]string{
		"verification/identifiers alone identify":                          "passed",
		"verification/code proves":                                         "not-tried: no code can be sent",
		"verification/call-back proves":                                    "passed",
		"call/can be listed":                                               "not-offered: Calls and the trail are kept on this computer only.",
		"proxy/caregiver on file":                                          "not-tried: not promised: knows who may act for a patient",
		"proxy/caregiver who is not on file":                               "passed",
		"operation/reset by link":                                          "passed",
		"repetition/the same again does no harm, password-reset.temporary": "passed",
		"two at once/login ID and state, at the same moment":               "passed",
	} {
		if !strings.HasPrefix(why[test], want) {
			t.Errorf("%s: %q, want %q", test, why[test], want)
		}
	}
}

// directory is the demo portal as an identity server: it is told to change accounts, and asks for no proof.
type directory struct {
	client.Portal
	demo *demotest.Demo
}

func (d *directory) About(ctx context.Context) (client.About, error) {
	about, err := d.Portal.About(ctx)
	about.Verification = client.VerificationPolicy{Identifiers: []client.IdentifierKind{
		client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierEmail,
	}}
	return about, err
}

// Account leaves out the proxies, of which identity servers know nothing.
func (d *directory) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	a, err := d.Portal.Account(ctx, id)
	a.Proxies = nil
	return a, err
}

func (d *directory) OnFile(ctx context.Context, id client.AccountID) (client.OnFile, error) {
	a, err := d.Portal.Account(ctx, id)
	truth := d.demo.Truth(id)
	f := client.OnFile{
		ID: id, Spellings: []string{truth[client.IdentifierName]},
		BirthDate: truth[client.IdentifierBirthDate], MRN: truth[client.IdentifierMRN],
	}
	for _, c := range a.Contacts {
		value := truth[client.IdentifierEmail]
		if c.Kind == client.ContactPhone {
			value = truth[client.IdentifierPhone]
		}
		f.Contacts = append(f.Contacts, client.ContactOnFile{ID: c.ID, Kind: c.Kind, Value: value, Consented: c.Consented, ChangedAt: c.ChangedAt})
	}
	return f, err
}

// behind proves the patient to the demo, which will not do without, and gives the change another key.
func (d *directory) behind(ctx context.Context, change client.Change) client.Change {
	change.Key = newKey()
	v, err := d.BeginVerification(ctx, change.Account, client.BeginVerification{CallID: change.Call, Relation: client.RelationPatient}, newKey())
	truth := d.demo.Truth(change.Account)
	for _, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN} {
		if err == nil {
			v, err = d.CheckIdentifier(ctx, v.ID, client.IdentifierCheck{Kind: kind, Said: truth[kind]}, newKey())
		}
	}
	if a, _ := d.Portal.Account(ctx, change.Account); err == nil {
		if i := slices.IndexFunc(a.Contacts, func(c client.Contact) bool { return c.Kind == client.ContactPhone }); i >= 0 {
			v, _ = d.AttestCallBack(ctx, v.ID, a.Contacts[i].ID, newKey())
		}
	}
	if change.Proof = ""; v.Proof != nil {
		change.Proof = v.Proof.Token
	}
	return change
}

func newKey() client.Key { return client.Key(uuid.NewString()) }

func (d *directory) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	return d.Portal.ResetPassword(ctx, d.behind(ctx, change), reset)
}

func (d *directory) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	return d.Portal.ChangeLoginID(ctx, d.behind(ctx, change), loginID)
}

func (d *directory) IssueAccessCode(ctx context.Context, change client.Change, issue client.AccessCodeIssue) (client.Outcome, error) {
	return d.Portal.IssueAccessCode(ctx, d.behind(ctx, change), issue)
}

func (d *directory) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return d.Portal.Activate(ctx, d.behind(ctx, change))
}

func (d *directory) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	return d.Portal.Deactivate(ctx, d.behind(ctx, change), reason)
}

func (d *directory) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	return d.Portal.Unlock(ctx, d.behind(ctx, change))
}

func (d *directory) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	return d.Portal.SignOutEverywhere(ctx, d.behind(ctx, change))
}

func (d *directory) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	return d.Portal.ResendInvitation(ctx, d.behind(ctx, change), contact)
}

func (d *directory) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	return d.Portal.CorrectContact(ctx, d.behind(ctx, change), correction)
}
