package reach_test

import (
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/reach"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// The accounts can be worked with all the same, so a test of the connection succeeds, and says what does not answer.
func TestATrialSaysThatTheServerOfTheCallsDoesNotAnswer(t *testing.T) {
	clinic := clinic{apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})}
	clinic.Workplace.Dial = reach.NewDialer().Dial
	agent := clinic.token(t)
	for name, want := range map[string]struct {
		records profile.Records
		kind    client.Kind
	}{
		"nobody there":     {profile.Records{Kind: profile.RecordsFHIR, URL: "https://127.0.0.1:1/fhir", PatientSystem: "urn:oid:1.2.3"}, client.Offline},
		"at the portal":    {profile.Records{Kind: profile.RecordsWithAccounts}, ""},
		"on this computer": {profile.Records{Kind: profile.RecordsLocal}, ""},
	} {
		p := clinic.Profile
		p.Records, p.SignIn.Way = want.records, client.SignInToken
		trial, err := clinic.Workplace.Try(t.Context(), p, agent, func(app.TrialStep) {})
		if err != nil || client.KindOf(trial.Records) != want.kind {
			t.Errorf("%s: %v, of the records: %v", name, err, trial.Records)
		}
	}
}

type clinic struct{ *apptest.Clinic }

// token signs an agent in by her password, and hands out the token that another desk can work with.
func (c clinic) token(t *testing.T) client.Credentials {
	t.Helper()
	var kept client.Memory
	portal, err := reach.Dial(c.Profile, &kept)
	must(t, err)
	agent := c.Credentials(t, client.RoleSenior)
	_, err = portal.SignIn(t.Context(), agent)
	must(t, err)
	tokens, err := kept.Tokens()
	must(t, err)
	return client.Credentials{Login: agent.Login, Token: tokens.Access}
}
