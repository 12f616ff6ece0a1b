package app_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/verification"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
)

func TestMain(m *testing.M) { secrettest.Main(m) }

// clinic is a real portal over HTTPS and a workplace with the real keyring that leads to it.
type clinic struct {
	*app.Workplace
	portal  *demoportal.Server
	profile profile.Profile
}

func newClinic(t *testing.T) *clinic {
	t.Helper()
	portal, err := demoportal.Start(t.Context(), demoportal.Options{Accounts: 300, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { portal.Close() })
	dir := t.TempDir()
	caFile := filepath.Join(dir, "ca.pem")
	if err := os.WriteFile(caFile, portal.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	profiles, err := profile.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := secret.Open("portaldesk-test")
	if err != nil {
		t.Fatal(err)
	}
	p := profile.Profile{ID: profile.NewID(), Name: "Riverside", Kind: profile.KindAdminAPI, URL: portal.URL(), CAFile: caFile}
	if err := profiles.Save(p); err != nil {
		t.Fatal(err)
	}
	w := &app.Workplace{Profiles: profiles, Ring: ring, Dial: dial, Log: slog.New(slog.DiscardHandler), Now: time.Now}
	return &clinic{w, portal, p}
}

func dial(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	return adminapi.New(adminapi.Config{BaseURL: p.URL, CAFile: p.CAFile}, tokens)
}

// credentials are those of the first demo agent of a role who needs no one-time code.
func (c *clinic) credentials(t *testing.T, role client.Role) client.Credentials {
	t.Helper()
	for _, agent := range c.portal.Agents() {
		if agent.Role == role && agent.TOTPSecret == "" {
			return client.Credentials{Login: agent.Login, Password: agent.Password}
		}
	}
	t.Fatalf("no %s without a one-time code", role)
	return client.Credentials{}
}

func (c *clinic) signIn(t *testing.T, role client.Role) *app.Desk {
	t.Helper()
	desk, err := c.SignIn(t.Context(), c.profile, c.credentials(t, role))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { desk.Close() })
	return desk
}

// reopen is the desk after a restart of the program.
func (c *clinic) reopen(t *testing.T, before *app.Desk) *app.Desk {
	t.Helper()
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	desk, err := c.Resume(t.Context(), c.profile)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { desk.Close() })
	return desk
}

// find opens the one account of that name.
func find(t *testing.T, desk *app.Desk, name string) client.Account {
	t.Helper()
	page, err := desk.Search(t.Context(), client.Query{Text: name})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Items {
		if row.Name == name {
			found, err := desk.Open(t.Context(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			return found.Account
		}
	}
	t.Fatalf("%d rows, none is the account looked for", len(page.Items))
	return client.Account{}
}

func startCall(t *testing.T, desk *app.Desk) {
	t.Helper()
	if _, err := desk.StartCall("en"); err != nil {
		t.Fatal(err)
	}
}

// prove proves the patient of the account as the portal's policy asks, playing a truthful caller.
func (c *clinic) prove(t *testing.T, desk *app.Desk, account client.Account) *verification.Check {
	t.Helper()
	check, err := desk.Verify(t.Context(), account.ID, app.Caller{Relation: client.RelationPatient})
	if err != nil {
		t.Fatal(err)
	}
	truth := c.portal.Truth(account.ID)
	for _, kind := range desk.About.Verification.Identifiers {
		if state := check.State(); len(state.Matched) == state.Required {
			break
		}
		if _, err := check.Identifier(t.Context(), kind, truth[kind]); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := check.SendCode(t.Context(), contact(t, account)); err != nil {
		t.Fatal(err)
	}
	if _, err := check.Code(t.Context(), c.portal.Phone().Messages()[0].Code); err != nil {
		t.Fatal(err)
	}
	if check.Level(time.Now()) != client.ProvenByOOB {
		t.Fatalf("not proven: %+v", check.State())
	}
	return check
}

func contact(t *testing.T, account client.Account) client.ContactID {
	t.Helper()
	for _, contact := range account.Contacts {
		if contact.Consented && contact.ProvesFrom.Before(time.Now()) {
			return contact.ID
		}
	}
	t.Fatal("no contact that proves")
	return ""
}

func op(t *testing.T, id operation.ID) operation.Operation {
	t.Helper()
	found, ok := operation.ByID(id)
	if !ok {
		t.Fatalf("no operation %s", id)
	}
	return found
}

// choice is the first option of an operation's first input, as an agent who just presses Enter would take it.
func choice(desk *app.Desk, o operation.Operation, account client.Account) operation.Values {
	setting := operation.Setting{Account: account, About: desk.About, Session: desk.Session, Now: time.Now()}
	values := operation.Values{}
	for _, input := range o.Inputs(setting) {
		if len(input.Options) > 0 {
			values[input.Name] = input.Options[0].Value
		}
	}
	return values
}

// closeCall closes the open call as an agent would.
func closeCall(t *testing.T, desk *app.Desk, note string) client.CallID {
	t.Helper()
	current := desk.Calls.Current()
	current.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
	current.SetOutcome(client.OutcomeResolved)
	current.SetNote(note)
	id, err := desk.CloseCall()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// calls are those that the portal has, asked of it directly.
func (c *clinic) calls(t *testing.T) []client.Call {
	t.Helper()
	portal, err := dial(c.profile, secret.Tokens(secret.InMemory(), "asker"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if _, err := portal.SignIn(ctx, c.credentials(t, client.RoleSenior)); err != nil {
		t.Fatal(err)
	}
	page, err := portal.Calls(ctx, client.CallQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return page.Items
}

// actions are the trail's entries as "action outcome detail", oldest first.
func actions(t *testing.T, desk *app.Desk) []string {
	t.Helper()
	entries, err := desk.Trail.Since(0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Action+" "+string(e.Outcome)+" "+e.Detail)
	}
	return out
}
