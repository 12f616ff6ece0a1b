package scim

import (
	"context"
	"strings"

	"portaldesk/client"
	"portaldesk/client/accesscode"
)

var passwordPath = path{name: "password"}

// ResetPassword implements [client.Operator], by a temporary password alone. It is made at random here, since SCIM servers make
// none; it is sent to the server, answered once, and kept nowhere.
func (c *Client) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	switch reset.Way {
	case client.WayTemporary:
		if offer := c.passwordOffer(c.standing()); c.known.Load() != nil && !offer.Offered {
			return notOffered(client.OpResetPassword)
		}
		return c.resetTemporarily(ctx, change)
	case client.WayLink, client.WayCode:
		return notOffered(client.OpResetPassword)
	}
	return client.Outcome{}, refuse(client.OpResetPassword, client.Invalid, "way-invalid", client.FieldError{Field: "way", Code: "unknown"})
}

// resetTemporarily tries passwords from the easiest to read aloud on, until the server's rules take one.
func (c *Client) resetTemporarily(ctx context.Context, change client.Change) (client.Outcome, error) {
	var err error
	for _, invent := range []func() string{accesscode.New, longer, longestSecret} {
		secret := invent()
		var after user
		after, err = c.apply(ctx, c.passwordEdit(change, secret))
		if err == nil {
			return client.Outcome{Account: c.shown(after), Secret: &client.Secret{Value: secret}, NextStep: c.nextStep()}, nil
		}
		if client.CodeOf(err) != PasswordRules {
			break
		}
	}
	return client.Outcome{}, err
}

// passwordEdit writes password and flag together: one without the other must never stand.
func (c *Client) passwordEdit(change client.Change, secret string) edit {
	e := edit{op: client.OpResetPassword, change: change, touches: []string{passwordPath.name}}
	must := c.standing().mustChange
	if must != nil {
		e.touches = append(e.touches, must.name, must.schema)
	}
	e.plan = func(u user) ([]operation, error) {
		if !u.active() {
			return nil, refuse(client.OpResetPassword, client.Conflict, stateNotSuited)
		}
		operations := []operation{replace(passwordPath, secret)}
		if must != nil {
			operations = append(operations, replace(*must, true))
		}
		return operations, nil
	}
	return e
}

func (c *Client) nextStep() string {
	if c.standing().mustChange != nil {
		return "The patient signs in with the temporary password and must then choose a new one. Sessions that are open go on."
	}
	return "The patient signs in with this password and must choose a new one in the portal's settings at once: nothing makes her. Sessions that are open go on."
}

// longer has lower case too: "K7MP-Q2RX-94TW-k8mp-q3rx-92tw".
func longer() string { return accesscode.New() + "-" + strings.ToLower(accesscode.New()) }

// longestSecret is for rules that ask for two of everything and twenty characters and more.
func longestSecret() string { return longer() + "+" + accesscode.New() + "." + accesscode.Digits(4) }
