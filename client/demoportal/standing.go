package demoportal

import (
	"strings"
	"unicode/utf8"

	"portaldesk/client"
)

// longestReason is what the contract allows.
const longestReason = 64

// activate opens an account without a code. Who never had a login ID gets one; who has no password must choose one first.
func activate(a *alteration) error {
	a.account.supersede(&a.account.Secrets.Code)
	a.account.Standing.Code = nil
	a.outcome.NextStep = "The patient can sign in with the login ID and password they had."
	if a.account.LoginID == "" {
		a.account.LoginID = a.portal.freeLoginID(a.account)
		a.account.Secrets.NoPassword = true
	}
	if a.account.Secrets.NoPassword {
		a.account.Standing.MustChange = true
		a.outcome.NextStep = "The account has no password yet. Reset the password next, so that the patient can choose one."
	}
	a.account.stand(client.StatusActive, a.now, "")
	a.notice = "your portal account was activated. If you did not ask for it, call us."
	return nil
}

func deactivate(a *alteration) error {
	reason := strings.TrimSpace(a.order.Reason)
	if length := utf8.RuneCountInString(reason); length < 1 || length > longestReason {
		return refuse("reason-invalid", field("reason", "wrong-length"))
	}
	a.account.supersede(&a.account.Secrets.Code)
	a.account.supersede(&a.account.Secrets.Reset)
	a.account.supersede(&a.account.Secrets.Temporary)
	a.account.Standing.Code = nil
	a.account.Secrets.MaySetPassword = false
	a.account.stand(client.StatusDeactivated, a.now, reason)
	a.outcome.EndedSessions = a.account.endSessions()
	a.notice = "your portal account was switched off. If you did not ask for it, call us."
	return nil
}

// unlock leaves the password as it is: its owner is identified, not proven, and may have lost nothing but patience.
func unlock(a *alteration) error {
	a.account.stand(client.StatusActive, a.now, "")
	a.outcome.NextStep = "The lock is gone. The patient must sign in with the password they have; 5 wrong ones lock again. If it is forgotten, reset it now."
	a.notice = "your portal account was unlocked. If you did not ask for it, call us."
	return nil
}

func signOutEverywhere(a *alteration) error {
	a.outcome.EndedSessions = a.account.endSessions()
	a.outcome.NextStep = "The patient must sign in again on every device."
	a.notice = "you were signed out of the portal everywhere. If you did not ask for it, call us."
	return nil
}
