package profile_test

import (
	"errors"
	"strings"
	"testing"

	"portaldesk/app/call"
	"portaldesk/app/profile"
	"portaldesk/client"
)

// complete is a profile of the kind with all that it needs and nothing else.
func complete(kind string) profile.Profile {
	p := clinic("Riverside")
	p.Kind, p.Records.Kind = kind, profile.RecordsLocal
	switch kind {
	case profile.KindAdminAPI:
		p.Records.Kind = profile.RecordsWithAccounts
	case profile.KindGuided:
		p.URL, p.Guided.Guide = "", "mychart"
	}
	return p
}

func TestReasonsAndHoursThatCannotBeUsedAreRefused(t *testing.T) {
	p := complete(profile.KindAdminAPI)
	p.Reasons = call.Reasons{Stages: []call.Stage{{Code: "Not a code", Title: "Walk-in", Causes: []call.Cause{{Code: "a", Title: "A"}}}}}
	refused(t, "reasons", p, profile.InvalidError{"reasons", "malformed"})
	p = complete(profile.KindAdminAPI)
	p.Hours.TimeZone = "Mars/Olympus"
	refused(t, "hours", p, profile.InvalidError{"hours", "malformed"})
}

func policy() *client.VerificationPolicy {
	return &client.VerificationPolicy{
		Identifiers:     []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN},
		RequiredMatches: 3, MaxMismatches: 2, ProofMinutes: 15, CodeMinutes: 10, ContactQuietDays: 7,
		Relations: map[client.Relation]client.RelationRule{client.RelationPatient: {MayHave: []client.Ability{client.UnlocksAccount}}},
	}
}

func TestEachKindNeedsNoMoreThanItsOwnEntries(t *testing.T) {
	p := open(t, t.TempDir())
	for _, kind := range profile.Kinds() {
		must(t, p.Save(complete(kind)))
		for _, records := range profile.RecordKinds(kind) {
			elsewhere := complete(kind)
			elsewhere.Records.Kind = records
			if records == profile.RecordsFHIR || records == profile.RecordsAdminAPI {
				elsewhere.Records.URL = "https://records.example/fhir"
				elsewhere.SignIn = profile.SignIn{Way: client.SignInBrowser, Issuer: "https://id.example"}
			}
			if err := elsewhere.Check(); err != nil {
				t.Errorf("%s with records %q: %v", kind, records, err)
			}
		}
	}
	if len(p.List()) != len(profile.Kinds()) {
		t.Errorf("%d profiles kept", len(p.List()))
	}
}

// refused says at which entry and why a profile was refused, without quoting the entry.
func refused(t *testing.T, name string, p profile.Profile, want profile.InvalidError) {
	t.Helper()
	err := p.Check()
	invalid, ok := errors.AsType[*profile.InvalidError](err)
	if !ok || *invalid != want || !errors.Is(err, profile.ErrInvalid) {
		t.Errorf("%s: %v, want %v", name, err, &want)
	} else if strings.Contains(err.Error(), "example") || strings.Contains(err.Error(), "secret-word") {
		t.Errorf("%s: the error quotes the entry: %v", name, err)
	}
}

