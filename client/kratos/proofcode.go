package kratos

import (
	"context"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// SendsProofCodes implements [client.CodeSender]: it takes the public address, and a server that verifies by code.
func (c *Client) SendsProofCodes(ctx context.Context) bool { return c.sends(ctx).verifies == "code" }

// SendProofCode implements [client.CodeSender]. The code is the one by which Kratos verifies an address, so a caller who reads
// it out has the address verified, too. Kratos sends none by text, none to an address that its schema does not have verified, and
// none at all where it verifies by link.
func (c *Client) SendProofCode(ctx context.Context, id client.AccountID, contact client.ContactID) (handle string, expires time.Time, err error) {
	const op = client.OpSendCode
	fields, err := c.fields(ctx)
	if err != nil {
		return "", time.Time{}, err
	}
	found, err := c.read(ctx, op, id)
	if err != nil {
		return "", time.Time{}, err
	}
	w := &work{Client: c, op: op, change: client.Change{Account: id}, now: found, fields: fields}
	to, err := w.contact(contact)
	if err != nil {
		return "", time.Time{}, err
	}
	if to.NoCodes || c.sends(ctx).verifies != "code" {
		return "", time.Time{}, notOffered(op)
	}
	begun, err := w.mailFlow(ctx, verificationFlow, "code", to.Value)
	if err != nil {
		return "", time.Time{}, err
	}
	return found.ID + handleMark + begun.ID, begun.ExpiresAt, nil
}

// handleMark parts the account from the flow in a handle.
const handleMark = "/"

// CheckProofCode implements [client.CodeSender]. Kratos takes five codes; after that, and when the code was used or is too
// old, the kind is [client.Conflict] with code "code-expired".
func (c *Client) CheckProofCode(ctx context.Context, handle, code string) (matches bool, err error) {
	const op = client.OpCheckCode
	account, flowID, _ := strings.Cut(handle, handleMark)
	if _, err := c.read(ctx, op, client.AccountID(account)); err != nil { // the flow itself asks for no session
		return false, err
	}
	digits := fold.Digits(code)
	if c.public == nil || digits == "" {
		return false, nil
	}
	now, err := c.enter(ctx, op, verificationFlow, flowID, submission{Method: "code", Code: digits})
	switch client.KindOf(err) {
	case "":
		return now.State == statePassed, nil
	case client.Conflict, client.NotFound:
		return false, refuse(op, client.Conflict, "code-expired")
	}
	return false, err
}
