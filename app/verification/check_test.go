package verification_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/app/verification"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// scene is a real portal and an agent signed in there, with one account of its cast.
type scene struct {
	server  *demoportal.Server
	portal  client.Portal
	account client.Account
	truth   map[client.IdentifierKind]string
	steps   []string
}

func newScene(t *testing.T, name string) *scene {
	t.Helper()
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 100})
	s := &scene{server: clinic.Portal, portal: clinic.Beside(t, client.RoleSenior)}
	page, err := s.portal.Search(t.Context(), client.Query{Text: name})
	if err != nil || len(page.Items) == 0 {
		t.Fatalf("%d accounts found, %v", len(page.Items), err)
	}
	if s.account, err = s.portal.Account(t.Context(), page.Items[0].ID); err != nil {
		t.Fatal(err)
	}
	s.truth = s.server.Truth(s.account.ID)
	return s
}

func (s *scene) begin(t *testing.T) *verification.Check {
	t.Helper()
	begin := client.BeginVerification{CallID: client.CallID(uuid.NewString()), Relation: client.RelationPatient}
	check, err := verification.Begin(t.Context(), s.portal, s.account.ID, begin, func(step verification.Step) { s.steps = append(s.steps, step.Code) })
	if err != nil {
		t.Fatal(err)
	}
	return check
}

func (s *scene) identify(t *testing.T, check *verification.Check) {
	t.Helper()
	for _, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN} {
		if _, err := check.Identifier(t.Context(), kind, s.truth[kind]); err != nil {
			t.Fatal(err)
		}
	}
}

func TestIdentifiersAloneProveOnlyTheLowerLevel(t *testing.T) {
	s := newScene(t, "Alvarez, Maria")
	check := s.begin(t)
	s.identify(t, check)
	if got := check.Level(time.Now()); got != client.Identified {
		t.Errorf("level %d after the identifiers", got)
	}
	if check.Token(time.Now()) == "" {
		t.Error("an identified caller has nothing to present")
	}
}

func TestAProofFallsBackWhenItExpires(t *testing.T) {
	s := newScene(t, "Alvarez, Maria")
	check := s.begin(t)
	s.identify(t, check)
	later := check.State().Proof.ExpiresAt
	if check.Level(later) != client.Unproven || check.Token(later) != "" {
		t.Error("an expired proof is still presented")
	}
}

func TestAWrongAnswerWhoseReplyWasLostIsCountedOnce(t *testing.T) {
	s := newScene(t, "Alvarez, Maria")
	check := s.begin(t)
	s.server.Faults().DropReplies("checkIdentifier", 10)
	if _, err := check.Identifier(t.Context(), client.IdentifierBirthDate, "1 January 1900"); client.KindOf(err) != client.OutcomeUnknown {
		t.Fatalf("every reply lost: %v", err)
	}
	s.server.Faults().Clear()
	state, err := check.Identifier(t.Context(), client.IdentifierBirthDate, "1 January 1900")
	if err != nil {
		t.Fatal(err)
	}
	if before, after := 3, state.MismatchesLeft; after != before-1 {
		t.Errorf("%d of %d mismatches are left after one wrong answer", after, before)
	}
}

func TestTooManyWrongAnswersCloseTheCheckForGood(t *testing.T) {
	s := newScene(t, "Alvarez, Maria")
	check := s.begin(t)
	var err error
	for range 5 {
		_, err = check.Identifier(t.Context(), client.IdentifierMRN, "not hers")
	}
	if client.CodeOf(err) != "verification-closed" || !check.State().Closed {
		t.Errorf("closed: %t, %v", check.State().Closed, err)
	}
	if _, err := check.Identifier(t.Context(), client.IdentifierName, s.truth[client.IdentifierName]); err == nil {
		t.Error("a closed check takes answers again")
	}
}

func TestAContactThatHasJustChangedGetsNoCode(t *testing.T) {
	s := newScene(t, "Kowalska-Żak, Zofia")
	check := s.begin(t)
	s.identify(t, check)
	for _, contact := range s.account.Contacts {
		if contact.Kind != client.ContactEmail {
			continue
		}
		_, err := check.SendCode(t.Context(), contact.ID)
		if fault, ok := errors.AsType[*client.Error](err); !ok || fault.Code != "contact-changed-recently" {
			t.Errorf("code to an address that changed two days ago: %v", err)
		}
	}
}

func TestCallBackProvesAndTheStepsHoldNoAnswer(t *testing.T) {
	s := newScene(t, "Alvarez, Maria")
	check := s.begin(t)
	s.identify(t, check)
	for _, contact := range s.account.Contacts {
		if contact.Kind == client.ContactPhone {
			if _, err := check.CallBack(t.Context(), contact.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if check.Level(time.Now()) != client.ProvenByOOB {
		t.Errorf("level %d after the call back", check.Level(time.Now()))
	}
	want := []string{"begin:patient", "full-name:match", "birth-date:match", "mrn:match", "call-back:match"}
	if !slices.Equal(s.steps, want) {
		t.Errorf("steps %q, want %q", s.steps, want)
	}
}
