package portaltest

import (
	"slices"
	"time"

	"portaldesk/client"
)

// caller is a verification under way.
type caller struct {
	suite  *suite
	desk   *desk
	sample Sample
	call   client.CallID
	now    client.Verification
}

// begin opens a verification for whoever calls.
func (s *suite) begin(t *trial, d *desk, sample Sample, who client.BeginVerification) *caller {
	t.Helper()
	c := &caller{suite: s, desk: d, sample: sample, call: newCallID()}
	who.CallID = c.call
	verification, err := d.BeginVerification(t.Context(), sample.ID, who, newKey())
	s.offered(t, d, client.VerifiesCallers, err)
	c.now = must(t, verification, err)
	return c
}

func (s *suite) patient(t *trial, d *desk, sample Sample) *caller {
	t.Helper()
	return s.begin(t, d, sample, client.BeginVerification{Relation: client.RelationPatient})
}

// questioned opens a verification of somebody who can be asked for identifiers.
func (s *suite) questioned(t *trial, sample Sample) *caller {
	t.Helper()
	c := s.patient(t, s.verifier(t), sample)
	if c.now.Required == 0 {
		t.notTried("nothing is on file that could be asked for")
	}
	return c
}

// says hands over one answer of the caller.
func (c *caller) says(t *trial, kind client.IdentifierKind, said string) error {
	t.Helper()
	next, err := c.desk.CheckIdentifier(t.Context(), c.now.ID, client.IdentifierCheck{Kind: kind, Said: said}, newKey())
	if err == nil {
		c.now = next
		masked(t, c.sample, next)
	}
	return err
}

// identified lets the caller answer truthfully until enough matched.
func (c *caller) identified(t *trial) *caller {
	t.Helper()
	if c.now.Required == 0 {
		return c
	}
	known := 0
	for _, kind := range c.suite.about.Verification.Identifiers {
		if len(c.now.Matched) >= c.now.Required {
			break
		}
		if said := c.sample.Says[kind]; said != "" {
			known++
			if err := c.says(t, kind, said); err != nil {
				t.Fatalf("check %s: %v", kind, err)
			}
		}
	}
	if c.now.Level < client.Identified && known < c.now.Required {
		t.notTried("nobody knows enough of what the owner of the account says: %d of %d", known, c.now.Required)
	}
	if c.now.Level < client.Identified {
		t.Fatalf("the truth was not enough: %d of %d matched", len(c.now.Matched), c.now.Required)
	}
	return c
}

// sent makes the portal send a code and answers it. The error is the portal's.
func (c *caller) sent(t *trial, contact client.ContactID) (string, error) {
	t.Helper()
	next, err := c.desk.SendCode(t.Context(), c.now.ID, contact, newKey())
	if err != nil {
		return "", err
	}
	if c.now = next; c.now.CodeSent == nil {
		t.Fatalf("a code was sent, and the answer does not say so")
	}
	code, err := c.suite.target.Out.Code(t.Context(), c.sample.ID, *c.now.CodeSent)
	return must(t, code, err), nil
}

// readsCodes says whether the portal can send codes, and somebody reads them.
func (s *suite) readsCodes() bool {
	return s.target.Out.Code != nil && s.about.Verification.CodeMinutes > 0
}

// code is sent where a code must be had for the test to go on.
func (c *caller) code(t *trial, kinds ...client.ContactKind) string {
	t.Helper()
	c.suite.mustReadCodes(t)
	code, err := c.sent(t, c.suite.coded(t, c.sample, account(t, c.desk, c.sample.ID), kinds...).ID)
	return must(t, code, err)
}

// mustReadCodes ends the test where no code can be had.
func (s *suite) mustReadCodes(t *trial) {
	t.Helper()
	if !s.readsCodes() {
		t.notTried("no code can be sent, or nobody can read it out")
	}
}

// coded is a contact of one of the kinds that a code can be sent to.
func (s *suite) coded(t *trial, sample Sample, a client.Account, kinds ...client.ContactKind) client.Contact {
	t.Helper()
	a.Contacts = slices.DeleteFunc(slices.Clone(a.Contacts), func(c client.Contact) bool { return c.NoCodes })
	return s.contact(t, sample, a, kinds...)
}

