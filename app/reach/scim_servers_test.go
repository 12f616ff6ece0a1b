//go:build servers

package reach_test

import (
	"testing"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// scimPatient is a patient as a SCIM server was loaded.
type scimPatient struct {
	ID                                                 client.AccountID
	Trait                                              portaltest.Trait
	Family, Given, Login, MRN, Email, Phone, BirthDate string
}

func (p scimPatient) owner() owner {
	return owner{ID: p.ID, Login: p.Login, Trait: p.Trait, Says: map[client.IdentifierKind]string{
		client.IdentifierName: p.Given + " " + p.Family, client.IdentifierBirthDate: p.BirthDate,
		client.IdentifierMRN: p.MRN, client.IdentifierPhone: p.Phone, client.IdentifierEmail: p.Email,
	}}
}

// TestSCIMConforms runs at SCIMMY. Calls and the trail are kept by Medplum's FHIR, which takes the same token.
func TestSCIMConforms(t *testing.T) {
	records := started(t, "fhir", nil)
	scimConforms(t, "scim", "scim-fhir", "mortiz", func(s server, p *profile.Profile) {
		p.CAFile = bundle(t, s.CAFile, records.CAFile)
		p.Records = profile.Records{Kind: profile.RecordsFHIR, URL: records.URL}
	})
}

// TestKeycloakSCIMConforms runs at Keycloak's own SCIM. Calls and the trail are kept on this computer.
func TestKeycloakSCIMConforms(t *testing.T) {
	scimConforms(t, "keycloak-scim", "keycloak-scim", "supervisor", func(server, *profile.Profile) {})
}

// scimConforms runs the suite at a running server, as the agent whose the server's token is.
func scimConforms(t *testing.T, running, name, login string, set func(server, *profile.Profile)) {
	t.Helper()
	s := started(t, running, nil)
	agent := client.Credentials{Login: login, Token: s.Token}
	p := s.profile(profile.KindSCIM)
	p.SignIn.Way = client.SignInToken
	set(s, &p)
	p = mapped(t, p, agent)
	var patients []scimPatient
	readJSON(t, s.PatientsFile, &patients)
	var all []owner
	for _, patient := range patients {
		all = append(all, patient.owner())
	}
	portaltest.Run(t, portaltest.Target{
		Name: name, Connect: connect(t, p, nil), Keeps: identityServer(portaltest.Sifted),
		Agents: map[client.Role]portaltest.Agent{client.RoleSenior: {Way: client.SignInToken, Login: agent.Login, Token: agent.Token}},
		Crowd:  client.Query{Status: client.StatusActive},
		Sample: s.newOwners(t, all, p, agent).sample, Out: portaltest.OutOfBand{CallBacks: true},
	})
}
