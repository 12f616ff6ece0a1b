package diagnosis

import (
	"time"

	"portaldesk/client"
)

var (
	soon    = now.Add(20 * time.Minute)
	over    = now.Add(-2 * time.Minute)
	wrong   = client.CauseWrongPassword
	fiveBad = []client.AttemptCause{wrong, wrong, wrong, wrong, wrong}
)

func lockedByFive(c *Case) {
	c.Account.Status = client.StatusLocked
	try(c, 40*time.Minute, fiveBad...)
	try(c, 38*time.Minute, client.CauseLocked) // six failures: the lock says more than their number
}

var accountSituations = []situation{
	{"deceased", in(client.StatusDeceased), in(client.StatusActive), []string{"deceased"}},
	{"merged", in(client.StatusMerged), in(client.StatusActive), []string{"merged"}},
	{"deactivated", func(c *Case) {
		c.Account.Status, c.Account.Reason = client.StatusDeactivated, "Left the practice"
		try(c, time.Hour, client.CauseDeactivated)
	}, in(client.StatusActive), []string{"deactivated"}},
	{"deactivated-unsaid", in(client.StatusDeactivated), func(c *Case) { c.Account.Reason = "Asked by the patient" }, []string{"deactivated-unsaid"}},
	{"locked-until", func(c *Case) {
		lockedByFive(c)
		c.Account.LockedUntil = &soon
	}, func(c *Case) { c.Account.LockedUntil = nil }, []string{"locked-until"}},
	{"locked", lockedByFive, func(c *Case) { c.Account.LockedUntil = &soon }, []string{"locked"}},
	{"locked-until-uncounted", func(c *Case) {
		c.Account.Status, c.Account.LockedUntil = client.StatusLocked, &soon
	}, func(c *Case) { try(c, time.Hour, wrong) }, []string{"locked-until-uncounted"}},
	{"locked-uncounted", in(client.StatusLocked), func(c *Case) { try(c, time.Hour, wrong) }, []string{"locked-uncounted"}},
	{"lock-ended", func(c *Case) {
		lockedByFive(c)
		c.Account.LockedUntil = &over
	}, func(c *Case) { c.Account.LockedUntil = &soon }, []string{"lock-ended"}},
	{"lock-ended", func(c *Case) { // at that very moment, and nobody knows of wrong passwords
		c.Account.Status, c.Account.LockedUntil = client.StatusLocked, &now
	}, func(c *Case) { c.Account.LockedUntil = nil }, []string{"lock-ended"}},
	{"locked-again", func(c *Case) {
		lockedByFive(c)
		called(c, 26*time.Hour, "unlock")
	}, func(c *Case) { c.Calls = nil; called(c, 8*day, "unlock") }, []string{"locked", "locked-again", "called-before"}},
	{"wait-after-unlock", func(c *Case) { try(c, 5*time.Minute, client.CauseLocked) },
		in(client.StatusLocked), []string{"wait-after-unlock"}},
	{"other-account-locked", func(c *Case) { says(c, "screen:locked") },
		in(client.StatusLocked), []string{"other-account-locked"}},
}

