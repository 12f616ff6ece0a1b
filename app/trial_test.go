package app_test

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
)

var allSteps = []app.TrialStep{
	app.TrialReached, app.TrialTrusted, app.TrialAnswers, app.TrialSignedIn, app.TrialPermitted, app.TrialAbilities,
}

// try tests a connection and answers the steps that went well.
func (c clinic) try(t *testing.T, p profile.Profile, credentials client.Credentials) (app.Trial, []app.TrialStep, error) {
	t.Helper()
	var steps []app.TrialStep
	trial, err := c.Workplace.Try(t.Context(), p, credentials, func(s app.TrialStep) { steps = append(steps, s) })
	return trial, steps, err
}

// failsAt says that a test must fail at a step, with the steps before it done and no tokens left.
func (c clinic) failsAt(t *testing.T, p profile.Profile, credentials client.Credentials, step app.TrialStep, kind client.Kind) {
	t.Helper()
	_, steps, err := c.try(t, p, credentials)
	failed, ok := errors.AsType[*app.TrialError](err)
	if !ok || failed.Step != step || client.KindOf(err) != kind {
		t.Errorf("%v, want it to fail at %s with %s", err, step, kind)
	}
	if want := allSteps[:slices.Index(allSteps, step)]; !slices.Equal(steps, want) {
		t.Errorf("done: %v, want %v", steps, want)
	}
	if held, err := secret.Tokens(c.Workplace.Ring, p.ID).Tokens(); err != nil || held != (client.Tokens{}) {
		t.Errorf("tokens are left: %t, %v", held != client.Tokens{}, err)
	}
}

func TestATrialNamesTheStepThatFailed(t *testing.T) {
	c := newClinic(t)
	right := c.Credentials(t, client.RoleSenior)
	wrong := client.Credentials{Login: right.Login, Password: "not hers"}

	nobody := c.Profile
	nobody.URL = "https://127.0.0.1:1"
	c.failsAt(t, nobody, right, app.TrialReached, client.Offline)

	stranger := c.Profile
	stranger.CAFile = ""
	c.failsAt(t, stranger, right, app.TrialTrusted, client.Untrusted)

	c.failsAt(t, c.otherServer(t), right, app.TrialAnswers, client.Protocol)
	c.failsAt(t, c.Profile, wrong, app.TrialSignedIn, client.Unauthenticated)

	c.makeOdd(func(p client.Portal) client.Portal {
		return &odd{Portal: p, search: func() error { return &client.Error{Op: "searchAccounts", Kind: client.Forbidden} }}
	})
	c.failsAt(t, c.Profile, right, app.TrialPermitted, client.Forbidden)
	c.makeOdd(func(p client.Portal) client.Portal {
		return &named{Portal: p, err: &client.Error{Kind: client.Protocol}}
	})
	c.failsAt(t, c.Profile, right, app.TrialAbilities, client.Protocol)
}

// otherServer is the profile of something that speaks TLS and is no portal.
func (c clinic) otherServer(t *testing.T) profile.Profile {
	t.Helper()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	p := c.Profile
	p.URL, p.CAFile = server.URL, filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(p.CAFile, pemOf(server.Certificate()), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// named is the demo portal as one whose fields are named by configuration.
type named struct {
	client.Portal
	err error
}

func (n *named) Fields(context.Context) (client.FieldReport, error) {
	return client.FieldReport{Guess: client.FieldMap{client.FieldMRN: "/mrn"}}, n.err
}

func TestAfterATrialTheDeskOpensWithoutSigningInAgain(t *testing.T) {
	c := newClinic(t)
	c.makeOdd(func(p client.Portal) client.Portal { return &named{Portal: p} })
	trial, steps, err := c.try(t, c.Profile, c.Credentials(t, client.RoleSenior))
	if err != nil || !slices.Equal(steps, allSteps) {
		t.Fatalf("%v after %v", err, steps)
	}
	if trial.About.Name == "" || trial.Session.Agent.Role != client.RoleSenior || trial.Fields.Guess[client.FieldMRN] != "/mrn" {
		t.Errorf("%+v", trial)
	}
	if err := c.Workplace.Profiles.Save(c.Profile); err != nil {
		t.Fatal(err)
	}
	if desk := c.Resume(t); desk.Session.Agent.ID != trial.Session.Agent.ID {
		t.Error("another agent's desk")
	}
}

func TestASchemaThatIsNotShownLeavesTheMapToTheAgent(t *testing.T) {
	c := newClinic(t)
	for _, kind := range []client.Kind{client.NotOffered, client.Forbidden} {
		c.makeOdd(func(p client.Portal) client.Portal { return &named{Portal: p, err: &client.Error{Kind: kind}} })
		if trial, _, err := c.try(t, c.Profile, c.Credentials(t, client.RoleSenior)); err != nil || trial.Fields.Guess != nil {
			t.Errorf("%s: %v, %+v", kind, err, trial.Fields)
		}
	}
}

func TestWhatCannotBeAProfileIsNotTried(t *testing.T) {
	c := newClinic(t)
	p := c.Profile
	p.URL = "http://portal.example"
	_, steps, err := c.try(t, p, c.Credentials(t, client.RoleSenior))
	if invalid, ok := errors.AsType[*profile.InvalidError](err); !ok || invalid.Field != "url" || len(steps) != 0 {
		t.Errorf("%v after %v", err, steps)
	}
}

func TestForgottenNothingOfTheTrialIsLeft(t *testing.T) {
	c := newClinic(t)
	if _, _, err := c.try(t, c.Profile, c.Credentials(t, client.RoleSenior)); err != nil {
		t.Fatal(err)
	}
	if err := c.Workplace.Forget(t.Context(), c.Profile); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Workplace.Resume(t.Context(), c.Profile); client.KindOf(err) != client.Unauthenticated {
		t.Errorf("resumed after all: %v", err)
	}
}

func TestForgottenAlsoWhenThePortalIsGone(t *testing.T) {
	c := newClinic(t).walked()
	desk := c.SignIn(t, client.RoleSenior)
	if err := errors.Join(desk.BuildIndex(t.Context(), nil), desk.Close(), c.Portal.Stop()); err != nil {
		t.Fatal(err)
	}
	if err := c.Workplace.Forget(t.Context(), c.Profile); client.KindOf(err) != client.Offline {
		t.Errorf("nothing was said of the session that may still be open: %v", err)
	}
	if held, err := secret.Tokens(c.Workplace.Ring, c.Profile.ID).Tokens(); err != nil || held != (client.Tokens{}) {
		t.Errorf("tokens are left: %t, %v", held != client.Tokens{}, err)
	}
	if _, err := os.Stat(c.Workplace.Profiles.IndexPath(c.Profile.ID)); !os.IsNotExist(err) {
		t.Errorf("the index is left: %v", err)
	}
}

func pemOf(certificate *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
}
