package client

import "time"

// Change is what every operation on an account carries.
type Change struct {
	Account AccountID
	// Version is the account's version as the agent saw it (If-Match, RFC 9110 section 13.1.1).
	Version string
	// Key makes the operation happen once (Idempotency-Key).
	Key Key
	// Proof is the token of the caller's proof; empty where none is needed.
	Proof string
	// Approval is the second person's word for it; empty where none is needed.
	Approval ApprovalID
	// Call is the call in which the agent does it.
	Call CallID
	// Attested is how it went where the agent did it by hand ([Offer.Steps]); nil everywhere else.
	Attested *Attestation
}

// Attestation is the agent's word on something she did by hand in the portal's own console.
type Attestation struct {
	Done bool
	// Why is a code for what kept her from it, when it is not done: "not-found", "not-permitted", "console-down", "other".
	Why string
}

// PasswordReset is the way a password is reset. Nobody at the desk ever chooses or learns a password
// (OWASP ASVS 5.0, 6.4.6).
type PasswordReset struct {
	Way ResetWay `json:"way"`
	// Contact is where the link or code goes. Not with [WayTemporary].
	Contact ContactID `json:"contactId,omitempty"`
}

// ResetWay is one way to reset a password.
type ResetWay string

// The ways: a link or a code sent to a contact on file, or a temporary secret that the portal makes, that is shown to the
// agent once and that must be changed at the next sign-in.
const (
	WayLink      ResetWay = "link"
	WayCode      ResetWay = "code"
	WayTemporary ResetWay = "temporary"
)

// AccessCodeIssue is an order for an access code. The code that was out before stops working.
type AccessCodeIssue struct {
	Channel CodeChannel `json:"channel"`
	// Hours is the life asked for; the portal caps it by its policy. 0 asks for the longest.
	Hours int `json:"hours,omitempty"`
	// Contact is where the code goes by text or e-mail. With voice and post the code is in the answer.
	Contact ContactID `json:"contactId,omitempty"`
}

// ContactCorrection replaces one contact's value. The old and the new address are both told.
type ContactCorrection struct {
	Contact ContactID `json:"contactId"`
	Value   string    `json:"value"`
}

// Outcome is what an operation did.
type Outcome struct {
	// Account is the account after the operation.
	Account Account `json:"account"`
	// Notified is whom the portal told, masked.
	Notified []Notice `json:"notified"`
	// NextStep is what the patient must do now, in the portal's words; empty when nothing.
	NextStep string `json:"nextStep,omitempty"`
	// Secret is shown to the agent once and kept nowhere; nil when the operation has none. A repeated request with the
	// same key answers without it.
	Secret *Secret `json:"secret,omitempty"`
	// EndedSessions is how many places the patient was signed out of.
	EndedSessions int `json:"endedSessions"`
}

// Notice is one message the portal sent because of an operation.
type Notice struct {
	Kind ContactKind `json:"kind"`
	To   string      `json:"to"` // masked
}

// Secret is a temporary password or an access code, to be read aloud once.
type Secret struct {
	// Value as the patient types it: "K7MP-Q2RX-94TW".
	Value     string    `json:"value"`
	ExpiresAt time.Time `json:"expiresAt"`
}