var startSituations = []situation{
	{"code-expired", func(c *Case) {
		invited(c)
		c.Account.Status = client.StatusCodeExpired
		c.Account.AccessCode.ExpiresAt = now.Add(-2 * day)
	}, invited, []string{"code-expired"}},
	{"older-code", func(c *Case) {
		invited(c)
		try(c, time.Hour, client.CauseOldCode)
		try(c, time.Minute, client.CauseNotActivated)
	}, func(c *Case) { c.Account.AccessCode.IssuedAt = now.Add(-time.Second) },
		[]string{"older-code", "never-activated", "sign-in-before-set-up"}},
	{"older-code-in-hand", func(c *Case) {
		invited(c)
		says(c, "code:older")
	}, func(c *Case) { says(c, "code:not-sure") }, []string{"never-activated", "older-code-in-hand"}},
	{"wrong-code", func(c *Case) {
		invited(c)
		try(c, time.Hour, client.CauseWrongCode)
	}, func(c *Case) { c.Attempts[0].At = now.Add(-8 * day) }, []string{"never-activated", "wrong-code"}},
	{"code-refused", func(c *Case) {
		invited(c)
		says(c, "screen:code-refused")
	}, func(c *Case) { try(c, time.Hour, client.CauseWrongCode) }, []string{"never-activated", "code-refused"}},
	{"code-not-needed", func(c *Case) { says(c, "screen:asks-access-code") },
		func(c *Case) { c.About.AccessCode.Recovers = true }, []string{"code-not-needed"}},
	{"sign-in-before-set-up", func(c *Case) {
		invited(c)
		try(c, time.Hour, client.CauseNotActivated)
	}, in(client.StatusActive), []string{"never-activated", "sign-in-before-set-up"}},
	{"details-differ", func(c *Case) {
		invited(c)
		says(c, "screen:details-differ", "name:changed")
	}, in(client.StatusActive), []string{"never-activated", "details-differ"}},
	{"name-changed", func(c *Case) {
		invited(c)
		says(c, "name:changed")
	}, in(client.StatusActive), []string{"never-activated", "name-changed"}},
	{"never-activated", invited, in(client.StatusCodeExpired), []string{"never-activated"}},
	{"letter-on-its-way", func(c *Case) {
		invited(c)
		c.Account.AccessCode.IssuedAt = now.Add(-2 * day)
	}, func(c *Case) { c.Account.AccessCode.Channel = client.ByEmail }, []string{"never-activated", "letter-on-its-way"}},
	{"code-ends-soon", func(c *Case) {
		invited(c)
		c.Account.AccessCode.ExpiresAt = now.Add(5 * time.Hour)
	}, func(c *Case) { c.Account.AccessCode.ExpiresAt = now.Add(25 * time.Hour) }, []string{"never-activated", "code-ends-soon"}},
	{"never-invited", in(client.StatusNone), in(client.StatusInvited), []string{"never-invited"}},
	{"declined", in(client.StatusDeclined), in(client.StatusNone), []string{"declined"}},
}

var passwordSituations = []situation{
	{"temporary-expired", func(c *Case) {
		c.Account.Status = client.StatusResetPending
		try(c, time.Hour, client.CauseTemporaryExpired)
	}, func(c *Case) { c.Attempts[0].Cause = wrong }, []string{"temporary-expired", "reset-pending"}},
	{"password-expired", func(c *Case) { try(c, time.Hour, client.CausePasswordExpired) },
		func(c *Case) { c.Attempts[0].Succeeded = true }, []string{"password-expired"}},
	{"password-expired-on-screen", func(c *Case) { says(c, "screen:password-expired") },
		func(c *Case) { try(c, time.Hour, client.CausePasswordExpired) }, []string{"password-expired-on-screen"}},
	{"reset-unused", func(c *Case) {
		c.Account.Status = client.StatusResetPending
		mailed(c, "reset-link", client.MailDelivered, 5*time.Hour)
	}, in(client.StatusActive), []string{"reset-unused"}},
	{"reset-pending", in(client.StatusResetPending), func(c *Case) { mailed(c, "reset-link", client.MailDelivered, day) }, []string{"reset-pending"}},
	{"link-expired", func(c *Case) { says(c, "screen:link-expired") }, in(client.StatusInvited), []string{"link-expired"}},
	{"must-change-password", func(c *Case) { c.Account.MustChangePassword = true },
		in(client.StatusResetPending), []string{"must-change-password"}},
	{"retries-compound", func(c *Case) {
		try(c, 2*time.Minute, append(fiveBad, wrong)...)
	}, func(c *Case) { c.Attempts = c.Attempts[1:] }, []string{"retries-compound", "wrong-password"}},
	{"wrong-password", func(c *Case) { try(c, time.Hour, wrong, wrong) },
		func(c *Case) { c.Attempts[0].Succeeded = true }, []string{"wrong-password"}},
	{"long-absent", func(c *Case) {
		last := now.Add(-500 * day)
		c.Account.LastSignInAt = &last
	}, func(c *Case) { c.Account.LastSignInAt = nil }, []string{"long-absent"}},
	{"email-as-login-id", func(c *Case) { try(c, time.Hour, client.CauseEmailTypedAsID) },
		func(c *Case) { c.Attempts[0].At = now.Add(-9 * day) }, []string{"email-as-login-id"}},
	{"types-email", func(c *Case) { says(c, "typed:email") },
		func(c *Case) { try(c, time.Hour, client.CauseEmailTypedAsID) }, []string{"types-email"}},
	{"types-something-else", func(c *Case) { says(c, "typed:mrn") },
		func(c *Case) { says(c, "typed:login-id") }, []string{"types-something-else"}},
}
