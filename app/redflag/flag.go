package redflag

import (
	"time"

	"portaldesk/client"
)

// Code names a flag, in the trail and in a request for approval.
type Code string

// The flags.
const (
	ContactChanged   Code = "contact-changed"   // where codes and links go changed within the policy's quiet days
	ContactCorrected Code = "contact-corrected" // and by this very desk, in this very call
	FailedProofs     Code = "failed-proofs"     // callers could not be proven for this account
	SharedNumber     Code = "shared-number"     // one number calls about many accounts
	RepeatedResets   Code = "repeated-resets"   // the password was reset more than once in a week
	UnprovenBefore   Code = "unproven-before"   // a caller who could not or would not be proven, and a new call within the hour
	RecentProxy      Code = "recent-proxy"      // somebody may act for the patient since not long ago
)

// Severity orders flags.
type Severity int

// The severities. A grave flag asks for a second person where the portal's policy says so; a notice is for the agent to know.
const (
	Notice Severity = iota
	Grave
)

// Flag is one reason to pause.
type Flag struct {
	Code     Code
	Severity Severity
	// Sentence is what is shown: a key of the translation, filled from Facts.
	Sentence string
	Facts    map[string]any
	// At is when the newest of its evidence happened; zero when that has no moment.
	At time.Time
}

// The bounds, where the portal's policy has none.
const (
	// NumberLimit is how many accounts one number may call about within NumberSpan.
	NumberLimit = 3
	NumberSpan  = 7 * 24 * time.Hour
	// ResetLimit is how many resets within ResetSpan are too many.
	ResetLimit = 2
	ResetSpan  = 7 * 24 * time.Hour
	// ProofLimit is how many failed proofs are grave; one is a notice.
	ProofLimit = 2
	// AgainSpan is how soon after a call without proof a new one is told.
	AgainSpan = time.Hour
	// ProxySpan is how long a proxy counts as recent.
	ProxySpan = 30 * 24 * time.Hour
)

// sentences are the keys of the translation.
var sentences = map[Code]string{
	ContactChanged:   "{{.Contact}} was changed within the last {{.Days}} days.",
	ContactCorrected: "A contact was corrected in this very call.",
	FailedProofs:     "Callers who could not be proven for this account: {{.Count}}.",
	SharedNumber:     "Accounts that this number has called about in a week: {{.Count}}.",
	RepeatedResets:   "Password resets within a week: {{.Count}}.",
	UnprovenBefore:   "Somebody called about this account within the hour and was not proven.",
	RecentProxy:      "{{.Name}} may act for the patient only since {{.Date}}.",
}

// Sentences are all keys of the translation that flags are shown with.
func Sentences() []string {
	var all []string
	for _, code := range Codes() {
		all = append(all, sentences[code])
	}
	return all
}

// Sentence is the key of the translation of a flag that another desk found, of which only the code is known; empty for one
// that this program does not know.
func Sentence(code Code) string { return short[code] }

// short are the keys of flags without their facts.
var short = map[Code]string{
	ContactChanged:   "A contact was changed not long ago.",
	ContactCorrected: "A contact was corrected in this very call.",
	FailedProofs:     "Callers could not be proven for this account.",
	SharedNumber:     "This number has called about many accounts.",
	RepeatedResets:   "The password was reset again and again.",
	UnprovenBefore:   "Somebody called within the hour and was not proven.",
	RecentProxy:      "The proxy is on file only since not long ago.",
}

// Codes are all flags, the gravest first.
func Codes() []Code {
	return []Code{ContactCorrected, SharedNumber, UnprovenBefore, FailedProofs, RepeatedResets, ContactChanged, RecentProxy}
}

// Grievous says whether any of the flags is grave.
func Grievous(flags []Flag) bool {
	for _, flag := range flags {
		if flag.Severity == Grave {
			return true
		}
	}
	return false
}

// NeedsSecondPerson says whether the policy wants a supervisor's word for an ability, with these flags up.
func NeedsSecondPerson(policy client.VerificationPolicy, ability client.Ability, flags []Flag) bool {
	for _, listed := range policy.SecondPerson {
		if listed == ability {
			return true
		}
	}
	return policy.FlagsNeedSecondPerson && client.LetsIn(ability) && Grievous(flags)
}
