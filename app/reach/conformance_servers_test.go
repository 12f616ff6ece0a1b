//go:build servers

package reach_test

import (
	"testing"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// identityServer is what portals put together from an identity server promise; each adds what its server knows.
func identityServer(more ...portaltest.Promise) []portaltest.Promise {
	return append([]portaltest.Promise{portaltest.Versioned}, more...)
}

func TestKeycloakConforms(t *testing.T) {
	s := started(t, "keycloak", nil)
	agents := map[client.Role]portaltest.Agent{}
	for role, agent := range s.Agents {
		if role != "nobody" {
			agents[role] = portaltest.Agent{Way: client.SignInToken, Login: agent.Login, Token: s.grant(t, role)}
		}
	}
	p := s.profile(profile.KindKeycloak)
	p.SignIn.Way = client.SignInToken
	supervisor := client.Credentials{Login: agents[client.RoleSupervisor].Login, Token: agents[client.RoleSupervisor].Token}
	p = mapped(t, p, supervisor)
	var owners []owner
	readJSON(t, s.PatientsFile, &owners)
	portaltest.Run(t, portaltest.Target{
		Name: "keycloak", Connect: connect(t, p, nil), Agents: agents, Keeps: identityServer(),
		Crowd: client.Query{Text: "smith"}, Sample: s.lockedOut(t, samples(t, owners, p, supervisor)), Out: portaltest.OutOfBand{CallBacks: true},
	})
}

// kratosPatient is a patient as a Kratos was loaded.
type kratosPatient struct {
	ID                                                                             client.AccountID
	Kind                                                                           portaltest.Trait
	Login, GivenName, FamilyName, BirthDate, MRN, Phone, Email, Language, Postcode string
}

func (k kratosPatient) owner() owner {
	return owner{ID: k.ID, Login: k.Login, Trait: k.Kind, Says: map[client.IdentifierKind]string{
		client.IdentifierName: k.GivenName + " " + k.FamilyName, client.IdentifierBirthDate: k.BirthDate,
		client.IdentifierMRN: k.MRN, client.IdentifierPhone: k.Phone, client.IdentifierEmail: k.Email,
	}}
}

// TestKratosConforms runs on the first of the two servers: at the second, login IDs are e-mail addresses, which the suite does not
// make. What is particular to each schema is tested on both, beside the adapter.
func TestKratosConforms(t *testing.T) {
	var more struct{ Patients []kratosPatient }
	s := started(t, "kratos-a", &more)
	anybody := client.Credentials{Login: "mortiz"}
	p := s.profile(profile.KindKratos)
	p.SignIn.Way = client.SignInNone
	p = mapped(t, p, anybody)
	var owners []owner
	for _, patient := range more.Patients {
		owners = append(owners, patient.owner())
	}
	portaltest.Run(t, portaltest.Target{
		Name: "kratos", Connect: connect(t, p, indexed(t, p, anybody)), Keeps: identityServer(),
		Agents: map[client.Role]portaltest.Agent{client.RoleSupervisor: {Way: client.SignInNone, Login: "mortiz"}},
		Crowd:  client.Query{Text: "smith"},
		Sample: samples(t, owners, p, anybody), Out: portaltest.OutOfBand{CallBacks: true},
	})
}

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

// TestSCIMConforms also has the calls and the trail kept at a FHIR server, which takes the same token.
func TestSCIMConforms(t *testing.T) {
	s, records := started(t, "scim", nil), started(t, "fhir", nil)
	agent := client.Credentials{Login: "mortiz", Token: s.Token}
	p := s.profile(profile.KindSCIM)
	p.CAFile = bundle(t, s.CAFile, records.CAFile)
	p.SignIn.Way = client.SignInToken
	p.Records = profile.Records{Kind: profile.RecordsFHIR, URL: records.URL}
	p = mapped(t, p, agent)
	var patients []scimPatient
	readJSON(t, s.PatientsFile, &patients)
	var owners []owner
	for _, patient := range patients {
		owners = append(owners, patient.owner())
	}
	portaltest.Run(t, portaltest.Target{
		Name: "scim-fhir", Connect: connect(t, p, nil), Keeps: identityServer(portaltest.Sifted),
		Agents: map[client.Role]portaltest.Agent{client.RoleSenior: {Way: client.SignInToken, Login: agent.Login, Token: agent.Token}},
		Crowd:  client.Query{Text: "smith"},
		Sample: samples(t, owners, p, agent), Out: portaltest.OutOfBand{CallBacks: true},
	})
}
