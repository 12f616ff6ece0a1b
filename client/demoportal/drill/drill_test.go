package drill_test

import (
	"slices"
	"testing"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/demoportal/drill"
)

func start(t *testing.T) *demoportal.Server {
	t.Helper()
	portal, err := demoportal.Start(t.Context(), demoportal.Options{Accounts: 100})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = portal.Close() })
	return portal
}

// caller is the one of a drill.
func caller(t *testing.T, portal *demoportal.Server, id string) *drill.Caller {
	t.Helper()
	for _, script := range drill.All() {
		if script.ID == id {
			caller, found := drill.Call(portal, script)
			if !found {
				t.Fatalf("%s is not at the portal", script.Patient)
			}
			return caller
		}
	}
	t.Fatalf("there is no drill %s", id)
	return nil
}

func TestEveryDrillHasItsPatientAndTheHonestComeFirst(t *testing.T) {
	portal, hostile := start(t), 0
	for _, script := range drill.All() {
		if _, found := drill.Call(portal, script); !found {
			t.Errorf("%s: the patient is not at the portal", script.ID)
		}
		if script.Kind == drill.Hostile {
			hostile++
		} else if hostile > 0 {
			t.Errorf("%s comes after a hostile caller", script.ID)
		}
	}
	if all := len(drill.All()); hostile < 5 || all-hostile < 5 {
		t.Errorf("%d callers, %d of them hostile", all, hostile)
	}
}

func TestCallersSayWhatTheirScriptSays(t *testing.T) {
	portal := start(t)
	honest, liar := caller(t, portal, "locked-out"), caller(t, portal, "half-right")
	if said := honest.Answer(client.IdentifierBirthDate); said != "1984-03-12" {
		t.Errorf("the honest caller says %q", said)
	}
	if said := honest.Answer(client.IdentifierLastVisit); said != "" {
		t.Errorf("she does not remember her last visit, and says %q", said)
	}
	if said := liar.Answer(client.IdentifierBirthDate); said != "1961-03-12" {
		t.Errorf("the liar says %q", said)
	}
	for i, want := range append(slices.Clone(liar.Pushes), liar.Pushes[len(liar.Pushes)-1]) {
		if said := liar.Push(); said != want {
			t.Errorf("push %d: %q", i, said)
		}
	}
}

func TestJudge(t *testing.T) {
	portal := start(t)
	locked, hostile := caller(t, portal, "locked-out"), caller(t, portal, "phone-is-broken")
	deed := func(what, result string) []client.Deed { return []client.Deed{{What: what, Result: result}} }
	proven := client.Caller{Relation: client.RelationPatient, Level: client.ProvenByOOB}
	rows := []struct {
		name   string
		caller *drill.Caller
		call   client.Call
		want   []drill.FaultCode
	}{
		{"helped and proven", locked, client.Call{Account: locked.Account, Caller: proven, Outcome: client.OutcomeResolved, Done: deed("unlock", "done")}, nil},
		{"helped without proof", locked, client.Call{Account: locked.Account, Outcome: client.OutcomeResolved, Done: deed("unlock", "done")}, []drill.FaultCode{drill.NotProven}},
		{"not helped", locked, client.Call{Account: locked.Account, Caller: proven, Outcome: client.OutcomeResolved}, []drill.FaultCode{drill.NotDone}},
		{"what was refused helps nobody", locked, client.Call{Account: locked.Account, Caller: proven, Outcome: client.OutcomeResolved, Done: deed("unlock", "refused")}, []drill.FaultCode{drill.NotDone}},
		{"another account", locked, client.Call{Account: "other", Caller: proven, Outcome: client.OutcomeResolved, Done: deed("unlock", "done")}, []drill.FaultCode{drill.WrongAccount}},
		{"sent away", hostile, client.Call{Account: hostile.Account, Outcome: client.OutcomeEscalated}, nil},
		{"sent away before an account was opened", hostile, client.Call{Outcome: client.OutcomeAbandoned}, nil},
		{"talked into it", hostile, client.Call{Account: hostile.Account, Outcome: client.OutcomeResolved, Done: deed("reset-password", "done")}, []drill.FaultCode{drill.NotAllowed, drill.WrongOutcome}},
		{"the desk refused it", hostile, client.Call{Account: hostile.Account, Outcome: client.OutcomeEscalated, Done: deed("reset-password", "refused")}, nil},
	}
	for _, row := range rows {
		var got []drill.FaultCode
		for _, fault := range row.caller.Judge(row.call) {
			got = append(got, fault.Code)
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}
