package adminapi

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// AskApproval implements [client.Approver].
func (c *Client) AskApproval(ctx context.Context, request client.ApprovalRequest, key client.Key) (client.Approval, error) {
	const op = client.OpAskApproval
	var approval client.Approval
	request.Flags = append([]string{}, request.Flags...) // the contract wants a list, also an empty one
	_, err := c.post(ctx, []string{"approvals"}, transport.Request{
		Op: op, Key: key, Body: request, Out: &approval, Want: created,
	})
	if err == nil && (approval.Account != request.Account || approval.Ability != request.Ability || approval.Call != request.Call) {
		err = unpromised(op, "another-approval")
	}
	if err != nil {
		return client.Approval{}, err
	}
	return approval, nil
}

// Approvals implements [client.Approver].
func (c *Client) Approvals(ctx context.Context) ([]client.Approval, error) {
	var list ApprovalList
	_, err := c.get(ctx, client.OpApprovals, []string{"approvals"}, nil, &list)
	return list.Items, err
}

// DecideApproval implements [client.Approver].
func (c *Client) DecideApproval(ctx context.Context, id client.ApprovalID, decision client.ApprovalDecision, key client.Key) (client.Approval, error) {
	wanted := client.ApprovalDenied
	if decision.Grant {
		wanted = client.ApprovalGranted
	}
	return c.settle(ctx, id, "decision", transport.Request{Op: client.OpDecideApproval, Key: key, Body: decision}, wanted)
}

// WithdrawApproval implements [client.Approver].
func (c *Client) WithdrawApproval(ctx context.Context, id client.ApprovalID, key client.Key) (client.Approval, error) {
	return c.settle(ctx, id, "withdrawal", transport.Request{Op: client.OpWithdrawApproval, Key: key, Body: struct{}{}}, client.ApprovalWithdrawn)
}

// settle ends a request; the answer must say that it ended as was asked.
func (c *Client) settle(ctx context.Context, id client.ApprovalID, step string, request transport.Request, wanted client.ApprovalState) (client.Approval, error) {
	var approval client.Approval
	request.Out = &approval
	_, err := c.post(ctx, []string{"approvals", string(id), step}, request)
	if err == nil && (approval.ID != id || approval.State != wanted) {
		err = unpromised(request.Op, "another-approval")
	}
	if err != nil {
		return client.Approval{}, err
	}
	return approval, nil
}
