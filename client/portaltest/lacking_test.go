package portaltest_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/demotest"
)

// plain is a portal as an identity server makes one: it knows no keys, and words its refusals in its own way.
type plain struct{ client.Portal }

func (p plain) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	change.Key = client.Key(uuid.NewString())
	outcome, err := p.Portal.ResetPassword(ctx, change, reset)
	return outcome, worded(err)
}

func (p plain) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	change.Key = client.Key(uuid.NewString())
	outcome, err := p.Portal.SignOutEverywhere(ctx, change)
	return outcome, worded(err)
}

func (p plain) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	query.Sort, query.Minors = client.SortRelevance, false
	page, err := p.Portal.Search(ctx, query)
	page.Total = -1
	return page, worded(err)
}

func worded(err error) error {
	if fault, ok := errors.AsType[*client.Error](err); ok {
		return &client.Error{Op: fault.Op, Kind: fault.Kind}
	}
	return err
}

// lacking is a target with one agent, some accounts of one trait, and no promise.
func lacking(t *testing.T) portaltest.Target {
	t.Helper()
	portal := demotest.Start(t, demoportal.Options{Accounts: 3000, Without: map[client.Ability]client.Offer{
		client.UnlocksAccount: {Reason: "The server locks nobody.", WayAround: "Reset the password."},
		client.ReadsAudit:     {Reason: "The server keeps no trail.", WayAround: "Ask who runs it."},
		client.ShowsMail:      {Reason: "The server does not know.", WayAround: "Ask the caller."},
	}})
	whole := portal.Target(t, portal.Config())
	return portaltest.Target{
		Name: "lacking",
		Connect: func() (client.Portal, error) {
			portal, err := whole.Connect()
			return plain{portal}, err
		},
		Agents: map[client.Role]portaltest.Agent{client.RoleSenior: whole.Agents[client.RoleSenior]},
		Keeps:  []portaltest.Promise{portaltest.Versioned},
		Finds:  []client.IdentifierKind{client.IdentifierName, client.IdentifierEmail},
		Crowd:  client.Query{Status: client.StatusActive},
		Sample: func(trait portaltest.Trait, n int) (portaltest.Sample, bool) {
			if trait != portaltest.Reachable || n >= 15 {
				return portaltest.Sample{}, false
			}
			return whole.Sample(trait, n)
		},
		Out: portaltest.OutOfBand{CallBacks: true},
	}
}

func TestWhatAPortalDoesNotPromiseIsNamedAndNothingFails(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PORTALDESK_RESULTS", filepath.Join(folder, "results"))
	results := portaltest.Run(t, lacking(t))
	why := map[string]string{}
	for _, result := range results {
		if result.Outcome != portaltest.Passed && result.Why == "" {
			t.Errorf("%s, %s: %s, and nobody learns why", result.Group, result.Test, result.Outcome)
		}
		why[result.Group+"/"+result.Test] = string(result.Outcome) + ": " + result.Why
	}
	for test, want := range map[string]string{
		"repetition/same key for something else":              "not-tried: not promised: does a change once",
		"session/sign in as auditor":                          "not-tried: no agent of role auditor",
		"look-up/by phone":                                    "not-offered: accounts cannot be found by it",
		"look-up/sorted":                                      "not-tried: not promised: sorts",
		"operation/unlock":                                    "not-offered: The server locks nobody.",
		"operation/activate":                                  "not-tried: no account that is deactivated is at hand",
		"audit/can be read":                                   "not-offered: The server keeps no trail.",
		"account/mail":                                        "not-offered: The server does not know.",
		"time/proofs and codes run out":                       "not-tried: the portal's clock",
		"operation/sign out everywhere":                       "passed: ",
		"two at once/login ID and e-mail, at the same moment": "passed: ",
	} {
		if !strings.HasPrefix(why[test], want) {
			t.Errorf("%s: %q, want %q", test, why[test], want)
		}
	}
	kept, err := portaltest.ReadFile(filepath.Join(folder, "results", "lacking.json"))
	if err != nil || !reflect.DeepEqual(kept, results) {
		t.Errorf("the file has %d results of %d: %v", len(kept), len(results), err)
	}
}

func TestReadingChangesNothingAndSaysWhatItSaw(t *testing.T) {
	target := lacking(t)
	portal, err := target.Connect()
	if err != nil {
		t.Fatal(err)
	}
	agent := target.Agents[client.RoleSenior]
	session, err := portal.SignIn(t.Context(), client.Credentials{Login: agent.Login, Password: agent.Password})
	if err != nil {
		t.Fatal(err)
	}
	watched := &writes{Portal: portal}
	target.Seat = &portaltest.Seat{Portal: watched, Session: session}
	var told []portaltest.Result
	results, err := portaltest.Read(t.Context(), target, func(r portaltest.Result) { told = append(told, r) })
	if err != nil || !reflect.DeepEqual(told, results) || len(results) < 25 {
		t.Errorf("%d results, told %d: %v", len(results), len(told), err)
	}
	if bad := failed(results); len(bad) > 0 || watched.count > 0 {
		t.Errorf("%d writes; failed %+v", watched.count, bad)
	}
	ctx, cancel := context.WithCancel(t.Context())
	results, err = portaltest.Read(ctx, target, func(portaltest.Result) { cancel() })
	if err != nil || !slices.ContainsFunc(results, func(r portaltest.Result) bool { return r.Why == "interrupted" }) {
		t.Errorf("interrupted after the first: %v", err)
	}
}

// writes counts what would change something.
type writes struct {
	client.Portal
	count int
}

func (w *writes) BeginVerification(context.Context, client.AccountID, client.BeginVerification, client.Key) (client.Verification, error) {
	w.count++
	return client.Verification{}, errors.New("a write")
}

func (w *writes) Unlock(context.Context, client.Change) (client.Outcome, error) {
	w.count++
	return client.Outcome{}, errors.New("a write")
}

func (w *writes) CreateCalls(context.Context, []client.Call) ([]client.CallReceipt, error) {
	w.count++
	return nil, errors.New("a write")
}

func (w *writes) AppendAudit(context.Context, []client.AuditEvent) error {
	w.count++
	return errors.New("a write")
}

func TestOnlyPlainNamesBecomeFiles(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"", "../up", "Keycloak", "a b", "-a"} {
		if err := portaltest.WriteFile(folder, name, nil); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
	if files, _ := os.ReadDir(folder); len(files) > 0 {
		t.Errorf("%d files", len(files))
	}
}
