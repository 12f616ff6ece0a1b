package reach

import (
	"context"
	"errors"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/assembly"
	"portaldesk/client/fhir"
	"portaldesk/client/guided"
	"portaldesk/client/keycloak"
	"portaldesk/client/kratos"
	"portaldesk/client/scim"
	"portaldesk/client/signing"
)

// partsOf are the parts of a portal that is put together: where accounts live, and where calls and the trail go.
func partsOf(p profile.Profile, tokens client.TokenKeeper) (assembly.Parts, error) {
	if p.Kind == profile.KindGuided {
		directory, err := guidedOf(p, tokens)
		return assembly.Parts{Directory: directory}, err
	}
	signer, err := signerOf(p, tokens)
	if err != nil {
		return assembly.Parts{}, err
	}
	directory, err := directoryOf(p, signer)
	if err != nil {
		return assembly.Parts{}, err
	}
	records, err := recordsOf(p, signer, directory)
	return assembly.Parts{Directory: directory, Records: records}, err
}

// guidedOf is a portal that the agent works by hand.
func guidedOf(p profile.Profile, tokens client.TokenKeeper) (client.Directory, error) {
	guide, err := guided.Load(p.Guided.Guide)
	if err != nil {
		return nil, errors.Join(unreadable("guided.guide"), err)
	}
	return guided.New(guided.Config{Guide: guide, CSV: p.Guided.Directory, Fields: p.Fields, Name: p.Name}, tokens)
}

// signerOf signs the agent in, once for all servers of the profile.
func signerOf(p profile.Profile, tokens client.TokenKeeper) (*signing.Signer, error) {
	config := signing.Config{
		Way: p.Way(), Issuer: p.SignIn.Issuer, ClientID: p.SignIn.ClientID, Login: p.Login, Transport: transportOf(p, ""),
	}
	if config.Issuer == "" && p.Kind == profile.KindKeycloak {
		server, realm, err := keycloak.Split(p.URL)
		if err != nil {
			return nil, &profile.InvalidError{Field: "url", Why: "malformed"}
		}
		config.Issuer = server + "/realms/" + realm
	}
	return signing.New(config, tokens)
}

// directoryOf is where the accounts live.
func directoryOf(p profile.Profile, signer *signing.Signer) (client.Directory, error) {
	to := transportOf(p, p.URL)
	switch p.Kind {
	case profile.KindKeycloak:
		return keycloak.New(keycloak.Config{Transport: to, Fields: p.Fields}, signer)
	case profile.KindKratos:
		return kratos.New(kratos.Config{Transport: to, PublicURL: p.PublicURL, Fields: p.Fields}, signer)
	case profile.KindSCIM:
		return scim.New(scim.Config{Transport: to, Fields: p.Fields, LastingPasswords: p.LastingPasswords}, signer)
	default:
		return nil, &profile.InvalidError{Field: "kind", Why: "unknown"}
	}
}

// recordsOf is the server that takes calls and the trail, nil where they stay on this computer. A nil directory has no record
// numbers to find patients by.
func recordsOf(p profile.Profile, signer *signing.Signer, directory client.Directory) (client.Records, error) {
	to := transportOf(p, p.Records.URL)
	switch p.Records.Kind {
	case profile.RecordsLocal:
		return nil, nil
	case profile.RecordsFHIR:
		to.Dialect = fhir.Dialect()
		server, err := signer.Open(to)
		if err != nil {
			return nil, err
		}
		return fhir.New(server, fhir.Options{Agent: signer.Subject, Patients: patientsOf(p, directory)}), nil
	case profile.RecordsAdminAPI:
		server, err := signer.Open(to)
		if err != nil {
			return nil, err
		}
		return adminapi.NewRecords(server), nil
	default:
		return nil, &profile.InvalidError{Field: "records.kind", Why: "unknown"}
	}
}

// patientsOf finds the patients of calls by the record numbers that the directory has.
func patientsOf(p profile.Profile, directory client.Directory) *fhir.PatientMatch {
	if p.Records.PatientSystem == "" || directory == nil {
		return nil
	}
	return &fhir.PatientMatch{System: p.Records.PatientSystem, MRN: func(ctx context.Context, id client.AccountID) (string, error) {
		known, err := directory.OnFile(ctx, id)
		if known.AsSaid {
			return "", err // a number that only the caller said would file the call with somebody else
		}
		return known.MRN, err
	}}
}
