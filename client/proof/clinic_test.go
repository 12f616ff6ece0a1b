package proof_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/attempts"
	"portaldesk/client/proof"
)

// clinic is a directory's memory of patients: what an adapter would read from its server.
type clinic struct {
	mu       sync.Mutex
	onFile   map[client.AccountID]client.OnFile
	proxies  map[client.AccountID][]client.Proxy
	reads    int
	fails    error         // of every read
	standing chan struct{} // every read waits for it
}

func (c *clinic) OnFile(_ context.Context, id client.AccountID) (client.OnFile, error) {
	if c.standing != nil {
		<-c.standing
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reads++
	f, found := c.onFile[id]
	if c.fails != nil || !found {
		return client.OnFile{}, c.failure()
	}
	return f, nil
}

func (c *clinic) Account(_ context.Context, id client.AccountID) (client.Account, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fails != nil {
		return client.Account{}, c.failure()
	}
	return client.Account{AccountRow: client.AccountRow{ID: id}, Proxies: c.proxies[id]}, nil
}

func (c *clinic) failure() error {
	if c.fails != nil {
		return c.fails
	}
	return &client.Error{Op: "getAccount", Kind: client.NotFound, Code: "account-not-found"}
}

func (c *clinic) change(id client.AccountID, edit func(*client.OnFile)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f := c.onFile[id]
	edit(&f)
	c.onFile[id] = f
}

// messenger is a clinic that also sends codes: always 135792 to whoever it may.
type messenger struct {
	*clinic
	sent    int
	expires time.Time
	fails   error
}

const rightCode = "135792"

func (m *messenger) SendsProofCodes(context.Context) bool { return true }

func (m *messenger) SendProofCode(_ context.Context, id client.AccountID, contact client.ContactID) (string, time.Time, error) {
	m.sent++
	return string(id) + "/" + string(contact), m.expires, m.fails
}

func (m *messenger) CheckProofCode(_ context.Context, handle, code string) (bool, error) {
	return handle != "" && code == rightCode, nil
}

var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

const (
	maria client.AccountID = "maria" // with e-mail and phone
	mario client.AccountID = "mario" // with e-mail only
	child client.AccountID = "child" // 17 years old, her mother on file
	slip  client.AccountID = "slip"  // known only by what was said
)

func newClinic() *clinic {
	email := client.ContactOnFile{ID: "email", Kind: client.ContactEmail, Value: "maria@example.com", Consented: true}
	phone := client.ContactOnFile{ID: "phone", Kind: client.ContactPhone, Value: "212-555-0199", Consented: true}
	person := func(id client.AccountID, born string, contacts ...client.ContactOnFile) client.OnFile {
		return client.OnFile{ID: id, GivenName: "Maria", FamilyName: "Alvarez", BirthDate: born, MRN: "4000123", Contacts: contacts}
	}
	said := person(slip, "1984-03-12", phone)
	said.AsSaid = true
	return &clinic{
		onFile: map[client.AccountID]client.OnFile{
			maria: person(maria, "1984-03-12", email, phone), mario: person(mario, "1961-12-03", email),
			child: person(child, "2008-03-03", email, phone), slip: said,
		},
		proxies: map[client.AccountID][]client.Proxy{child: {{ID: "mother", Relation: client.RelationParent}}},
	}
}

// desk is a prover with the clock, the agent and the rules in the test's hands.
type desk struct {
	*proof.Prover
	t      *testing.T
	clock  time.Time
	agent  string
	policy client.VerificationPolicy
	call   client.CallID
	book   attempts.Book
}

var known = []client.IdentifierKind{
	client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPhone, client.IdentifierEmail,
}

func newDesk(t *testing.T, patients proof.Patients) *desk {
	t.Helper()
	_, sends := patients.(client.CodeSender)
	d := &desk{
		t: t, clock: morning, agent: "agent-1", policy: proof.Usual(known, sends), call: client.CallID(uuid.NewString()),
	}
	d.book = attempts.NewMemory(func() time.Time { return d.clock })
	d.Prover = proof.New(proof.Config{
		Patients: patients, Policy: d.policyNow, Agent: d.agentNow, Attempts: d.book, Now: func() time.Time { return d.clock },
	})
	return d
}

func (d *desk) policyNow(context.Context) (client.VerificationPolicy, error) { return d.policy, nil }

func (d *desk) agentNow(context.Context, string) (string, error) { return d.agent, nil }

func newKey() client.Key { return client.Key(uuid.NewString()) }

func (d *desk) begin(account client.AccountID) client.Verification {
	d.t.Helper()
	v, err := d.beginAs(account, client.BeginVerification{Relation: client.RelationPatient})
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

func (d *desk) beginAs(account client.AccountID, who client.BeginVerification) (client.Verification, error) {
	who.CallID = d.call
	return d.BeginVerification(d.t.Context(), account, who, newKey())
}

func (d *desk) says(v client.Verification, kind client.IdentifierKind, said string) (client.Verification, error) {
	return d.CheckIdentifier(d.t.Context(), v.ID, client.IdentifierCheck{Kind: kind, Said: said}, newKey())
}

// identified brings a verification of one of the clinic's patients to level 1.
func (d *desk) identified(v client.Verification, born string) client.Verification {
	d.t.Helper()
	for _, check := range []client.IdentifierCheck{
		{Kind: client.IdentifierName, Said: "maria alvarez"}, {Kind: client.IdentifierMRN, Said: "4000123"}, {Kind: client.IdentifierBirthDate, Said: born},
	} {
		var err error
		if v, err = d.says(v, check.Kind, check.Said); err != nil {
			d.t.Fatal(err)
		}
	}
	if v.Level != client.Identified || v.Proof == nil {
		d.t.Fatalf("three right answers: %+v", v)
	}
	return v
}

func (d *desk) maria() client.Verification { return d.identified(d.begin(maria), "1984-03-12") }

func (d *desk) sendCode(v client.Verification, to client.ContactID) (client.Verification, error) {
	return d.SendCode(d.t.Context(), v.ID, to, newKey())
}

func (d *desk) checkCode(v client.Verification, code string) (client.Verification, error) {
	return d.CheckCode(d.t.Context(), v.ID, code, newKey())
}

func (d *desk) callBack(v client.Verification, to client.ContactID) (client.Verification, error) {
	return d.AttestCallBack(d.t.Context(), v.ID, to, newKey())
}

// may asks whether an operation may be done with the verification's proof.
func (d *desk) may(v client.Verification, ability client.Ability) error {
	change := client.Change{Account: v.Account, Call: d.call}
	if v.Proof != nil {
		change.Proof = v.Proof.Token
	}
	return d.Check(d.t.Context(), proof.Order{Op: "operation", Agent: d.agent, Ability: ability, Change: change})
}

// wants checks an error's kind and code; no kind wants none.
func wants(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code || kind == "" && err != nil {
		t.Errorf("got %v; want %s %s", err, kind, code)
	}
}
