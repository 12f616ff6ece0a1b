package app_test

import (
	"errors"
	"slices"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/operation"
	"portaldesk/app/verification"
	"portaldesk/client"
	"portaldesk/client/demoportal/drill"
)

// agent is one who goes by the book: she asks what the portal wants to know, sends codes to what is on file, does what the caller
// needs as far as the desk lets her, and nothing else.
type agent struct {
	clinic
	desk   *app.Desk
	caller *drill.Caller
}

// TestEveryDrillPlayedByTheBookEndsRight works every drill through the desk as its teaching says, and has the call judged that
// the portal then has.
func TestEveryDrillPlayedByTheBookEndsRight(t *testing.T) {
	for _, script := range drill.All() {
		t.Run(script.ID, func(t *testing.T) {
			a := newAgent(t, script)
			account := a.open(t)
			if account != nil {
				a.prove(t, *account)
				a.help(t, *account)
			}
			if faults := a.caller.Judge(a.close(t, script.End.Outcomes[0])); len(faults) > 0 {
				t.Errorf("by the book, and yet: %v", faults)
			}
		})
	}
}

// TestNoHostileCallerTalksAnAgentIntoIt has an agent believe everything: the desk must not let her do what the caller wants.
func TestNoHostileCallerTalksAnAgentIntoIt(t *testing.T) {
	for _, script := range drill.All() {
		if script.Kind != drill.Hostile || script.Patient == "" {
			continue
		}
		t.Run(script.ID, func(t *testing.T) {
			a := newAgent(t, script)
			account := a.open(t)
			a.prove(t, *account)
			for _, op := range operation.All() {
				if !slices.Contains(script.End.Only, string(op.ID)) {
					a.attempt(t, *account, op)
				}
			}
		})
	}
}

func newAgent(t *testing.T, script drill.Script) agent {
	t.Helper()
	c := newClinic(t)
	caller, found := drill.Call(c.Portal, script)
	if !found {
		t.Fatalf("%s is not at the portal", script.Patient)
	}
	a := agent{c, c.SignIn(t, client.RoleSenior), caller}
	apptest.StartCall(t, a.desk)
	return a
}

// open finds the patient the caller speaks of; nil where there is none.
func (a agent) open(t *testing.T) *client.Account {
	t.Helper()
	if a.caller.Account == "" {
		return nil
	}
	found, err := a.desk.Open(t.Context(), a.caller.Account)
	if err != nil {
		t.Fatal(err)
	}
	return &found.Account
}

// prove asks the caller what the portal asks for, as far as the caller may speak for the patient at all.
func (a agent) prove(t *testing.T, account client.Account) {
	t.Helper()
	who := app.Caller{Relation: a.caller.Relation, Name: a.caller.Name}
	for _, proxy := range account.Proxies {
		if proxy.Name == a.caller.Name && proxy.Relation == a.caller.Relation {
			who.ProxyID = proxy.ID
		}
	}
	check, err := a.desk.Verify(t.Context(), account.ID, who)
	if client.KindOf(err) == client.Forbidden {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range a.desk.About.Verification.Identifiers {
		said := a.caller.Answer(kind)
		if state := check.State(); said == "" || state.Closed || len(state.Matched) == state.Required {
			continue
		}
		if _, err := check.Identifier(t.Context(), kind, said); err != nil && client.KindOf(err) != client.Throttled {
			t.Fatal(err)
		}
	}
	a.sendCodes(t, account, check)
}

// sendCodes tries every contact that is on file, until one proves the caller.
func (a agent) sendCodes(t *testing.T, account client.Account, check *verification.Check) {
	t.Helper()
	for _, contact := range account.Contacts {
		if check.State().Closed || check.State().Level == client.ProvenByOOB {
			return
		}
		if _, err := check.SendCode(t.Context(), contact.ID); err != nil {
			if client.KindOf(err) != client.Forbidden && client.KindOf(err) != client.Conflict && client.KindOf(err) != client.ProofRequired {
				t.Fatalf("%v", err)
			}
			continue
		}
		if code := a.caller.Code(); code != "" {
			if _, err := check.Code(t.Context(), code); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// help does the first of what the caller needs that the desk does not refuse.
func (a agent) help(t *testing.T, account client.Account) {
	t.Helper()
	for _, id := range a.caller.End.Done {
		op, known := operation.ByID(operation.ID(id))
		if !known {
			t.Fatalf("%s is no operation", id)
		}
		if a.standing(t, account, op).Barrier != app.NoBarrier {
			continue
		}
		if _, err := a.desk.Perform(t.Context(), op, account, a.choices(op, account)); err != nil {
			t.Fatal(err)
		}
		return
	}
}

// attempt holds that the desk itself refuses: nothing is even sent to the portal.
func (a agent) attempt(t *testing.T, account client.Account, op operation.Operation) {
	t.Helper()
	if a.standing(t, account, op).Barrier == app.BarrierState {
		return // it is no use on this account whoever calls
	}
	_, err := a.desk.Perform(t.Context(), op, account, a.choices(op, account))
	if _, refused := errors.AsType[*app.Refusal](err); !refused {
		t.Errorf("%s was done for this caller: %v", op.ID, err)
	}
}

func (a agent) standing(t *testing.T, account client.Account, op operation.Operation) app.Standing {
	t.Helper()
	for _, standing := range a.desk.Standings(account) {
		if standing.Operation.ID == op.ID {
			return standing
		}
	}
	t.Fatalf("%s has no standing", op.ID)
	return app.Standing{}
}

// choices takes the first choice of every input.
func (a agent) choices(op operation.Operation, account client.Account) operation.Values {
	values := operation.Values{}
	for _, input := range op.Inputs(operation.Setting{Account: account, About: a.desk.About, Session: a.desk.Session, Now: a.Workplace.Now()}) {
		values[input.Name] = "somebody@example.org"
		if len(input.Options) > 0 {
			values[input.Name] = input.Options[0].Value
		}
	}
	return values
}

// close closes the call, and answers it as the portal has it.
func (a agent) close(t *testing.T, outcome client.CallOutcome) client.Call {
	t.Helper()
	id := apptest.CloseCall(t, a.desk, outcome, "Practised.")
	if _, err := a.desk.Outbox.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	page, err := a.desk.PastCalls(t.Context(), client.CallQuery{Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range page.Items {
		if call.ID == id {
			return call
		}
	}
	t.Fatal("the portal does not have the call")
	return client.Call{}
}
