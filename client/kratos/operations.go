package kratos

import (
	"context"
	"strings"
	"unicode/utf8"

	"portaldesk/client"
)

// Activate implements [client.Operator]. Kratos keeps the sessions of an inactive account and would revive them; they are
// ended first.
func (c *Client) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.operate(ctx, client.OpActivate, change, func(ctx context.Context, w *work) error {
		if err := w.mustBe(inactive); err != nil {
			return err
		}
		if !w.repeated {
			if err := w.endSessions(ctx); err != nil {
				return err
			}
		}
		w.outcome.NextStep = "The patient signs in with the password they had."
		return othersInvalid(w.set(ctx, state(active)))
	})
}

// longestReason is that of the contract, in characters.
const longestReason = 64

// Deactivate implements [client.Operator]. Kratos has no place for the reason; the desk's trail has. When the account is
// inactive and its sessions could not be ended, the outcome is unknown: they work again as soon as somebody activates the
// account by other means than [Client.Activate].
func (c *Client) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	const op = client.OpDeactivate
	if length := utf8.RuneCountInString(strings.TrimSpace(reason)); length == 0 || length > longestReason {
		return client.Outcome{}, refuse(op, client.Invalid, "reason-invalid", client.FieldError{Field: "reason", Code: "wrong-length"})
	}
	return c.operate(ctx, op, change, func(ctx context.Context, w *work) error {
		if err := w.mustBe(active); err != nil {
			return err
		}
		if err := w.set(ctx, state(inactive)); err != nil {
			return othersInvalid(err)
		}
		if err := w.endSessionsToo(ctx); err != nil {
			w.unsettle(w.change.Key) // the same again goes on where this stopped
			return err
		}
		return nil
	})
}

// Unlock implements [client.Operator]. Kratos locks nobody out.
func (c *Client) Unlock(context.Context, client.Change) (client.Outcome, error) {
	return client.Outcome{}, notOffered(client.OpUnlock)
}

// SignInAttempts implements [client.Accounts]. Kratos keeps none.
func (c *Client) SignInAttempts(context.Context, client.AccountID, int) ([]client.SignInAttempt, error) {
	return nil, notOffered(client.OpAttempts)
}

// SignOutEverywhere implements [client.Operator].
func (c *Client) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.operate(ctx, client.OpSignOutEverywhere, change, func(ctx context.Context, w *work) error {
		return w.endSessions(ctx)
	})
}

// ChangeLoginID implements [client.Operator].
func (c *Client) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	const op = client.OpChangeLoginID
	loginID = strings.TrimSpace(loginID)
	entry := client.FieldError{Field: "loginId", Code: "malformed"}
	if loginID == "" {
		entry.Code = "missing"
		return client.Outcome{}, refuse(op, client.Invalid, "login-id-invalid", entry)
	}
	return c.operate(ctx, op, change, func(ctx context.Context, w *work) error {
		pointer := w.fields[client.FieldLoginID]
		if pointer == "" {
			return notOffered(op)
		}
		w.outcome.NextStep = "From now on the patient signs in with the new login ID. The password stays. Kratos has told nobody."
		if pointer == w.fields[client.FieldEmail] {
			w.outcome.NextStep = newLoginAddress
		}
		err := w.set(ctx, put(w.now.Traits, pointer, loginID))
		return entryRefused(err, pointer, entry, "login-id-invalid", "login-id-taken")
	})
}

const newLoginAddress = "The e-mail address is also what the patient signs in with: from now on the new one. It is not verified yet, " +
	"and Kratos has not written to the old one. Tell the patient."
