package app_test

import (
	"errors"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/operation"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/verification"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestMain(m *testing.M) { secrettest.Main(m) }

// clinic is one whose workplace has the real keyring.
type clinic struct{ *apptest.Clinic }

func newClinic(t *testing.T) clinic {
	t.Helper()
	return clinic{apptest.New(t, secrettest.Ring(t), demoportal.Options{Accounts: 300})}
}

// reopen is the desk after a restart of the program.
func (c clinic) reopen(t *testing.T, before *app.Desk) *app.Desk {
	t.Helper()
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	c.Restart(t)
	return c.Resume(t)
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

// talking is the desk of an agent who has the patient on the phone and her account open.
func (c clinic) talking(t *testing.T, role client.Role) (*app.Desk, client.Account) {
	t.Helper()
	desk := c.SignIn(t, role)
	apptest.StartCall(t, desk)
	return desk, find(t, desk, patient)
}

// prove proves the patient of the account as the portal's policy asks, playing a truthful caller.
func (c clinic) prove(t *testing.T, desk *app.Desk, account client.Account) *verification.Check {
	t.Helper()
	check, err := desk.Verify(t.Context(), account.ID, app.Caller{Relation: client.RelationPatient})
	if err != nil {
		t.Fatal(err)
	}
	truth := c.Portal.Truth(account.ID)
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
	if _, err := check.Code(t.Context(), c.Portal.Phone().Messages()[0].Code); err != nil {
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

// calls are those that the portal has, asked of it directly.
func (c clinic) calls(t *testing.T) []client.Call {
	t.Helper()
	page, err := c.Beside(t, client.RoleSenior).Calls(t.Context(), client.CallQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return page.Items
}

// refused performs an operation that must be refused, and answers what stands in its way.
func refused(t *testing.T, desk *app.Desk, id operation.ID, account client.Account) app.Barrier {
	t.Helper()
	o := op(t, id)
	_, err := desk.Perform(t.Context(), o, account, choice(desk, o, account))
	refusal, ok := errors.AsType[*app.Refusal](err)
	if !ok {
		t.Fatalf("%s was not refused: %v", id, err)
	}
	return refusal.Standing.Barrier
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

// unreached says that a write found no portal. Where it was handed a connection from before that broke under it, nobody can say that
// nothing arrived, and the error says so.
func unreached(err error) bool {
	kind := client.KindOf(err)
	return kind == client.Offline || kind == client.OutcomeUnknown
}
