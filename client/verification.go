package client

import "time"

// Relation is what the caller is to the patient.
type Relation string

// The relations.
const (
	RelationPatient   Relation = "patient"
	RelationParent    Relation = "parent"
	RelationCaregiver Relation = "caregiver"
	RelationPOA       Relation = "power-of-attorney"
	RelationStaff     Relation = "staff"
)

// IdentifierKind is something a caller can be asked for.
type IdentifierKind string

// The identifiers.
const (
	IdentifierName      IdentifierKind = "full-name"
	IdentifierBirthDate IdentifierKind = "birth-date"
	IdentifierMRN       IdentifierKind = "mrn"
	IdentifierPostcode  IdentifierKind = "postcode"
	IdentifierPhone     IdentifierKind = "phone"
	IdentifierEmail     IdentifierKind = "email"
	IdentifierLastVisit IdentifierKind = "last-visit"
)

// VerificationID names one verification.
type VerificationID string

// ChartContact is the number in the patient's chart, which the agent looks up elsewhere. Where the desk itself proves
// callers and no phone is on file, it stands among an account's contacts so that it can be called back; it counts as
// consented, since a call is no message, and nothing is ever sent to it.
const ChartContact ContactID = "chart"

// BeginVerification opens a verification.
type BeginVerification struct {
	CallID   CallID   `json:"callId"`
	Relation Relation `json:"relation"`
	// CallerName is who calls when it is not the patient.
	CallerName string `json:"callerName,omitempty"`
	// ProxyID is the proxy on file the caller says to be.
	ProxyID string `json:"proxyId,omitempty"`
}

// IdentifierCheck is what the caller said, as the agent typed it.
type IdentifierCheck struct {
	Kind IdentifierKind `json:"kind"`
	Said string         `json:"said"`
}

// Verification is how far the caller has been proven.
type Verification struct {
	ID       VerificationID `json:"id"`
	Account  AccountID      `json:"accountId"`
	Relation Relation       `json:"relation"`
	// Matched and Mismatched are the identifiers tried so far.
	Matched    []IdentifierKind `json:"matched"`
	Mismatched []IdentifierKind `json:"mismatched"`
	// Required is how many must match; MismatchesLeft how many more may fail. Required is 0 where nothing is on file to
	// compare with ([OnFile.AsSaid]): then only a call back to [ChartContact] proves.
	Required       int `json:"required"`
	MismatchesLeft int `json:"mismatchesLeft"`
	// CodeSent is the code that is out, nil when none is.
	CodeSent *SentCode `json:"codeSent,omitempty"`
	// Closed: no more attempts are taken; the caller is not proven.
	Closed bool `json:"closed"`
	// Level is what has been reached; Proof what operations must present, empty while Level is Unproven.
	Level ProofLevel `json:"level"`
	Proof *Proof     `json:"proof,omitempty"`
}

// SentCode is a code on its way to a contact on file.
type SentCode struct {
	Contact      ContactID `json:"contactId"`
	To           string    `json:"to"` // masked
	ExpiresAt    time.Time `json:"expiresAt"`
	AttemptsLeft int       `json:"attemptsLeft"`
}

// Proof is the portal's short-lived word that the caller is proven. Token is a secret.
type Proof struct {
	Token     string     `json:"token"`
	Level     ProofLevel `json:"level"`
	ExpiresAt time.Time  `json:"expiresAt"`
}
