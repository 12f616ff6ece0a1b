package diagnosis

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
)

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

func account(status client.Status) Case {
	c := Case{ReadAt: now}
	c.Account.Status = status
	c.Account.Contacts = []client.Contact{{ID: "c1", Masked: "m****@example.com", Consented: true}}
	return c
}

func failed(cause client.AttemptCause, ago time.Duration) client.SignInAttempt {
	return client.SignInAttempt{At: now.Add(-ago), Cause: cause}
}

func codes(findings []Finding) []string {
	out := []string{}
	for _, f := range findings {
		out = append(out, f.Code)
	}
	return out
}

func TestFind(t *testing.T) {
	until := now.Add(20 * time.Minute)
	for name, tc := range map[string]struct {
		change func(*Case)
		status client.Status
		want   []string
	}{
		"nothing wrong":       {status: client.StatusActive, want: []string{}},
		"locked for a time":   {func(c *Case) { c.Account.LockedUntil = &until }, client.StatusLocked, []string{"locked-until"}},
		"locked for good":     {nil, client.StatusLocked, []string{"locked"}},
		"invited":             {nil, client.StatusInvited, []string{"never-activated"}},
		"never invited":       {nil, client.StatusNone, []string{"never-invited"}},
		"code expired":        {nil, client.StatusCodeExpired, []string{"code-expired"}},
		"declined":            {nil, client.StatusDeclined, []string{"declined"}},
		"deactivated":         {nil, client.StatusDeactivated, []string{"deactivated"}},
		"deceased":            {nil, client.StatusDeceased, []string{"deceased"}},
		"merged":              {nil, client.StatusMerged, []string{"merged"}},
		"reset pending":       {nil, client.StatusResetPending, []string{"reset-pending"}},
		"no contact":          {func(c *Case) { c.Account.Contacts = nil }, client.StatusActive, []string{"no-contact"}},
		"contact just placed": {func(c *Case) { c.Account.Contacts[0].ProvesFrom = now.Add(time.Hour) }, client.StatusActive, []string{"contact-changed"}},
		"wrong passwords": {func(c *Case) {
			c.Attempts = []client.SignInAttempt{failed(client.CauseWrongPassword, time.Minute), failed(client.CauseWrongPassword, time.Hour)}
		}, client.StatusActive, []string{"wrong-password"}},
		"wrong passwords long ago": {func(c *Case) {
			c.Attempts = []client.SignInAttempt{failed(client.CauseWrongPassword, 30*24*time.Hour)}
		}, client.StatusActive, []string{}},
		"wrong password, then in": {func(c *Case) {
			c.Attempts = []client.SignInAttempt{{At: now, Succeeded: true, Cause: client.CauseSuccess}, failed(client.CauseWrongPassword, time.Hour)}
		}, client.StatusActive, []string{}},
		"second factor": {func(c *Case) {
			c.Attempts = []client.SignInAttempt{failed(client.CauseSecondFactor, time.Minute)}
		}, client.StatusActive, []string{"second-factor"}},
		"older code used, block before warning": {func(c *Case) {
			c.Account.Contacts = nil
			c.Attempts = []client.SignInAttempt{failed(client.CauseOldCode, time.Minute)}
		}, client.StatusInvited, []string{"never-activated", "older-code", "no-contact"}},
		"mail bounced": {func(c *Case) {
			c.Mail = []client.Mail{{To: "m****@example.com", Status: client.MailBounced}}
		}, client.StatusActive, []string{"mail-bounced"}},
		"mail bounced once, arrived since": {func(c *Case) {
			c.Mail = []client.Mail{{To: "m****@example.com", Status: client.MailDelivered}, {To: "m****@example.com", Status: client.MailBounced}}
		}, client.StatusActive, []string{}},
		"minor and duplicate": {func(c *Case) {
			c.Account.Minor, c.Account.DuplicateOf = true, []client.AccountID{"a2"}
		}, client.StatusActive, []string{"duplicate", "minor"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := account(tc.status)
			if tc.change != nil {
				tc.change(&c)
			}
			if got := codes(Find(c)); !slices.Equal(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestLockCountsWrongPasswordsSinceTheLastSuccess(t *testing.T) {
	c := account(client.StatusLocked)
	c.Attempts = []client.SignInAttempt{
		failed(client.CauseLocked, time.Minute), failed(client.CauseWrongPassword, 2*time.Minute), failed(client.CauseWrongPassword, 3*time.Minute),
		{At: now.Add(-time.Hour), Succeeded: true}, failed(client.CauseWrongPassword, 2*time.Hour),
	}
	if got := Find(c)[0]; got.Facts["Count"] != 2 || got.Mends != "unlock" {
		t.Errorf("got %+v", got)
	}
}