func TestEachKindIsRefusedWithoutWhatItNeeds(t *testing.T) {
	for _, tc := range []struct {
		name, kind string
		spoil      func(*profile.Profile)
		want       profile.InvalidError
	}{
		{"Keycloak without a realm", profile.KindKeycloak, func(p *profile.Profile) { p.URL = "" }, profile.InvalidError{"url", "missing"}},
		{"guided without a guide", profile.KindGuided, func(p *profile.Profile) { p.Guided.Guide = "" }, profile.InvalidError{"guided.guide", "missing"}},
		{"password at a Keycloak", profile.KindKeycloak, func(p *profile.Profile) { p.SignIn.Way = client.SignInPassword }, profile.InvalidError{"signIn.way", "not-offered"}},
		{"nothing asked for, far away", profile.KindKratos, func(p *profile.Profile) { p.SignIn.Way = client.SignInNone }, profile.InvalidError{"signIn.way", "not-loopback"}},
		{"a name that only looks like this computer", profile.KindKratos, func(p *profile.Profile) {
			p.URL, p.SignIn.Way = "https://localhost.example", client.SignInNone
		}, profile.InvalidError{"signIn.way", "not-loopback"}},
		{"browser without an issuer", profile.KindSCIM, func(p *profile.Profile) { p.SignIn.Way = client.SignInBrowser }, profile.InvalidError{"signIn.issuer", "missing"}},
		{"certificate without one", profile.KindKratos, func(p *profile.Profile) { p.SignIn.Way = client.SignInCertificate }, profile.InvalidError{"signIn.certFile", "missing"}},
		{"certificate without its key", profile.KindKratos, func(p *profile.Profile) { p.SignIn.CertFile = "c.pem" }, profile.InvalidError{"signIn.keyFile", "missing"}},
		{"key without its certificate", profile.KindKratos, func(p *profile.Profile) { p.SignIn.KeyFile = "k.pem" }, profile.InvalidError{"signIn.certFile", "missing"}},
		{"records nowhere", profile.KindSCIM, func(p *profile.Profile) { p.Records.Kind = "" }, profile.InvalidError{"records.kind", "missing"}},
		{"records at an unknown place", profile.KindSCIM, func(p *profile.Profile) { p.Records.Kind = "paper" }, profile.InvalidError{"records.kind", "unknown"}},
		{"FHIR without its address", profile.KindSCIM, func(p *profile.Profile) { p.Records.Kind = profile.RecordsFHIR }, profile.InvalidError{"records.url", "missing"}},
		{"records elsewhere with a password of the portal's own", profile.KindAdminAPI, func(p *profile.Profile) {
			p.Records = profile.Records{Kind: profile.RecordsFHIR, URL: "https://fhir.example"}
		}, profile.InvalidError{"records.kind", "not-offered"}},
		{"FHIR far away from a server without sign-in", profile.KindKratos, func(p *profile.Profile) {
			p.URL, p.Records = "https://127.0.0.1:4434", profile.Records{Kind: profile.RecordsFHIR, URL: "https://fhir.example"}
		}, profile.InvalidError{"records.url", "not-loopback"}},
		{"issuer without TLS", profile.KindKeycloak, func(p *profile.Profile) { p.SignIn.Issuer = "http://id.example" }, profile.InvalidError{"signIn.issuer", "not-https"}},
		{"public address with a secret", profile.KindKratos, func(p *profile.Profile) { p.PublicURL = "https://a:secret-word@id.example" }, profile.InvalidError{"publicUrl", "holds-a-secret"}},
		{"lasting passwords where nothing asks for them", profile.KindKratos, func(p *profile.Profile) { p.LastingPasswords = true }, profile.InvalidError{"lastingPasswords", "not-offered"}},
		{"field nobody knows", profile.KindKratos, func(p *profile.Profile) { p.Fields = client.FieldMap{"secret-word": "/x"} }, profile.InvalidError{"fields", "unknown"}},
		{"field that leads nowhere", profile.KindKratos, func(p *profile.Profile) { p.Fields = client.FieldMap{client.FieldMRN: " "} }, profile.InvalidError{"fields.mrn", "missing"}},
	} {
		p := complete(tc.kind)
		tc.spoil(&p)
		refused(t, tc.name, p, tc.want)
	}
}

func TestAPolicyMustBeOneThatACallerCanMeet(t *testing.T) {
	p := complete(profile.KindKratos)
	p.Policy = policy()
	if err := p.Check(); err != nil {
		t.Fatalf("a policy that can be met: %v", err)
	}
	unmet := profile.InvalidError{"policy", "cannot-be-met"}
	p.Fields = client.FieldMap{client.FieldFullName: "/name", client.FieldBirthDate: "/born"}
	refused(t, "three of three, where no MRN is on file", p, unmet)
	p.Policy.RequiredMatches = 2
	if err := p.Check(); err != nil {
		t.Errorf("two of the two on file: %v", err)
	}
	p.Policy.Identifiers = []client.IdentifierKind{client.IdentifierName, "shoe-size"}
	refused(t, "an identifier nobody knows", p, unmet)
	for name, spoil := range map[string]func(*client.VerificationPolicy){
		"nothing has to match":         func(v *client.VerificationPolicy) { v.RequiredMatches = 0 },
		"the same identifier twice":    func(v *client.VerificationPolicy) { v.Identifiers[1] = v.Identifiers[0] },
		"nobody may have anything":     func(v *client.VerificationPolicy) { v.Relations = nil },
		"a proof that is over at once": func(v *client.VerificationPolicy) { v.ProofMinutes = 0 },
		"a level above all others": func(v *client.VerificationPolicy) {
			v.Levels = map[client.Ability]client.ProofLevel{client.ResetByLink: 3}
		},
	} {
		p := complete(profile.KindKratos)
		p.Policy = policy()
		spoil(p.Policy)
		refused(t, name, p, profile.InvalidError{"policy", "malformed"})
	}
}

func TestTheUsualWayToSignIn(t *testing.T) {
	near := complete(profile.KindKratos)
	near.URL = "https://[::1]:4434"
	chosen := complete(profile.KindKratos)
	chosen.SignIn.Way = client.SignInCertificate
	for want, p := range map[client.SignInWay]profile.Profile{
		client.SignInPassword:    complete(profile.KindAdminAPI),
		client.SignInBrowser:     complete(profile.KindKeycloak),
		client.SignInToken:       complete(profile.KindKratos),
		client.SignInNone:        near,
		client.SignInCertificate: chosen,
	} {
		if got := p.Way(); got != want {
			t.Errorf("%s at %s: %s, want %s", p.Kind, p.URL, got, want)
		}
	}
}
