package adminapi

import (
	"time"

	"portaldesk/client"
)

// The bodies of the contract that are not types of package client themselves.

// SignInAnswer answers signIn and refreshSession.
type SignInAnswer struct {
	Tokens client.Tokens `json:"tokens"`
	// AccessExpiresInSeconds is how long the access token is good for, counted from the answer.
	AccessExpiresInSeconds int            `json:"accessExpiresInSeconds"`
	Session                client.Session `json:"session"`
}

// RefreshRequest asks for new tokens. The refresh token is used up by it.
type RefreshRequest struct {
	Refresh string `json:"refresh"`
}

// ReauthenticationRequest proves that the same agent is back at the desk.
type ReauthenticationRequest struct {
	Password string `json:"password"`
}

// ContactChoice names the contact that a code goes to, or that was called back.
type ContactChoice struct {
	Contact client.ContactID `json:"contactId"`
}

// CodeCheck is the code that the caller read out, as the agent typed it.
type CodeCheck struct {
	Code string `json:"code"`
}

// Authority is what every operation on an account names: the call it is done in, and the proof of the caller and the approval
// of a second person where the portal's policy asks for them.
type Authority struct {
	Call     client.CallID     `json:"callId"`
	Proof    string            `json:"proof,omitempty"`
	Approval client.ApprovalID `json:"approvalId,omitempty"`
}

// PasswordResetRequest orders a password reset.
type PasswordResetRequest struct {
	Authority
	client.PasswordReset
}

// LoginIDRequest orders another login ID.
type LoginIDRequest struct {
	Authority
	LoginID string `json:"loginId"`
}

// AccessCodeRequest orders an access code.
type AccessCodeRequest struct {
	Authority
	client.AccessCodeIssue
}

// DeactivationRequest switches an account off. Reason is 1 to 64 characters.
type DeactivationRequest struct {
	Authority
	Reason string `json:"reason"`
}

// InvitationRequest sends the invitation again.
type InvitationRequest struct {
	Authority
	Contact client.ContactID `json:"contactId"`
}

// ContactRequest corrects a contact.
type ContactRequest struct {
	Authority
	client.ContactCorrection
}

// CallBatch hands over 1 to [client.MaxBatch] calls.
type CallBatch struct {
	Calls []client.Call `json:"calls"`
}

// CallReceipts has one receipt per call of a batch, in its order.
type CallReceipts struct {
	Receipts []client.CallReceipt `json:"receipts"`
}

// AmendmentRequest adds an entry to the call that the path names.
type AmendmentRequest struct {
	ID   client.CallID `json:"id"`
	At   time.Time     `json:"at"`
	Note string        `json:"note"`
}

// ApprovalList are the requests for approval that an agent may see, the newest first.
type ApprovalList struct {
	Items []client.Approval `json:"items"`
}

// AuditBatch hands over 1 to [client.MaxBatch] audit events.
type AuditBatch struct {
	Events []client.AuditEvent `json:"events"`
}