// read hands over the code that the caller read out.
func (c *caller) read(t *trial, code string) error {
	t.Helper()
	next, err := c.desk.CheckCode(t.Context(), c.now.ID, code, newKey())
	if err == nil {
		c.now = next
	}
	return err
}

// outOfBand lets the caller read out a code that was sent to a contact on file, or be called back: where no code can be had,
// and where the account has been sent enough of them.
func (c *caller) outOfBand(t *trial) *caller {
	t.Helper()
	s := c.suite
	a := account(t, c.desk, c.sample.ID)
	if !s.readsCodes() || !c.codeRead(t, a) {
		c.calledBack(t, a)
	}
	if c.now.Level != client.ProvenByOOB {
		t.Fatalf("proven out of band only to level %d", c.now.Level)
	}
	return c
}

// codeRead is false when the portal has sent enough codes to this account.
func (c *caller) codeRead(t *trial, a client.Account) bool {
	t.Helper()
	code, err := c.sent(t, c.suite.coded(t, c.sample, a, client.ContactEmail, client.ContactPhone).ID)
	if client.KindOf(err) == client.Throttled && c.suite.target.Out.CallBacks {
		return false
	}
	if err := c.read(t, must(t, code, err)); err != nil {
		t.Fatalf("check the code: %v", err)
	}
	return true
}

func (c *caller) calledBack(t *trial, a client.Account) {
	t.Helper()
	if !c.suite.target.Out.CallBacks {
		t.notTried("nobody can read out a code, and nobody is to be called back")
	}
	next, err := c.desk.AttestCallBack(t.Context(), c.now.ID, c.suite.callable(t, c.sample, a).ID, newKey())
	c.now = must(t, next, err)
}

// callable is the number that is called back: one on file, or that in the chart.
func (s *suite) callable(t *trial, sample Sample, a client.Account) client.Contact {
	t.Helper()
	i := slices.IndexFunc(a.Contacts, func(c client.Contact) bool { return c.ID == client.ChartContact })
	if i >= 0 {
		return a.Contacts[i]
	}
	return s.contact(t, sample, a, client.ContactPhone)
}

// proven brings the caller to a level. Of whom nothing is on file, nothing but a call back proves anything.
func (c *caller) proven(t *trial, level client.ProofLevel) *caller {
	t.Helper()
	if level >= client.Identified {
		c.identified(t)
	}
	if level > c.now.Level {
		c.outOfBand(t)
	}
	return c
}

// change is what an operation for this caller carries, the account as it is now.
func (c *caller) change(t *trial) client.Change {
	t.Helper()
	change := client.Change{
		Account: c.sample.ID, Version: account(t, c.desk, c.sample.ID).Version, Key: newKey(), Call: c.call,
	}
	if c.now.Proof != nil {
		change.Proof = c.now.Proof.Token
	}
	return change
}

// allowed is a change with all the portal's policy asks for an ability. At a seat a caller who has been proven stays proven:
// somebody must read out each code.
func (s *suite) allowed(t *trial, d *desk, sample Sample, ability client.Ability) client.Change {
	t.Helper()
	level := s.about.Verification.Levels[ability]
	if s.target.Seat == nil {
		return s.patient(t, d, sample).proven(t, level).change(t)
	}
	if c := s.proven; c == nil || c.sample.ID != sample.ID || !c.good(level) {
		s.proven = s.patient(t, d, sample).proven(t, level)
	}
	return s.proven.change(t)
}

// good says whether the caller's proof is enough for the next minute.
func (c *caller) good(level client.ProofLevel) bool {
	return level == client.Unproven || c.now.Level >= level && c.now.Proof != nil && time.Until(c.now.Proof.ExpiresAt) > time.Minute
}

// proxyOf is the account's proxy of a relation.
func proxyOf(t *trial, a client.Account, relation client.Relation) client.Proxy {
	t.Helper()
	i := slices.IndexFunc(a.Proxies, func(p client.Proxy) bool { return p.Relation == relation })
	if i < 0 {
		t.Fatalf("the sample has no %s on file", relation)
	}
	return a.Proxies[i]
}
