package adminapi

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// BeginVerification implements [client.Verifier].
func (c *Client) BeginVerification(ctx context.Context, account client.AccountID, begin client.BeginVerification, key client.Key) (client.Verification, error) {
	const op = client.OpBeginVerification
	var verification client.Verification
	_, err := c.post(ctx, []string{"accounts", string(account), "verifications"}, transport.Request{
		Op: op, Key: key, Body: begin, Out: &verification, Want: created,
	})
	if err == nil && verification.Account != account {
		err = unpromised(op, "another-account")
	}
	if err != nil {
		return client.Verification{}, err
	}
	return verification, nil
}

// CheckIdentifier implements [client.Verifier].
func (c *Client) CheckIdentifier(ctx context.Context, id client.VerificationID, check client.IdentifierCheck, key client.Key) (client.Verification, error) {
	return c.verify(ctx, id, "identifiers", transport.Request{Op: client.OpCheckIdentifier, Key: key, Body: check})
}

// SendCode implements [client.Verifier].
func (c *Client) SendCode(ctx context.Context, id client.VerificationID, contact client.ContactID, key client.Key) (client.Verification, error) {
	return c.verify(ctx, id, "codes", transport.Request{Op: client.OpSendCode, Key: key, Body: ContactChoice{Contact: contact}})
}

// CheckCode implements [client.Verifier].
func (c *Client) CheckCode(ctx context.Context, id client.VerificationID, code string, key client.Key) (client.Verification, error) {
	return c.verify(ctx, id, "code-checks", transport.Request{Op: client.OpCheckCode, Key: key, Body: CodeCheck{Code: code}})
}

// AttestCallBack implements [client.Verifier].
func (c *Client) AttestCallBack(ctx context.Context, id client.VerificationID, contact client.ContactID, key client.Key) (client.Verification, error) {
	return c.verify(ctx, id, "call-back", transport.Request{Op: client.OpAttestCallBack, Key: key, Body: ContactChoice{Contact: contact}})
}

// verify takes one step of a verification.
func (c *Client) verify(ctx context.Context, id client.VerificationID, step string, request transport.Request) (client.Verification, error) {
	var verification client.Verification
	request.Out = &verification
	_, err := c.post(ctx, []string{"verifications", string(id), step}, request)
	if err == nil && verification.ID != id {
		err = unpromised(request.Op, "another-verification")
	}
	if err != nil {
		return client.Verification{}, err
	}
	return verification, nil
}
