package operate

import (
	"context"

	"fyne.io/fyne/v2"

	"portaldesk/app/operation"
	"portaldesk/client"
)

// Approver is how a second person is asked. app.Desk is one.
type Approver interface {
	// ApprovesAfar and ApprovesBeside say which of the two ways there are.
	ApprovesAfar() bool
	ApprovesBeside() bool
	// LastApproval is the newest request for an account and an ability in the open call.
	LastApproval(account client.AccountID, ability client.Ability) (client.Approval, bool)
	AskApproval(ctx context.Context, op operation.Operation, account client.Account, values operation.Values, why string) (client.Approval, error)
	WithdrawApproval(ctx context.Context, id client.ApprovalID) error
	ApproveBeside(ctx context.Context, id client.ApprovalID, supervisor client.Credentials, reason string) (client.Approval, error)
}

// SignInCard is where a supervisor signs in who came to the agent's desk. No secret outlives it.
type SignInCard interface {
	Content() fyne.CanvasObject
	First() fyne.Focusable
	// Leave ends an attempt that is running, and clears the fields.
	Leave()
	// OnChanged is told when the card needs another height.
	OnChanged(func())
}
