package client

import (
	"context"
	"time"
)

// ApprovalID is a portal's own opaque name for one request for approval.
type ApprovalID string

// Approval is a second person's word that one agent may use one ability once, for one account, within one call.
type Approval struct {
	ID      ApprovalID `json:"id"`
	Account AccountID  `json:"accountId"`
	Ability Ability    `json:"ability"`
	Call    CallID     `json:"callId"`
	// Patient is the account as a look-up shows it, masked, so that whoever decides need not open it.
	Patient AccountRow `json:"patient"`
	// Caller is who is on the phone and how well they were proven when it was asked. It names nobody.
	Caller Caller `json:"caller"`
	// AskedBy is the id of the agent who asked, AskedByName her name.
	AskedBy     string    `json:"askedBy"`
	AskedByName string    `json:"askedByName"`
	AskedAt     time.Time `json:"askedAt"`
	// Why is the agent's reason; Flags are the codes of the red flags that her desk showed her.
	Why   string        `json:"why"`
	Flags []string      `json:"flags"`
	State ApprovalState `json:"state"`
	// DecidedBy is the id of the agent who decided, with her name and her reason; empty until somebody did.
	DecidedBy     string     `json:"decidedBy,omitempty"`
	DecidedByName string     `json:"decidedByName,omitempty"`
	DecidedAt     *time.Time `json:"decidedAt,omitempty"`
	Reason        string     `json:"reason,omitempty"`
	// ExpiresAt is when it is good for nothing any more, decided or not.
	ExpiresAt time.Time `json:"expiresAt"`
}

// ApprovalState is how far a request for approval has come.
type ApprovalState string

// The states. The last four are final.
const (
	ApprovalPending   ApprovalState = "pending"
	ApprovalGranted   ApprovalState = "granted"
	ApprovalDenied    ApprovalState = "denied"
	ApprovalExpired   ApprovalState = "expired"
	ApprovalUsed      ApprovalState = "used"
	ApprovalWithdrawn ApprovalState = "withdrawn" // by the agent who had asked
)

// ApprovalRequest asks a second person.
type ApprovalRequest struct {
	Account AccountID `json:"accountId"`
	Ability Ability   `json:"ability"`
	Call    CallID    `json:"callId"`
	// Proof is the token of the caller's proof, where there is one: the portal tells from it how they were proven.
	Proof string   `json:"proof,omitempty"`
	Why   string   `json:"why"` // 1 to [MaxApprovalText] characters
	Flags []string `json:"flags"`
}

// ApprovalDecision answers a request.
type ApprovalDecision struct {
	Grant  bool   `json:"grant"`
	Reason string `json:"reason"` // at most [MaxApprovalText] characters; required when it is denied
}

// MaxApprovalText is the most characters of a reason to ask and of a reason to decide. ApprovalMinutes is how long an approval
// lives at most, from the moment it was asked for.
const (
	MaxApprovalText = 200
	ApprovalMinutes = 15
)

// Approver keeps requests for a second person's approval, where the portal does ([AsksApproval], [DecidesApprovals]). A portal that
// does not embeds [NoApprovals].
type Approver interface {
	// AskApproval asks. What the agent's role does not allow is [Forbidden].
	AskApproval(ctx context.Context, request ApprovalRequest, key Key) (Approval, error)

	// Approvals are the newest requests first, those of the last day: an agent's own, and everybody's for whoever may decide.
	Approvals(ctx context.Context) ([]Approval, error)

	// DecideApproval grants or denies. One's own request is [Forbidden] with code "own-approval"; one that is decided, withdrawn
	// or over is a [Conflict] with code "approval-decided" or "approval-expired".
	DecideApproval(ctx context.Context, id ApprovalID, decision ApprovalDecision, key Key) (Approval, error)

	// WithdrawApproval takes the agent's own request back while nobody has decided. Of any other it is as of DecideApproval.
	WithdrawApproval(ctx context.Context, id ApprovalID, key Key) (Approval, error)
}

// NoApprovals is an [Approver] of a portal that keeps none: everything is [NotOffered].
type NoApprovals struct{}

var _ Approver = NoApprovals{}

// AskApproval implements [Approver].
func (NoApprovals) AskApproval(context.Context, ApprovalRequest, Key) (Approval, error) {
	return Approval{}, noApprovals(OpAskApproval)
}

// Approvals implements [Approver].
func (NoApprovals) Approvals(context.Context) ([]Approval, error) {
	return nil, noApprovals(OpApprovals)
}

// DecideApproval implements [Approver].
func (NoApprovals) DecideApproval(context.Context, ApprovalID, ApprovalDecision, Key) (Approval, error) {
	return Approval{}, noApprovals(OpDecideApproval)
}

// WithdrawApproval implements [Approver].
func (NoApprovals) WithdrawApproval(context.Context, ApprovalID, Key) (Approval, error) {
	return Approval{}, noApprovals(OpWithdrawApproval)
}

func noApprovals(op string) error { return &Error{Op: op, Kind: NotOffered, Code: "not-offered"} }

// LetsIn says whether an ability can open the way into an account: to make or send what lets somebody in, or to change where
// that goes. Unlocking leaves the password as it is; deactivating and ending sessions shut out.
func LetsIn(ability Ability) bool {
	switch ability {
	case ResetByLink, ResetByCode, ResetByTemporary, ChangesLoginID, IssuesAccessCode, ActivatesAccount, ResendsInvitation, CorrectsContact:
		return true
	}
	return false
}
