package portaltest

import (
	"slices"
	"testing"

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
func (s *suite) begin(t *testing.T, d *desk, sample Sample, who client.BeginVerification) *caller {
	t.Helper()
	c := &caller{suite: s, desk: d, sample: sample, call: newCallID()}
	who.CallID = c.call
	verification, err := d.BeginVerification(t.Context(), sample.ID, who, newKey())
	c.now = must(t, verification, err)
	return c
}

func (s *suite) patient(t *testing.T, d *desk, sample Sample) *caller {
	t.Helper()
	return s.begin(t, d, sample, client.BeginVerification{Relation: client.RelationPatient})
}

// says hands over one answer of the caller.
func (c *caller) says(t *testing.T, kind client.IdentifierKind, said string) error {
	t.Helper()
	next, err := c.desk.CheckIdentifier(t.Context(), c.now.ID, client.IdentifierCheck{Kind: kind, Said: said}, newKey())
	if err == nil {
		c.now = next
		masked(t, c.sample, next)
	}
	return err
}

// identified lets the caller answer truthfully until enough matched.
func (c *caller) identified(t *testing.T) *caller {
	t.Helper()
	for _, kind := range c.suite.about.Verification.Identifiers {
		if len(c.now.Matched) >= c.now.Required {
			break
		}
		if said := c.sample.Says[kind]; said != "" {
			if err := c.says(t, kind, said); err != nil {
				t.Fatalf("check %s: %v", kind, err)
			}
		}
	}
	if c.now.Level < client.Identified {
		t.Fatalf("the truth was not enough: %d of %d matched", len(c.now.Matched), c.now.Required)
	}
	return c
}

// sent makes the portal send a code and answers it.
func (c *caller) sent(t *testing.T, contact client.ContactID) string {
	t.Helper()
	before := len(c.suite.target.Codes(c.sample.ID))
	next, err := c.desk.SendCode(t.Context(), c.now.ID, contact, newKey())
	c.now = must(t, next, err)
	codes := c.suite.target.Codes(c.sample.ID)
	if len(codes) != before+1 {
		t.Fatalf("%d codes arrived", len(codes)-before)
	}
	return codes[len(codes)-1]
}

// read hands over the code that the caller read out.
func (c *caller) read(t *testing.T, code string) error {
	t.Helper()
	next, err := c.desk.CheckCode(t.Context(), c.now.ID, code, newKey())
	if err == nil {
		c.now = next
	}
	return err
}

// outOfBand lets the caller read out a code that was sent to a contact on file.
func (c *caller) outOfBand(t *testing.T) *caller {
	t.Helper()
	contact := c.suite.contact(t, account(t, c.desk, c.sample.ID), client.ContactEmail, client.ContactPhone)
	if err := c.read(t, c.sent(t, contact.ID)); err != nil {
		t.Fatalf("check the code: %v", err)
	}
	if c.now.Level != client.ProvenByOOB {
		t.Fatalf("the right code proved only level %d", c.now.Level)
	}
	return c
}

// proven brings the caller to a level.
func (c *caller) proven(t *testing.T, level client.ProofLevel) *caller {
	t.Helper()
	if level >= client.Identified {
		c.identified(t)
	}
	if level >= client.ProvenByOOB {
		c.outOfBand(t)
	}
	return c
}

// change is what an operation for this caller carries, the account as it is now.
func (c *caller) change(t *testing.T) client.Change {
	t.Helper()
	change := client.Change{
		Account: c.sample.ID, Version: account(t, c.desk, c.sample.ID).Version, Key: newKey(), Call: c.call,
	}
	if c.now.Proof != nil {
		change.Proof = c.now.Proof.Token
	}
	return change
}

// allowed is a change with all the portal's policy asks for an ability.
func (s *suite) allowed(t *testing.T, d *desk, sample Sample, ability client.Ability) client.Change {
	t.Helper()
	return s.patient(t, d, sample).proven(t, s.about.Verification.Levels[ability]).change(t)
}

// proxyOf is the account's proxy of a relation.
func proxyOf(t *testing.T, a client.Account, relation client.Relation) client.Proxy {
	t.Helper()
	i := slices.IndexFunc(a.Proxies, func(p client.Proxy) bool { return p.Relation == relation })
	if i < 0 {
		t.Fatalf("the sample has no %s on file", relation)
	}
	return a.Proxies[i]
}
