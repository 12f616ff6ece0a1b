package diagnosis

import (
	"time"

	"portaldesk/client"
)

var mailSituations = []situation{
	{"mail-bounced", func(c *Case) {
		mailed(c, "reset-link", client.MailBounced, time.Hour)
		c.Mail[0].Detail = "mailbox full"
	}, func(c *Case) { mailed(c, "notice", client.MailDelivered, time.Minute) }, []string{"mail-bounced"}},
	{"mail-bounced-unsaid", func(c *Case) { mailed(c, "reset-link", client.MailBounced, time.Hour) },
		func(c *Case) { c.Mail[0].Detail = "no such user" }, []string{"mail-bounced-unsaid"}},
	{"mail-suppressed", func(c *Case) { mailed(c, "notice", client.MailSuppressed, time.Hour) },
		func(c *Case) { c.Mail[0].Status = client.MailDelivered }, []string{"mail-suppressed"}},
	{"mail-not-consented", func(c *Case) { c.Account.Contacts[0].Consented = false },
		func(c *Case) {
			c.Account.Contacts = append(c.Account.Contacts, client.Contact{ID: "c2", Masked: "***-***-0199", Consented: true})
		}, []string{"mail-not-consented"}},
	{"mail-queued", func(c *Case) { mailed(c, "reset-link", client.MailQueued, 6*time.Minute) },
		func(c *Case) { c.Mail[0].Status = client.MailSent }, []string{"mail-queued"}},
	{"mail-just-sent", func(c *Case) { mailed(c, "reset-link", client.MailDelivered, 3*time.Minute) },
		func(c *Case) { says(c, "mail:came") }, []string{"mail-just-sent"}},
	{"mail-in-spam", func(c *Case) {
		mailed(c, "reset-link", client.MailDelivered, time.Hour)
		says(c, "mail:nothing-came")
	}, func(c *Case) { c.Mail[0].Status = client.MailBounced }, []string{"mail-in-spam"}},
	{"several-resets", func(c *Case) {
		mailed(c, "reset-link", client.MailDelivered, 3*time.Hour)
		mailed(c, "reset-link", client.MailDelivered, time.Hour)
		try(c, 2*time.Hour, wrong)
	}, func(c *Case) { c.Mail[1].At = now.Add(-30 * time.Hour) }, []string{"wrong-password", "several-resets"}},
	{"contact-changed", func(c *Case) {
		c.Account.Contacts[0].ChangedAt, c.Account.Contacts[0].ProvesFrom = now.Add(-2*day), now.Add(5*day)
	}, func(c *Case) { c.Account.Contacts[0].ProvesFrom = now.Add(-day) }, []string{"contact-changed"}},
	{"contact-changed-undated", func(c *Case) { c.Account.Contacts[0].ProvesFrom = now.Add(5 * day) },
		func(c *Case) { c.Account.Contacts[0].ChangedAt = now.Add(-2 * day) }, []string{"contact-changed-undated"}},
	{"no-contact", func(c *Case) {
		c.Account.Contacts = []client.Contact{{ID: client.ChartContact, Kind: client.ContactPhone, Consented: true}}
	}, in(client.StatusUnknown), []string{"no-contact"}},
	{"shared-mailbox", func(c *Case) { says(c, "mailbox:shared") }, func(c *Case) { says(c, "mailbox:own") }, []string{"shared-mailbox"}},
}

var peopleSituations = []situation{
	{"parent-too-late", func(c *Case) {
		aged(c, 18)
		proxied(c, client.RelationParent, "limited")
		says(c, "caller:parent")
	}, func(c *Case) { aged(c, 17) }, []string{"parent-too-late"}},
	{"grown-up", func(c *Case) {
		aged(c, 18)
		proxied(c, client.RelationParent, "limited")
	}, func(c *Case) {
		c.About.Verification.Relations = map[client.Relation]client.RelationRule{client.RelationParent: {}}
	}, []string{"grown-up"}},
	{"not-on-file", func(c *Case) {
		proxied(c, client.RelationPOA, "full")
		says(c, "caller:caregiver")
	}, func(c *Case) { proxied(c, client.RelationCaregiver, "limited") }, []string{"not-on-file"}},
	{"on-the-patients-login", func(c *Case) {
		proxied(c, client.RelationCaregiver, "full")
		says(c, "caller:caregiver", "account:patients")
	}, func(c *Case) { says(c, "caller:patient") }, []string{"on-the-patients-login"}},
	{"on-their-own-login", func(c *Case) {
		aged(c, 9)
		proxied(c, client.RelationParent, "full")
		says(c, "caller:parent", "account:callers")
	}, func(c *Case) { says(c, "account:patients") }, []string{"on-their-own-login", "minor"}},
	{"limited-access", func(c *Case) {
		aged(c, 14)
		proxied(c, client.RelationParent, "limited")
		says(c, "caller:parent", "screen:no-records")
	}, func(c *Case) { proxied(c, client.RelationParent, "full") }, []string{"limited-access", "teen"}},
	{"child-calls", func(c *Case) {
		aged(c, 9)
		says(c, "caller:patient")
	}, func(c *Case) { aged(c, 13) }, []string{"child-calls", "minor"}},
	{"duplicate", func(c *Case) { c.Account.DuplicateOf = []client.AccountID{"a2"} },
		func(c *Case) { c.Account.DuplicateOf = nil }, []string{"duplicate"}},
	{"teen", func(c *Case) { aged(c, 13); proxied(c, client.RelationParent, "limited") }, func(c *Case) { aged(c, 12) }, []string{"teen"}},
	{"minor", func(c *Case) { aged(c, 12); proxied(c, client.RelationParent, "full") }, func(c *Case) { aged(c, 13) }, []string{"minor"}},
}

