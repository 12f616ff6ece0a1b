package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/client"
)

func TestWhatIsDoneByHandIsAskedForAndWrittenDownAsSuch(t *testing.T) {
	c := newClinic(t)
	var heard []client.Change
	c.makeOdd(func(p client.Portal) client.Portal {
		return &odd{Portal: p, about: byHand, unlock: func(change client.Change) (client.Outcome, error) {
			heard = append(heard, change)
			return client.Outcome{}, nil
		}}
	})
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	s := standing(t, desk, account, "unlock")
	inputs := s.Operation.Inputs(operation.Setting{Account: account, About: desk.About, Session: desk.Session, Now: time.Now()})
	if !slices.Equal(s.Steps, []string{"Open the console.", "Press Unlock."}) || len(inputs) != 1 || inputs[0].Name != "attested" {
		t.Fatalf("steps %v, inputs %+v", s.Steps, inputs)
	}
	unlock := op(t, "unlock")
	_, err := desk.Perform(t.Context(), unlock, account, operation.Values{})
	if client.KindOf(err) != client.Invalid || client.CodeOf(err) != "attestation-required" {
		t.Errorf("before the agent said how it went: %v", err)
	}
	for _, said := range []string{"console-down", "done"} {
		if _, err := desk.Perform(t.Context(), unlock, account, operation.Values{"attested": said}); err != nil {
			t.Fatal(err)
		}
	}
	if len(heard) != 2 || *heard[0].Attested != (client.Attestation{Why: "console-down"}) || *heard[1].Attested != (client.Attestation{Done: true}) {
		t.Errorf("the portal heard %+v", heard)
	}
	written := actions(t, desk)
	want := []string{
		"unlock intent account.unlock:by-hand", "unlock failed console-down:by-hand",
		"unlock intent account.unlock:by-hand", "unlock done account.unlock:by-hand",
	}
	if got := slices.DeleteFunc(written, func(a string) bool { return !strings.HasPrefix(a, "unlock") }); !slices.Equal(got, want) {
		t.Errorf("the trail says %q", got)
	}
	var deeds []string
	for _, deed := range desk.Calls.Current().Draft().Done {
		deeds = append(deeds, deed.What+" "+deed.Result)
	}
	if got := deeds[len(deeds)-2:]; !slices.Equal(got, []string{"unlock failed", "unlock done"}) {
		t.Errorf("the call says %v", got)
	}
}

func TestAConsoleThatIsDownIsNotThePortalsLine(t *testing.T) {
	c := newClinic(t)
	c.makeOdd(func(p client.Portal) client.Portal {
		return &odd{Portal: p, about: byHand, unlock: func(client.Change) (client.Outcome, error) {
			return client.Outcome{}, &client.Error{Op: "unlockAccount", Kind: client.Unavailable, Code: "console-down"}
		}}
	})
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	for range 3 {
		if _, err := desk.Perform(t.Context(), op(t, "unlock"), account, operation.Values{"attested": "console-down"}); err == nil {
			t.Error("nothing was said")
		}
	}
	if !desk.Line.State().Online {
		t.Error("the desk believes that the portal is gone")
	}
}

func TestTheTrailSaysThatTheDeskItselfProvedTheCaller(t *testing.T) {
	c := newClinic(t)
	c.makeOdd(func(p client.Portal) client.Portal {
		return &odd{Portal: p, about: func(about *client.About) { about.Verification.ByDesk = true }}
	})
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	steps := 0
	for _, written := range actions(t, desk) {
		if strings.HasPrefix(written, "verify-caller") {
			steps++
			if !strings.HasSuffix(written, ":by-desk") {
				t.Errorf("the trail says %q", written)
			}
		}
	}
	if steps < 3 {
		t.Errorf("only %d steps are in the trail", steps)
	}
}

func TestAParentMayHaveNothingForAPatientOfUnknownAge(t *testing.T) {
	c := newClinic(t)
	mayUnlock := func(about *client.About) {
		rule := client.RelationRule{MayHave: []client.Ability{client.UnlocksAccount}, PatientBelowAge: 18}
		about.Verification.Relations = map[client.Relation]client.RelationRule{client.RelationStaff: rule}
	}
	for born, want := range map[string]app.Barrier{"": app.BarrierRelation, "**/**/2020": app.BarrierProof} {
		c.makeOdd(func(p client.Portal) client.Portal {
			return &odd{Portal: p, about: mayUnlock, account: func(a *client.Account) { a.BirthDate, a.Age = born, 6 }}
		})
		desk, account := c.talking(t, client.RoleSenior)
		if _, err := desk.Verify(t.Context(), account.ID, app.Caller{Relation: client.RelationStaff, Name: "Front desk"}); err != nil {
			t.Fatal(err)
		}
		if got := standing(t, desk, account, "unlock").Barrier; got != want {
			t.Errorf("born %q: barrier %q, want %q", born, got, want)
		}
		if err := desk.DiscardCall(); err == nil {
			t.Fatal("a call with a deed was discarded")
		}
		if err := desk.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
