package reach_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/app/reach"
	"portaldesk/app/verification"
	"portaldesk/client"
	"portaldesk/client/attempts"
)

// The whole of a call at a portal that no program can reach: found in the export, proven here, mended by hand, noted here.
func TestACallAtAPortalWithoutAnAPI(t *testing.T) {
	o := newOffice(t)
	desk := o.open(t)
	patient := find(t, desk, "reed, grace")
	prove(t, desk, patient)
	reset := standing(t, desk, patient, "reset-password")
	if reset.Barrier != app.NoBarrier || len(reset.Steps) < 3 {
		t.Fatalf("%q is in the way, %d steps", reset.Barrier, len(reset.Steps))
	}
	outcome, err := desk.Perform(t.Context(), reset.Operation, patient, entered(desk, reset.Operation, patient))
	must(t, err)
	if outcome.NextStep == "" {
		t.Error("nothing is said of what the patient must do now")
	}
	current := desk.Calls.Current()
	current.SetReason(client.Reason{Stage: "sign-in", Cause: "password"})
	current.SetOutcome(client.OutcomeResolved)
	current.SetNote("Link sent from the console.")
	id, err := desk.CloseCall()
	must(t, err)
	_, err = desk.Outbox.Deliver(t.Context())
	must(t, err)
	page, err := desk.PastCalls(t.Context(), client.CallQuery{Account: patient.ID})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != id || page.Items[0].Caller.Level != client.ProvenByOOB {
		t.Errorf("%+v, %v", page.Items, err)
	}
	checkTrail(t, desk)
	path := o.Profiles.IndexPath(o.profile.ID)
	must(t, desk.SignOut(t.Context()))
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the export is still readable here: %v", err)
	}
}

// prove proves the caller by what is on file, and calls back.
func prove(t *testing.T, desk *app.Desk, patient client.Account) *verification.Check {
	t.Helper()
	check, err := desk.Verify(t.Context(), patient.ID, app.Caller{Relation: client.RelationPatient})
	must(t, err)
	for kind, said := range map[client.IdentifierKind]string{
		client.IdentifierName: "Grace Reed", client.IdentifierBirthDate: "12 March 1984", client.IdentifierMRN: "100042",
	} {
		_, err := check.Identifier(t.Context(), kind, said)
		must(t, err)
	}
	phone := slices.IndexFunc(patient.Contacts, func(c client.Contact) bool { return c.Kind == client.ContactPhone })
	_, err = check.CallBack(t.Context(), patient.Contacts[phone].ID)
	must(t, err)
	if check.Level(time.Now()) != client.ProvenByOOB {
		t.Fatalf("not proven: %+v", check.State())
	}
	return check
}

func standing(t *testing.T, desk *app.Desk, patient client.Account, id operation.ID) app.Standing {
	t.Helper()
	for _, s := range desk.Standings(patient) {
		if s.Operation.ID == id {
			return s
		}
	}
	t.Fatalf("no operation %s", id)
	return app.Standing{}
}

// entered is what an agent enters who takes the first of every choice.
func entered(desk *app.Desk, op operation.Operation, patient client.Account) operation.Values {
	values := operation.Values{}
	for _, input := range op.Inputs(operation.Setting{Account: patient, About: desk.About, Session: desk.Session, Now: time.Now()}) {
		values[input.Name] = input.Options[0].Value
		if input.Name == "attested" {
			values[input.Name] = "done"
		}
	}
	return values
}

// checkTrail says that the trail tells the desk's own proof and what was done by hand from what a portal did.
func checkTrail(t *testing.T, desk *app.Desk) {
	t.Helper()
	entries, err := desk.Trail.Since(0, 1000)
	must(t, err)
	var byHand, byDesk int
	for _, e := range entries {
		switch {
		case e.Action == "reset-password" && strings.HasSuffix(e.Detail, ":by-hand"):
			byHand++
		case e.Action == "verify-caller" && strings.HasSuffix(e.Detail, ":by-desk"):
			byDesk++
		}
	}
	if byHand != 2 || byDesk != 5 {
		t.Errorf("%d entries by hand, want 2; %d by the desk, want 5", byHand, byDesk)
	}
	if shipped, err := desk.Trail.Shipped(); err != nil || shipped != 0 {
		t.Errorf("%d entries left this computer, %v", shipped, err)
	}
}

func TestWhoIsInNoExportIsHelpedTooAndFoundAgain(t *testing.T) {
	o := newOffice(t)
	desk := o.open(t)
	patient := find(t, desk, "zzyzx, quentin 1990-05-05")
	if patient.Status != client.StatusUnknown {
		t.Errorf("the state of somebody who is in no export is %q", patient.Status)
	}
	if s := standing(t, desk, patient, "reset-password"); s.Barrier != app.BarrierProof {
		t.Errorf("barrier %q", s.Barrier)
	}
	must(t, desk.BuildIndex(t.Context(), nil)) // the next export does not have him either
	if again := find(t, desk, "zzyzx"); again.ID != patient.ID {
		t.Error("another account for the same patient")
	}
}

// Neither signing in anew nor starting the program anew is a way around: who could not be proven is kept in the desk's store, and
// shown to the next agent.
func TestFailedProofsOutliveTheProgram(t *testing.T) {
	o := newOffice(t)
	var last error
	for failed := range 4 {
		o.Dial = reach.NewDialer().Dial // another run: nothing is left in memory
		desk := o.open(t)
		patient := find(t, desk, "reed, grace")
		if got := len(patient.FailedProofs); got != failed {
			t.Errorf("%d failed proofs are shown after %d", got, failed)
		}
		check, err := desk.Verify(t.Context(), patient.ID, app.Caller{Relation: client.RelationPatient})
		if last = err; err == nil {
			for _, kind := range desk.About.Verification.Identifiers[:3] {
				_, last = check.Identifier(t.Context(), kind, "wrong 1")
			}
		}
		must(t, desk.SignOut(t.Context()))
	}
	if client.CodeOf(last) != attempts.TooMany {
		t.Errorf("after three failed proofs in three sessions: %v", last)
	}
}
