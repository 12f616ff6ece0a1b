package client

import "time"

// About is what a portal says of itself before anyone has signed in.
type About struct {
	// Name is the portal's name as patients know it.
	Name string `json:"name"`
	// Server is the product behind it and its version, where it says so: "Keycloak 26.7.3".
	Server string `json:"server,omitempty"`
	// TimeZone is an IANA name; desk hours are given in it.
	TimeZone string `json:"timeZone"`
	// DeskHours is when patients may call this portal's desk. A day without an entry is closed.
	DeskHours []DeskHours `json:"deskHours"`
	// Abilities is what the portal can do. An ability that is not listed is not offered.
	Abilities    map[Ability]Offer  `json:"abilities"`
	Verification VerificationPolicy `json:"verification"`
	AccessCode   AccessCodePolicy   `json:"accessCode"`
	// Now is the portal's own time when it answered; the desk measures its clock against it.
	Now time.Time `json:"now"`
}

// DeskHours is one span of one weekday, "HH:MM" to "HH:MM", end excluded, in the portal's time zone.
type DeskHours struct {
	Weekday time.Weekday `json:"weekday"`
	Opens   string       `json:"opens"`
	Closes  string       `json:"closes"`
}

// Ability is something a portal may be able to do, and an agent may be allowed to.
type Ability string

// The abilities.
const (
	ResetByLink       Ability = "password-reset.link"
	ResetByCode       Ability = "password-reset.code"
	ResetByTemporary  Ability = "password-reset.temporary"
	ChangesLoginID    Ability = "login-id.change"
	IssuesAccessCode  Ability = "access-code.issue"
	ActivatesAccount  Ability = "account.activate"
	DeactivatesIt     Ability = "account.deactivate"
	UnlocksAccount    Ability = "account.unlock"
	EndsSessions      Ability = "sessions.end"
	ResendsInvitation Ability = "invitation.resend"
	CorrectsContact   Ability = "contact.correct"
	ShowsSignIns      Ability = "sign-ins.read"
	ShowsMail         Ability = "mail.read"
	ShowsSessions     Ability = "sessions.read"
	VerifiesCallers   Ability = "caller.verify"
	KeepsCalls        Ability = "calls.write"
	ReadsCalls        Ability = "calls.read"
	KeepsAudit        Ability = "audit.write"
	ReadsAudit        Ability = "audit.read"
	AsksApproval      Ability = "approvals.ask"
	DecidesApprovals  Ability = "approvals.decide"
)

// Offer says whether the portal offers an ability. When it does not, Reason says why and WayAround what the agent can do
// instead, both in the portal's own words.
type Offer struct {
	Offered   bool   `json:"offered"`
	Reason    string `json:"reason,omitempty"`
	WayAround string `json:"wayAround,omitempty"`
	// Steps, where there are any, are what the agent does by hand in the portal's own console: the desk has no way to do
	// it. She says afterwards how it went ([Change.Attested]).
	Steps []string `json:"steps,omitempty"`
}

// Offers says whether the portal offers the ability.
func (a About) Offers(ability Ability) bool { return a.Abilities[ability].Offered }

// VerificationPolicy is what the portal asks before it believes that a caller is who they say.
type VerificationPolicy struct {
	// Identifiers are those the portal can check, in the order the agent should ask.
	Identifiers []IdentifierKind `json:"identifiers"`
	// RequiredMatches is how many of them must match.
	RequiredMatches int `json:"requiredMatches"`
	// MaxMismatches is how many may fail before the verification closes.
	MaxMismatches int `json:"maxMismatches"`
	// Levels is the proof each ability needs. An ability that is not listed needs none.
	Levels map[Ability]ProofLevel `json:"levels"`
	// Relations is what each kind of caller may have done. A relation that is not listed may have nothing done.
	Relations map[Relation]RelationRule `json:"relations"`
	// ContactQuietDays is how long after a change a contact gets no code and no call back.
	ContactQuietDays int `json:"contactQuietDays"`
	// ByDesk: the server cannot check callers, so the desk itself compares, counts and keeps the proof. The trail says so.
	ByDesk bool `json:"byDesk,omitempty"`
	// FailureHours is how long a failed proof counts against the next, 0 where failures are not counted; MaxFailures is how
	// many of one relation for one account stop that relation until the oldest is that old.
	FailureHours int `json:"failureHours,omitempty"`
	MaxFailures  int `json:"maxFailures,omitempty"`
	// SecondPerson lists the abilities that a supervisor must approve each time, and FlagsNeedSecondPerson says that a red
	// flag asks for the same of every ability that lets somebody in; ending sessions and deactivating shut out, and wait for
	// nobody. A portal asks by itself where it sees the reason: an ability that is listed, and a contact that was corrected in
	// the same call. What only the desk sees, the desk asks for.
	SecondPerson          []Ability `json:"secondPerson,omitempty"`
	FlagsNeedSecondPerson bool      `json:"flagsNeedSecondPerson,omitempty"`
	// ProofMinutes is how long a proof is good for; CodeMinutes how long a sent code is, 0 where none can be sent.
	ProofMinutes int `json:"proofMinutes"`
	CodeMinutes  int `json:"codeMinutes"`
}

