package demoportal

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/accesscode"
)

func resetAbility(o order) client.Ability {
	switch o.Way {
	case client.WayLink:
		return client.ResetByLink
	case client.WayCode:
		return client.ResetByCode
	case client.WayTemporary:
		return client.ResetByTemporary
	}
	return ""
}

// resetPassword makes the old password worthless at once, whichever way the new one comes: the caller has lost it, or
// fears that somebody else has it.
func resetPassword(a *alteration) error {
	if a.order.Way == client.WayTemporary {
		a.resetTemporarily()
	} else if err := a.resetByContact(); err != nil {
		return err
	}
	a.account.Secrets.Password, a.account.Secrets.NoPassword = nil, true
	a.account.Secrets.MaySetPassword = false
	a.account.Standing.MustChange = true
	a.account.stand(client.StatusResetPending, a.now, "Password reset by the desk")
	a.outcome.EndedSessions = a.account.endSessions()
	a.notice = "your password was reset with the help of our desk. If it was not you who called, call us."
	return nil
}

func (a *alteration) resetTemporarily() {
	secret := a.newSecret(temporaryLife)
	a.account.supersede(&a.account.Secrets.Temporary)
	a.account.supersede(&a.account.Secrets.Reset)
	a.account.Secrets.Temporary = a.keptSecret(secret)
	a.outcome.Secret = secret
	a.outcome.NextStep = "The patient signs in with the temporary secret within 3 hours and must then choose a password."
}

func (a *alteration) resetByContact() error {
	contact, err := a.usable(a.order.Contact)
	if err != nil {
		return err
	}
	life, kind, next := linkLife, "reset-link", "The patient opens the link within 24 hours and chooses a password."
	text := "open https://portal.riverside.example/reset and choose a password. Your code there is "
	if a.order.Way == client.WayCode {
		life, kind, next = codeLife, "reset-code", "The patient enters the code within 10 minutes and chooses a password."
		text = "your code to choose a new password is "
	}
	secret := a.newSecret(life)
	a.account.supersede(&a.account.Secrets.Temporary)
	a.account.supersede(&a.account.Secrets.Reset)
	a.account.Secrets.Reset = a.keptSecret(secret)
	a.write(contact, letter{kind: kind, code: secret.Value, text: "Riverside Clinic: " + text + secret.Value + "."})
	a.outcome.NextStep = next
	return nil
}

func (a *alteration) newSecret(life time.Duration) *client.Secret {
	return &client.Secret{Value: accesscode.New(), ExpiresAt: a.now.Add(life)}
}

func (a *alteration) keptSecret(secret *client.Secret) *oneTime {
	return &oneTime{MAC: a.portal.secretMAC(a.account.ID, secret.Value), Until: secret.ExpiresAt}
}

// secretMAC is what is kept of an access code, a reset code or a temporary secret.
func (p *portal) secretMAC(account client.AccountID, typed string) string {
	return p.mac("secret", string(account), accesscode.Compact(typed))
}
