package fhir

// The code systems that say what an audited action is.
const (
	systemDICOM     = "http://dicom.nema.org/resources/ontology/DCM"
	systemLifecycle = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle"
	systemAction    = "urn:portaldesk:action"
)

// The words of DICOM's audit messages (PS3.16, CID 400 and 401).
var (
	securityAlert      = coding{systemDICOM, "110113", "Security Alert"}
	userAuthentication = coding{systemDICOM, "110114", "User Authentication"}
	query              = coding{systemDICOM, "110112", "Query"}
	login              = coding{systemDICOM, "110122", "Login"}
	logout             = coding{systemDICOM, "110123", "Logout"}
	restrictedFunction = coding{systemDICOM, "110132", "Use of Restricted Function"}
	userAttributes     = coding{systemDICOM, "110137", "User Security Attributes Changed"}
	originate          = coding{systemLifecycle, "originate", "Originate/Retain Record Lifecycle Event"}
	amend              = coding{systemLifecycle, "amend", "Amend (Update) Record Lifecycle Event"}
	destroy            = coding{systemLifecycle, "destroy", "Destroy/Delete Record Lifecycle Event"}
)

// meaning is an action in the words of the standard: what kind of event it is, what of that kind, and whether something was
// created, read, updated, deleted or executed (C R U D E).
type meaning struct {
	kind    coding
	subtype coding
	action  string
}

// meanings are the desk's actions. One that is not listed is the use of a restricted function.
var meanings = map[string]meaning{
	"sign-in":             {userAuthentication, login, "E"},
	"sign-out":            {userAuthentication, logout, "E"},
	"re-authenticate":     {userAuthentication, login, "E"},
	"verify-caller":       {kind: userAuthentication, action: "E"},
	"open-account":        {kind: query, action: "R"},
	"read-all-accounts":   {kind: query, action: "R"},
	"reset-password":      {securityAlert, userAttributes, "U"},
	"change-login-id":     {securityAlert, userAttributes, "U"},
	"access-code":         {securityAlert, userAttributes, "C"},
	"activate":            {securityAlert, userAttributes, "U"},
	"deactivate":          {securityAlert, userAttributes, "U"},
	"unlock":              {securityAlert, userAttributes, "U"},
	"sign-out-everywhere": {securityAlert, userAttributes, "D"},
	"resend-invitation":   {securityAlert, userAttributes, "E"},
	"correct-contact":     {securityAlert, userAttributes, "U"},
	"close-call":          {kind: originate, action: "C"},
	"discard-call":        {kind: destroy, action: "D"},
	"amend-call":          {kind: originate, action: "C"},
	"promise-callback":    {kind: originate, action: "C"},
	"move-callback":       {kind: amend, action: "U"},
	"try-callback":        {kind: amend, action: "U"},
	"keep-callback":       {kind: amend, action: "U"},
	"miss-callback":       {kind: amend, action: "U"},
	"withdraw-callback":   {kind: amend, action: "U"},
	"export-calls":        {kind: query, action: "R"},
}

func meaningOf(action string) meaning {
	if known, ok := meanings[action]; ok {
		return known
	}
	return meaning{securityAlert, restrictedFunction, "E"}
}

// subtypes are the standard's word, where it has one, and the desk's own.
func (m meaning) subtypes(action string) []coding {
	var all []coding
	if m.subtype != (coding{}) {
		all = append(all, m.subtype)
	}
	if action != "" {
		all = append(all, coding{System: systemAction, Code: action})
	}
	return all
}
