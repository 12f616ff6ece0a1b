package reach

import (
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/assembly"
)

// contractOf is a portal that serves our contract. It keeps calls and the trail itself, unless the profile says otherwise.
func contractOf(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	if p.Way() == client.SignInPassword {
		return ownSignIn(p, tokens)
	}
	signer, err := signerOf(p, tokens)
	if err != nil {
		return nil, err
	}
	portal, err := adminapi.NewSigned(transportOf(p, p.URL), signer)
	if err != nil {
		return nil, err
	}
	if p.Records.Kind == profile.RecordsWithAccounts {
		return portal, nil
	}
	records, err := recordsOf(p, signer, nil)
	if err != nil {
		return nil, err
	}
	return assembly.WithRecords(portal, records), nil
}

// ownSignIn is such a portal where agents sign in with a password. Its session is good nowhere else, so no other server can
// take records.
func ownSignIn(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	portal, err := adminapi.New(transportOf(p, p.URL), tokens)
	if err != nil {
		return nil, err
	}
	switch p.Records.Kind {
	case profile.RecordsWithAccounts:
		return portal, nil
	case profile.RecordsLocal:
		return assembly.WithRecords(portal, nil), nil
	default:
		return nil, &profile.InvalidError{Field: "records.kind", Why: "not-offered"}
	}
}
