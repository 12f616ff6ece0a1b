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

func missing(kind client.Kind) map[client.Ability]error {
	return map[client.Ability]error{client.ShowsSignIns: &client.Error{Op: "listSignIns", Kind: kind}}
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
		"nothing wrong":     {status: client.StatusActive, want: []string{}},
		"locked for a time": {func(c *Case) { c.Account.LockedUntil = &until }, client.StatusLocked, []string{"locked-until"}},
		"state not told":    {nil, client.StatusUnknown, []string{"state-unknown"}},
		"state and contacts not told": {func(c *Case) {
			c.Account.Contacts = []client.Contact{{ID: client.ChartContact, Consented: true}}
		}, client.StatusUnknown, []string{"state-unknown"}},
		"nothing but the number in the chart": {func(c *Case) {
			c.Account.Contacts = []client.Contact{{ID: client.ChartContact, Consented: true}}
		}, client.StatusActive, []string{"no-contact"}},
		"sign-ins not told":    {func(c *Case) { c.Missing = missing(client.NotOffered) }, client.StatusActive, []string{"sign-ins-unknown"}},
		"sign-ins not read":    {func(c *Case) { c.Missing = missing(client.Offline) }, client.StatusActive, []string{}},
		"locked for good":      {nil, client.StatusLocked, []string{"locked"}},
		"invited":              {nil, client.StatusInvited, []string{"never-activated"}},
		"never invited":        {nil, client.StatusNone, []string{"never-invited"}},
		"code expired":         {nil, client.StatusCodeExpired, []string{"code-expired"}},
		"declined":             {nil, client.StatusDeclined, []string{"declined"}},
		"deactivated":          {nil, client.StatusDeactivated, []string{"deactivated"}},
		"deactivated, and why": {func(c *Case) { c.Account.Reason = "asked for it" }, client.StatusDeactivated, []string{"deactivated"}},
		"deceased":             {nil, client.StatusDeceased, []string{"deceased"}},
		"merged":               {nil, client.StatusMerged, []string{"merged"}},
		"reset pending":        {nil, client.StatusResetPending, []string{"reset-pending"}},
		"no contact":           {func(c *Case) { c.Account.Contacts = nil }, client.StatusActive, []string{"no-contact"}},
		"contact just placed":  {func(c *Case) { c.Account.Contacts[0].ProvesFrom = now.Add(time.Hour) }, client.StatusActive, []string{"contact-changed"}},
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

// An identity server may know no history, no reason and no dates: nothing of that may be made up.
func TestWhatAServerDoesNotTellIsNotMadeUp(t *testing.T) {
	until := now.Add(time.Hour)
	for name, tc := range map[string]struct {
		status client.Status
		until  *time.Time
		want   string
	}{
		"locked for a time": {client.StatusLocked, &until, "Locked until {{.Until}}."},
		"locked for good":   {client.StatusLocked, nil, "Locked until somebody unlocks it."},
		"deactivated":       {client.StatusDeactivated, nil, "The account is deactivated. The portal does not say why."},
	} {
		c := account(tc.status)
		c.Account.LockedUntil, c.Missing = tc.until, missing(client.NotOffered)
		found := Find(c)
		if found[0].Sentence != tc.want || found[0].Mends == "" {
			t.Errorf("%s: %+v", name, found[0])
		}
		if _, counted := found[0].Facts["Count"]; counted {
			t.Errorf("%s: counts wrong passwords that nobody told of", name)
		}
	}
	for _, status := range []client.Status{client.StatusActive, client.StatusInvited, client.StatusLocked} {
		bare := Case{ReadAt: now}
		bare.Account.Status = status
		for _, f := range Find(bare) {
			if f.Code == "contact-changed" || f.Code == "minor" || f.Code == "wrong-password" {
				t.Errorf("%s without dates: %s", status, f.Code)
			}
		}
	}
}
