package client

import "time"

// AccountID is the portal's own opaque name for an account. It is never a medical record number or a login ID.
type AccountID string

// Status is the neutral word for an account's state.
type Status string

// The states an account can be in.
const (
	StatusNone         Status = "none"          // known to the clinic, never invited
	StatusInvited      Status = "invited"       // has an access code or invitation that still works
	StatusCodeExpired  Status = "code-expired"  // was invited; the code no longer works
	StatusActive       Status = "active"        // can sign in
	StatusLocked       Status = "locked"        // too many wrong passwords
	StatusResetPending Status = "reset-pending" // must set a new password before anything else
	StatusDeactivated  Status = "deactivated"   // switched off, with a reason
	StatusDeclined     Status = "declined"      // the patient did not want a portal account
	StatusDeceased     Status = "deceased"
	StatusMerged       Status = "merged" // a duplicate; another account took its place
)

// AccountRow is one line of a look-up. Everything that could prove a caller is masked by the portal.
type AccountRow struct {
	ID        AccountID `json:"id"`
	Name      string    `json:"name"`      // family name first: "Alvarez, Maria"
	BirthDate string    `json:"birthDate"` // masked: "**/**/1984"
	LoginID   string    `json:"loginId"`   // masked: "ma****"; empty when there is none yet
	MRN       string    `json:"mrn"`       // masked: "****123"
	Status    Status    `json:"status"`
	Minor     bool      `json:"minor"`
	// AsSaid: nobody has this patient on file; what is here is what the agent typed ([OnFile.AsSaid]).
	AsSaid bool `json:"-"`
}

// Account is what the desk sees of an account.
type Account struct {
	AccountRow
	// Version is the ETag that a [Change] must name.
	Version string `json:"-"`
	// GivenName is how to address the patient.
	GivenName string `json:"givenName"`
	// Age is in full years.
	Age int `json:"age"`
	// Language is the patient's preferred language, BCP 47 ("en", "es").
	Language string `json:"language"`
	// PortalStatus is the portal's own word for Status, always shown beside it.
	PortalStatus string `json:"portalStatus"`
	// Reason is why the account is in this state, in the portal's words; empty when there is nothing to say.
	Reason string `json:"reason,omitempty"`
	// LockedUntil is set while the account is locked for a time; a lock without it stays until somebody unlocks.
	LockedUntil *time.Time `json:"lockedUntil,omitempty"`
	// MustChangePassword: the next sign-in leads to a new password.
	MustChangePassword bool `json:"mustChangePassword"`
	// LastSignInAt is the last success; nil when there never was one.
	LastSignInAt *time.Time `json:"lastSignInAt,omitempty"`
	// CreatedAt is when the portal first knew the account.
	CreatedAt time.Time `json:"createdAt"`
	Contacts  []Contact `json:"contacts"`
	Proxies   []Proxy   `json:"proxies"`
	// AccessCode is the one code that works, without the code itself.
	AccessCode *AccessCodeState `json:"accessCode,omitempty"`
	// MergedInto is the account that took this one's place. Only with [StatusMerged].
	MergedInto AccountID `json:"mergedInto,omitempty"`
	// DuplicateOf lists accounts that look like the same person.
	DuplicateOf []AccountID `json:"duplicateOf,omitempty"`
	// SecondFactor is the kind of second factor the patient signs in with ("totp", "text"), empty for none.
	SecondFactor string `json:"secondFactor,omitempty"`
	// FailedProofs are the verifications of callers that failed within the policy's FailureHours, newest first, whoever was
	// at the desk.
	FailedProofs []FailedProof `json:"failedProofs,omitempty"`
}

// FailedProof is a caller who could not be proven. What was said is in none of it.
type FailedProof struct {
	At       time.Time `json:"at"`
	AgentID  string    `json:"agentId"`
	Relation Relation  `json:"relation"`
	// Mismatched are the identifiers that were wrong; empty when it was the code.
	Mismatched []IdentifierKind `json:"mismatched"`
}

// ContactID names one contact of one account.
type ContactID string

// ContactKind is the kind of a contact.
type ContactKind string

