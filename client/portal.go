package client

import "context"

// Portal is one patient portal reached by one agent.
//
// What holds for every method:
//
//   - It may be called from any goroutine. It blocks until the portal answered or ctx ended, and then returns; nothing
//     goes on in the background.
//   - Every error is an [*Error] with the operation's name and a [Kind]. The text of an error is for a log, never for
//     the agent: which sentence she reads is chosen in ui from the kind.
//   - Reads may be called again at will, and are repeated by the adapter itself when the portal was busy or the
//     connection broke.
//   - Writes carry a key fixed by the caller before the first attempt ([Change.Key], [Call.ID], [AuditEvent.ID], the key
//     arguments). The adapter repeats a write only with the same key and body, so the portal does the work once. When
//     the answer never came, the error's kind is [OutcomeUnknown]: the work may have been done. Calling again with the
//     same key settles it.
//   - A cancelled ctx leaves behind at most what a lost answer leaves: a write that may have been done.
//   - Before sign-in, and after the session ended, everything but About and the Signing methods answers
//     [Unauthenticated].
type Portal interface {
	Signing
	Accounts
	Verifier
	Operator
	Approver
	CallLog
	AuditLog
}

// Signing opens, restores and ends the agent's own session at the portal.
type Signing interface {
	// About says who the portal is, what it can do and by which rules. It needs no session, so it is also the
	// probe that tells whether the portal can be reached.
	About(ctx context.Context) (About, error)

	// SignIn opens a session. When the portal wants a one-time code and none was given, the kind is
	// [OneTimeCodeRequired]: ask for it and call again with all three. Wrong entries are [Unauthenticated], too many
	// are [Throttled].
	SignIn(ctx context.Context, credentials Credentials) (Session, error)

	// Resume goes on with the session whose tokens the keeper still holds. No tokens, or tokens the portal no longer
	// accepts: [Unauthenticated].
	Resume(ctx context.Context) (Session, error)

	// Reauthenticate proves, after the desk was locked, that the same agent is back. The session stays the same.
	Reauthenticate(ctx context.Context, credentials Credentials) error

	// SignOut ends the session at the portal and forgets its tokens. The tokens are forgotten even when the portal
	// could not be told; then the error says so. Calling it without a session does nothing.
	SignOut(ctx context.Context) error
}

// Accounts finds accounts and reads them.
type Accounts interface {
	// Search answers one page of the accounts that match, in the portal's order. An empty page is not an error. A
	// query shorter than the portal asks for is [Invalid].
	Search(ctx context.Context, query Query) (Page[AccountRow], error)

	// Account reads one account. Its Version is what a [Change] must name.
	Account(ctx context.Context, id AccountID) (Account, error)

	// SignInAttempts, Mail and Sessions read the newest entries first, at most limit of them (the portal may cap it).
	SignInAttempts(ctx context.Context, id AccountID, limit int) ([]SignInAttempt, error)
	Mail(ctx context.Context, id AccountID, limit int) ([]Mail, error)
	Sessions(ctx context.Context, id AccountID, limit int) ([]PatientSession, error)
}

// Verifier lets the portal check who is calling. The portal compares; the desk only learns match or no match.
type Verifier interface {
	// BeginVerification opens a verification of one caller for one account within one call. A relation that the
	// portal does not know for this account is [Forbidden] with code "proxy-not-on-file".
	BeginVerification(ctx context.Context, account AccountID, begin BeginVerification, key Key) (Verification, error)

	// CheckIdentifier hands the portal what the caller said for one identifier, exactly as typed. A mismatch is no
	// error: it is counted in the answer. When no attempt is left the kind is [Throttled].
	CheckIdentifier(ctx context.Context, id VerificationID, check IdentifierCheck, key Key) (Verification, error)

	// SendCode makes the portal send a code to a contact on file. A contact that changed within the policy's days is
	// [Forbidden] with code "contact-changed-recently".
	SendCode(ctx context.Context, id VerificationID, contact ContactID, key Key) (Verification, error)

	// CheckCode hands the portal the code the caller read out. A mismatch is no error: it is counted in the answer.
	CheckCode(ctx context.Context, id VerificationID, code string, key Key) (Verification, error)

	// AttestCallBack records that the agent hung up and called the number on file. The same contacts are refused as
	// by SendCode.
	AttestCallBack(ctx context.Context, id VerificationID, contact ContactID, key Key) (Verification, error)
}

// Operator changes an account. Each method wants the account's version ([Stale] when it moved on), a proof where the
// portal's policy asks for one ([ProofRequired], [ProofExpired]), a second person's approval where it asks for that ([Forbidden]
// with code "approval-required" or "approval-invalid"), and a role that may ([Forbidden]). What the portal
// does not offer is [NotOffered]; About says so beforehand.
type Operator interface {
	ResetPassword(ctx context.Context, change Change, reset PasswordReset) (Outcome, error)
	ChangeLoginID(ctx context.Context, change Change, loginID string) (Outcome, error)
	IssueAccessCode(ctx context.Context, change Change, issue AccessCodeIssue) (Outcome, error)
	Activate(ctx context.Context, change Change) (Outcome, error)
	Deactivate(ctx context.Context, change Change, reason string) (Outcome, error)
	Unlock(ctx context.Context, change Change) (Outcome, error)
	SignOutEverywhere(ctx context.Context, change Change) (Outcome, error)
	ResendInvitation(ctx context.Context, change Change, contact ContactID) (Outcome, error)
	CorrectContact(ctx context.Context, change Change, correction ContactCorrection) (Outcome, error)
}

// CallLog keeps the calls of the desk at the portal.
type CallLog interface {
	// CreateCalls hands over closed calls, at most [MaxBatch]. Call.ID is the key and the record's own name: a call
	// that the portal already has answers [CallExisting], however often and however late it is sent. The answer has one
	// receipt per call, in order; one refused call does not hold up the others.
	CreateCalls(ctx context.Context, calls []Call) ([]CallReceipt, error)

	// Calls lists the desk's calls, and the entries that amend them, as the query asks.
	Calls(ctx context.Context, query CallQuery) (Page[Call], error)

	// AmendCall adds a linked entry to a call. The call itself never changes.
	AmendCall(ctx context.Context, amendment Amendment) (Call, error)
}

// AuditLog keeps the desk's trail at the portal, beside the portal's own.
type AuditLog interface {
	// AppendAudit hands over entries of the desk's trail, at most [MaxBatch]. AuditEvent.ID makes it repeatable.
	AppendAudit(ctx context.Context, events []AuditEvent) error

	// AuditEvents lists entries, newest first.
	AuditEvents(ctx context.Context, query AuditQuery) (Page[AuditEvent], error)
}

// MaxBatch is the most calls or audit events that one request may carry.
const MaxBatch = 500

// Key names one write for ever, so that repeating it does the work once. It is a random UUID, made when the agent
// decides and kept with what she decided (draft-ietf-httpapi-idempotency-key-header).
type Key string

// Page is one page of a list. Next is the cursor of the page after it, empty on the last. Total is the number of matches
// when the portal counted them, else -1.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
	Total int    `json:"total"`
}