var otherSituations = []situation{
	{"outage", func(c *Case) {
		c.Line = Line{Down: true, Since: now.Add(-10 * time.Minute)}
		try(c, time.Hour, wrong)
	}, func(c *Case) { c.Line.Down = false }, []string{"outage", "wrong-password"}},
	{"wrong-portal", func(c *Case) { says(c, "at:other-portal", "screen:wrong-login") },
		func(c *Case) { says(c, "at:not-sure") }, []string{"wrong-portal"}},
	{"app-shows-nothing", func(c *Case) { says(c, "at:app", "screen:error-page") },
		func(c *Case) { says(c, "screen:wrong-login") }, []string{"app-shows-nothing"}},
	{"second-factor-lost", func(c *Case) {
		c.Account.SecondFactor = "totp"
		try(c, time.Hour, client.CauseSecondFactor)
		says(c, "phone:lost")
	}, func(c *Case) { says(c, "phone:has-it") }, []string{"second-factor-lost"}},
	{"second-factor-new-number", func(c *Case) {
		c.Account.SecondFactor = "text"
		try(c, time.Hour, client.CauseSecondFactor)
		says(c, "phone:new-number")
	}, func(c *Case) { c.Account.SecondFactor = "totp" }, []string{"second-factor-new-number"}},
	{"second-factor-clock", func(c *Case) {
		c.Account.SecondFactor = "totp"
		try(c, time.Hour, client.CauseSecondFactor)
	}, func(c *Case) { c.Account.SecondFactor = "text" }, []string{"second-factor-clock"}},
	{"second-factor-text", func(c *Case) {
		c.Account.SecondFactor = "text"
		try(c, time.Hour, client.CauseSecondFactor)
	}, func(c *Case) { c.Attempts[0].Succeeded = true }, []string{"second-factor-text"}},
	{"second-factor", func(c *Case) { try(c, time.Hour, client.CauseSecondFactor) },
		func(c *Case) { c.Attempts[0].At = now.Add(-8 * day) }, []string{"second-factor"}},
	{"works-now", func(c *Case) {
		c.Attempts = append([]client.SignInAttempt{{At: now.Add(-3 * time.Minute), Succeeded: true, Device: "Edge on Windows"}}, c.Attempts...)
	}, func(c *Case) { c.Attempts[0].At = now.Add(-16 * time.Minute) }, []string{"works-now"}},
	{"called-before", func(c *Case) { called(c, 6*day, "reset-password") },
		func(c *Case) { c.Calls[0].Amends = "k0" }, []string{"called-before"}},
	{"old-session", func(c *Case) {
		c.Sessions = []client.PatientSession{{Device: "Safari on iPhone", StartedAt: now.Add(-40 * day), LastSeenAt: now.Add(-39 * day)}}
	}, func(c *Case) { c.Sessions[0].StartedAt = now.Add(-29 * day) }, []string{"old-session"}},
	{"state-unknown", func(c *Case) {
		c.Account.Status, c.Account.Contacts = client.StatusUnknown, []client.Contact{{ID: client.ChartContact, Consented: true}}
	}, in(client.StatusNone), []string{"state-unknown"}},
	{"sign-ins-unknown", func(c *Case) {
		c.Missing = map[client.Ability]error{client.ShowsSignIns: &client.Error{Kind: client.NotOffered}}
	}, func(c *Case) {
		c.Missing[client.ShowsSignIns] = &client.Error{Kind: client.Offline}
	}, []string{"sign-ins-unknown"}},
}
