package keycloak

import (
	"context"

	"portaldesk/client"
)

// SignInAttempts implements [client.Accounts] by the realm's sign-in events. Attempts with a login ID that nobody has belong
// to no account.
func (c *Client) SignInAttempts(ctx context.Context, id client.AccountID, limit int) ([]client.SignInAttempt, error) {
	ctx = toShow(ctx)
	events, err := c.eventsOf(ctx, opAttempts, string(id), capped(limit), eventSignIn, eventSignInFailed)
	if err == nil && len(events) == 0 {
		// Of an account that is not there the server has no events: as of one that never signed in.
		var u user
		err = c.user(ctx, opAttempts, string(id), &u)
	}
	if err != nil {
		return nil, err
	}
	attempts := make([]client.SignInAttempt, len(events))
	for i, e := range events {
		attempts[i] = client.SignInAttempt{
			At: moment(e.Time), Succeeded: e.Error == "", Cause: e.cause(), Device: device(e.IPAddress, e.ClientID),
		}
	}
	return attempts, nil
}

// causes are the server's error words of a failed sign-in.
var causes = map[string]client.AttemptCause{
	"":                           client.CauseSuccess,
	"invalid_user_credentials":   client.CauseWrongPassword,
	"user_temporarily_disabled":  client.CauseLocked,
	"user_permanently_disabled":  client.CauseLocked,
	"user_disabled":              client.CauseDeactivated,
	"resolve_required_actions":   client.CauseNotActivated,
	"email_not_verified":         client.CauseNotActivated,
	"password_missing":           client.CauseWrongPassword,
	"invalid_authentication_otp": client.CauseSecondFactor,
}

// cause is why an attempt went as it did; for what the desk has no word for, the server's own.
func (e event) cause() client.AttemptCause {
	cause, known := causes[e.Error]
	switch {
	case !known:
		return client.AttemptCause(e.Error)
	case cause == client.CauseWrongPassword && secondFactorTried[e.Details["credential_type"]]:
		return client.CauseSecondFactor
	}
	return cause
}

// secondFactorTried are the credentials that are asked for after the password.
var secondFactorTried = map[string]bool{"otp": true, "webauthn": true, "recovery-authn-codes": true}
