package diagnosis

import "portaldesk/client"

// none are the facts of a finding that needs none.
var none = map[string]any{}

// status finds accounts in one state.
func status(wanted client.Status) func(Case) map[string]any {
	return func(c Case) map[string]any {
		if c.Account.Status != wanted {
			return nil
		}
		return none
	}
}

var rules = []rule{
	{Finding{Code: "deceased", Severity: Blocks,
		Sentence: "The patient is recorded as deceased.",
		Tell:     "I am sorry. I cannot change anything here; the clinic's records office will help you."},
		status(client.StatusDeceased)},
	{Finding{Code: "merged", Severity: Blocks,
		Sentence: "This is a duplicate record. Another account took its place.",
		Tell:     "Your records were put together. Let me open the account you use now."},
		status(client.StatusMerged)},
	{Finding{Code: "deactivated", Severity: Blocks, Mends: "activate",
		Sentence: "The account is deactivated: {{.Reason}}",
		Tell:     "Your account is switched off. I can switch it on again once I know it is you."},
		deactivated},
	{Finding{Code: "deactivated", Severity: Blocks, Mends: "activate",
		Sentence: "The account is deactivated. The portal does not say why.",
		Tell:     "Your account is switched off. I can switch it on again once I know it is you."},
		deactivatedForNoReason},
	{Finding{Code: "locked-until", Severity: Blocks, Mends: "unlock",
		Sentence: "Locked after {{.Count}} wrong passwords, until {{.Until}}.",
		Tell:     "The portal locked itself after several wrong passwords. I can unlock it now."},
		lockedUntil},
	{Finding{Code: "locked", Severity: Blocks, Mends: "unlock",
		Sentence: "Locked after {{.Count}} wrong passwords, until somebody unlocks it.",
		Tell:     "The portal locked itself after several wrong passwords. I can unlock it now."},
		lockedForGood},
	{Finding{Code: "locked-until", Severity: Blocks, Mends: "unlock",
		Sentence: "Locked until {{.Until}}.",
		Tell:     "The portal has locked the account. I can unlock it now."},
		lockedUntilUncounted},
	{Finding{Code: "locked", Severity: Blocks, Mends: "unlock",
		Sentence: "Locked until somebody unlocks it.",
		Tell:     "The portal has locked the account. I can unlock it now."},
		lockedForGoodUncounted},
	{Finding{Code: "code-expired", Severity: Blocks, Mends: "access-code",
		Sentence: "The access code has expired.",
		Tell:     "Your access code is too old. I can give you a new one."},
		status(client.StatusCodeExpired)},
	{Finding{Code: "never-activated", Severity: Blocks, Mends: "access-code",
		Sentence: "Invited, but never activated.",
		Tell:     "Your account is not set up yet. You need the access code first."},
		status(client.StatusInvited)},
	{Finding{Code: "never-invited", Severity: Blocks, Mends: "access-code",
		Sentence: "There is no portal account yet: the patient was never invited.",
		Tell:     "You do not have an account yet. I can give you an access code to open one."},
		status(client.StatusNone)},
	{Finding{Code: "declined", Severity: Blocks, Mends: "access-code",
		Sentence: "The patient once declined a portal account.",
		Tell:     "You told the clinic you do not want an account. If that has changed, I can invite you."},
		status(client.StatusDeclined)},
	{Finding{Code: "reset-pending", Severity: Blocks, Mends: "reset-password",
		Sentence: "A password reset was started and not finished.",
		Tell:     "A new password was started but not finished. Only the newest link or code works."},
		status(client.StatusResetPending)},
	{Finding{Code: "older-code", Severity: Blocks,
		Sentence: "An older access code was tried at {{.At}}. Only the newest one works.",
		Tell:     "Please use the newest code; the older one no longer works."},
		lastAttempt(client.CauseOldCode)},
	{Finding{Code: "second-factor", Severity: Warns,
		Sentence: "The second factor failed at {{.At}}.",
		Tell:     "Your password was right. The extra code was not."},
		lastAttempt(client.CauseSecondFactor)},
	{Finding{Code: "email-as-login-id", Severity: Warns, Mends: "change-login-id",
		Sentence: "An e-mail address was typed as the login ID at {{.At}}.",
		Tell:     "The portal wants your login ID, not your e-mail address."},
		lastAttempt(client.CauseEmailTypedAsID)},
	{Finding{Code: "temporary-expired", Severity: Warns, Mends: "reset-password",
		Sentence: "A temporary password was tried at {{.At}}, after it had expired.",
		Tell:     "The temporary password is too old. I can make a new one."},
		lastAttempt(client.CauseTemporaryExpired)},
	{Finding{Code: "wrong-password", Severity: Warns, Mends: "reset-password",
		Sentence: "A wrong password was typed {{.Count}} times, last at {{.At}}.",
		Tell:     "The password did not match. I can have a reset sent to you."},
		wrongPasswords},
	{Finding{Code: "mail-bounced", Severity: Warns, Mends: "correct-contact",
		Sentence: "Mail to {{.To}} came back: {{.Detail}}",
		Tell:     "Our mail to you comes back. Let us check the address."},
		mail(client.MailBounced)},
	{Finding{Code: "mail-suppressed", Severity: Warns,
		Sentence: "Mail to {{.To}} was held back: the patient has not agreed to be written to.",
		Tell:     "We may not write to that address until you agree to it at the clinic."},
		mail(client.MailSuppressed)},
	{Finding{Code: "contact-changed", Severity: Warns,
		Sentence: "{{.To}} was changed on {{.At}} and cannot be used for codes yet.",
		Tell:     "That contact is new to us, so I cannot send codes there yet."},
		quietContact},
	{Finding{Code: "no-contact", Severity: Warns, Mends: "correct-contact",
		Sentence: "No e-mail address and no phone number are on file.",
		Tell:     "We have no way to reach you. Please come by the clinic with an identity card."},
		noContact},
	{Finding{Code: "duplicate", Severity: Warns,
		Sentence: "There is another account that looks like the same person.",
		Tell:     "You may have two accounts. Which login ID do you use?"},
		func(c Case) map[string]any {
			if len(c.Account.DuplicateOf) == 0 {
				return nil
			}
			return none
		}},
	{Finding{Code: "minor", Severity: Informs,
		Sentence: "The patient is {{.Age}} years old. Check what a parent may have done.",
		Tell:     ""},
		func(c Case) map[string]any {
			if !c.Account.Minor {
				return nil
			}
			return map[string]any{"Age": c.Account.Age}
		}},
	{Finding{Code: "state-unknown", Severity: Informs,
		Sentence: "How the account stands is to be seen in the portal's own console only.",
		Tell:     ""},
		status(client.StatusUnknown)},
	{Finding{Code: "sign-ins-unknown", Severity: Informs,
		Sentence: "This portal does not tell why a sign-in fails. Ask what its screen says.",
		Tell:     ""},
		signInsUnknown},
}