// The kinds of contact.
const (
	ContactEmail ContactKind = "email"
	ContactPhone ContactKind = "phone"
)

// Contact is one way to reach a patient, masked.
type Contact struct {
	ID       ContactID   `json:"id"`
	Kind     ContactKind `json:"kind"`
	Masked   string      `json:"masked"` // "m****@example.com", "***-***-0199"
	Verified bool        `json:"verified"`
	// Consented: the patient agreed to be written to here.
	Consented bool `json:"consented"`
	// NoCodes: no code that proves a caller can be sent here, though the portal sends some elsewhere. A phone may be called
	// back all the same.
	NoCodes   bool      `json:"noCodes,omitempty"`
	ChangedAt time.Time `json:"changedAt"`
	// ProvesFrom is when this contact may be used to prove a caller; a moment in the past means now.
	ProvesFrom time.Time `json:"provesFrom"`
}

// Proxy is somebody who may act for the patient.
type Proxy struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Relation Relation  `json:"relation"`
	Access   string    `json:"access"` // "full" or "limited"
	Since    time.Time `json:"since"`
}

// AccessCodeState is what may be known of a code that is out.
type AccessCodeState struct {
	IssuedAt  time.Time   `json:"issuedAt"`
	ExpiresAt time.Time   `json:"expiresAt"`
	Channel   CodeChannel `json:"channel"`
}

// SignInAttempt is one try to sign in to the portal.
type SignInAttempt struct {
	At        time.Time    `json:"at"`
	Succeeded bool         `json:"succeeded"`
	Cause     AttemptCause `json:"cause"`
	Device    string       `json:"device"` // "Safari on iPhone"
}

// AttemptCause is why an attempt went as it did.
type AttemptCause string

// The causes.
const (
	CauseSuccess          AttemptCause = "success"
	CauseWrongPassword    AttemptCause = "wrong-password"
	CauseLocked           AttemptCause = "locked"
	CauseDeactivated      AttemptCause = "deactivated"
	CauseNotActivated     AttemptCause = "not-activated"
	CauseCodeExpired      AttemptCause = "code-expired"
	CauseOldCode          AttemptCause = "superseded-code"
	CauseWrongCode        AttemptCause = "wrong-code"
	CauseSecondFactor     AttemptCause = "second-factor-failed"
	CausePasswordExpired  AttemptCause = "password-expired"
	CauseEmailTypedAsID   AttemptCause = "email-typed-as-login-id"
	CauseTemporaryExpired AttemptCause = "temporary-secret-expired"
)

// Mail is one message the portal sent to the patient, by e-mail or text.
type Mail struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	Kind   string    `json:"kind"` // "invitation", "reset-link", "reset-code", "verification-code", "notice"
	To     string    `json:"to"`   // masked
	Status string    `json:"status"`
	Detail string    `json:"detail,omitempty"` // the other server's words: "mailbox full"
}

// The states of a [Mail].
const (
	MailQueued     = "queued"
	MailSent       = "sent"
	MailDelivered  = "delivered"
	MailBounced    = "bounced"
	MailSuppressed = "suppressed" // the patient did not consent to mail
)

// PatientSession is one place where the patient is signed in.
type PatientSession struct {
	ID         string    `json:"id"`
	Device     string    `json:"device"`
	StartedAt  time.Time `json:"startedAt"`
	LastSeenAt time.Time `json:"lastSeenAt"`
}

// Query is a look-up. Text is what the agent typed into the one field: a name, a birth date in any common form, a medical
// record number, a login ID, an e-mail address or a phone number; the portal finds out which.
type Query struct {
	Text   string
	Status Status // only accounts in this state; empty for any
	Minors bool   // only minors
	Sort   Sort
	Limit  int    // rows a page, 1-100; 0 for the portal's default
	Cursor string // Next of the page before
}

// Sort orders a look-up.
type Sort string

// The orders. The zero value is by relevance.
const (
	SortRelevance  Sort = ""
	SortName       Sort = "name"
	SortBirthDate  Sort = "birthDate"
	SortLastSignIn Sort = "lastSignIn"
)
