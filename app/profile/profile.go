package profile

import (
	"maps"

	"github.com/google/uuid"

	"portaldesk/app/call"
	"portaldesk/app/hours"
	"portaldesk/client"
)

// Profile is one portal as an agent reaches it: where the accounts live, how she signs in there, where calls and the trail go,
// and how the portal's fields are called. It holds no secret.
type Profile struct {
	// ID is a random UUID ([NewID]); it names the profile's store and its tokens.
	ID   string `json:"id"`
	Name string `json:"name"`
	// Kind is where the accounts live: one of the Kind constants.
	Kind string `json:"kind"`
	// URL is the server's base address, https and without user, query or fragment. Of a Keycloak it is the realm's
	// ("https://id.example/realms/patients"), of a Kratos the admin API's, of a SCIM server the one that ends before
	// "/Users". Empty for a demo and a guided profile.
	URL string `json:"url,omitempty"`
	// PublicURL is a Kratos server's public address, by which patients are sent mail; empty: nothing can be sent.
	PublicURL string `json:"publicUrl,omitempty"`
	// CAFile is a PEM file of a certificate authority to trust beside the system's; empty for none.
	CAFile string `json:"caFile,omitempty"`
	// Login is the name last signed in with.
	Login string `json:"login,omitempty"`
	// Demo: the portal is the one inside the program, whose address is another one each time.
	Demo    bool    `json:"demo,omitempty"`
	SignIn  SignIn  `json:"signIn,omitzero"`
	Records Records `json:"records,omitzero"`
	Guided  Guided  `json:"guided,omitzero"`
	Rules
}

// Rules is what the clinic decides for the portal. In the file its entries stand among those of the profile.
type Rules struct {
	// Fields says where the server keeps each field. Not of an admin API, which needs no map.
	Fields client.FieldMap `json:"fields,omitempty"`
	// LastingPasswords: at a SCIM directory that cannot make patients change a temporary password, agents may set one all the
	// same. It stays good, and an agent knows it: the organisation decides.
	LastingPasswords bool `json:"lastingPasswords,omitempty"`
	// Policy, when set, is the rule by which the desk itself proves callers, in place of the usual one. It is replaced as a
	// whole, never changed in place.
	Policy *client.VerificationPolicy `json:"policy,omitempty"`
	// Reasons are the wrap-up codes. Like the policy they are replaced as a whole.
	Reasons call.Reasons `json:"reasons,omitzero"`
	// Hours say when the desk may be called, where the clinic says other than the portal, and on which days it is closed.
	Hours hours.Rules `json:"hours,omitzero"`
	// RecoveryRecipients are the public halves of the organisation's recovery keys ("age1…"), each of which opens the desk's notes
	// when the keyring was lost. Replaced as a whole.
	RecoveryRecipients []string `json:"recoveryRecipients,omitempty"`
}

// SignIn is how agents sign in.
type SignIn struct {
	// Way is empty for the usual way of the kind.
	Way client.SignInWay `json:"way,omitempty"`
	// Issuer and ClientID are of the identity provider (OpenID Connect). An empty issuer is the realm itself on a
	// Keycloak; an empty client is "portaldesk".
	Issuer   string `json:"issuer,omitempty"`
	ClientID string `json:"clientId,omitempty"`
	// CertFile and KeyFile (PEM) are the client certificate.
	CertFile string `json:"certFile,omitempty"`
	KeyFile  string `json:"keyFile,omitempty"`
}

// Records is where calls and the desk's trail go.
type Records struct {
	// Kind is one of the Records constants.
	Kind string `json:"kind,omitempty"`
	// URL is the base address of the server that keeps them, reached with the same sign-in as the accounts.
	URL string `json:"url,omitempty"`
	// PatientSystem is the namespace of medical record numbers at a FHIR server ("urn:oid:…"), by which the patient of a call
	// is found there; empty: calls name no patient.
	PatientSystem string `json:"patientSystem,omitempty"`
}

// Guided is what a portal without any API is worked with.
type Guided struct {
	// Guide names a guide that comes with the program ("mychart"), or is the path of a text file.
	Guide string `json:"guide,omitempty"`
	// Directory is the CSV file that the vendor's console exported; empty for none.
	Directory string `json:"directory,omitempty"`
}

// The kinds of place where accounts live.
const (
	KindAdminAPI = "adminapi" // a portal that serves our published contract
	KindKeycloak = "keycloak"
	KindKratos   = "kratos"
	KindSCIM     = "scim"
	KindGuided   = "guided" // a portal without an API: the agent works its console by hand
)

// The kinds of place where calls and the trail go. RecordsWithAccounts, the zero value, is for an admin API alone.
const (
	RecordsWithAccounts = ""
	RecordsAdminAPI     = "adminapi"
	RecordsFHIR         = "fhir"
	RecordsLocal        = "local" // on this computer only
)

// NewID makes the id of a new profile.
func NewID() string { return uuid.NewString() }

// clone is a copy whose map is its own.
func (p Profile) clone() Profile {
	p.Fields = maps.Clone(p.Fields)
	return p
}