// RelationRule is what a caller of one relation may have done.
type RelationRule struct {
	// MustBeOnFile: the portal must know this person as a proxy of the account.
	MustBeOnFile bool `json:"mustBeOnFile"`
	// MayHave are the abilities that may be used for this caller.
	MayHave []Ability `json:"mayHave"`
	// PatientBelowAge, when not 0, is the patient's age from which this relation may have nothing done any more.
	PatientBelowAge int `json:"patientBelowAge,omitempty"`
	// Ages narrow MayHave by the patient's age: the first span that holds the age says what this relation may have. Without
	// one that does, MayHave stands.
	Ages []AgeRule `json:"ages,omitempty"`
}

// AgeRule is what a relation may have done while the patient's age is in [From, Below), in full years; Below 0 is no bound.
type AgeRule struct {
	From    int       `json:"from"`
	Below   int       `json:"below,omitempty"`
	MayHave []Ability `json:"mayHave"`
}

// DependsOnAge says whether it counts how old the patient is. Of one whose age nobody knows, such a relation may have nothing.
func (r RelationRule) DependsOnAge() bool { return r.PatientBelowAge != 0 || len(r.Ages) > 0 }

// At is what the relation may have done for a patient of this age.
func (r RelationRule) At(age int) []Ability {
	if r.PatientBelowAge != 0 && age >= r.PatientBelowAge {
		return nil
	}
	for _, span := range r.Ages {
		if age >= span.From && (span.Below == 0 || age < span.Below) {
			return span.MayHave
		}
	}
	return r.MayHave
}

// Allowed is what a caller of the relation may have done for this patient: nothing for one whose birth date nobody knows, where
// age counts.
func (p VerificationPolicy) Allowed(relation Relation, account Account) []Ability {
	rule := p.Relations[relation]
	if rule.DependsOnAge() && account.BirthDate == "" {
		return nil
	}
	return rule.At(account.Age)
}

// ProofLevel orders how well a caller is proven. Identifiers only find an account; out of band proves a caller.
type ProofLevel int

// The levels.
const (
	Unproven    ProofLevel = 0
	Identified  ProofLevel = 1
	ProvenByOOB ProofLevel = 2
)

// AccessCodePolicy is how access codes are made and how long they live.
type AccessCodePolicy struct {
	// MaxHours is the longest life per way of handing the code over (NIST SP 800-63B-4, 4.2.1.2).
	MaxHours map[CodeChannel]int `json:"maxHours"`
	// Groups and GroupLength is the printed form: 3 groups of 4 is "ABCD-EFGH-JKLM". The last character is a check
	// character; blanks, hyphens and case are ignored on entry.
	Groups      int `json:"groups"`
	GroupLength int `json:"groupLength"`
	// Recovers: a code also lets a patient in who has a password, to choose a new one.
	Recovers bool `json:"recovers,omitempty"`
}

// CodeChannel is the way an access code reaches the patient.
type CodeChannel string

// The channels.
const (
	ByVoice CodeChannel = "voice"
	ByText  CodeChannel = "text"
	ByEmail CodeChannel = "email"
	ByPost  CodeChannel = "post"
)
