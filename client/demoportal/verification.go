package demoportal

import (
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/onfile"
)

// verification is one caller being proven for one account, in one call, by one agent.
type verification struct {
	ID         client.VerificationID    `json:"id"`
	Account    client.AccountID         `json:"accountId"`
	Agent      string                   `json:"agentId"`
	Begun      client.BeginVerification `json:"begun"`
	BegunAt    time.Time                `json:"begunAt"`
	Matched    []client.IdentifierKind  `json:"matched"`
	Mismatched []client.IdentifierKind  `json:"mismatched"`
	Code       *codeOut                 `json:"code,omitempty"`
	CodesSent  int                      `json:"codesSent,omitempty"`
	WrongCodes int                      `json:"wrongCodes,omitempty"`
	Level      client.ProofLevel        `json:"level"`
	LevelAt    time.Time                `json:"levelAt"`
}

// codeOut is a code on its way to a contact.
type codeOut struct {
	Contact client.ContactID `json:"contactId"`
	To      string           `json:"to"` // masked
	Code    oneTime          `json:"code"`
}

func (v *verification) closed() bool {
	return len(v.Mismatched) >= maxMismatches || v.WrongCodes >= maxWrongCodes
}

func (v *verification) clone() *verification {
	changed := *v
	changed.Matched, changed.Mismatched = slices.Clone(v.Matched), slices.Clone(v.Mismatched)
	return &changed
}

// reach raises the level; a proof counts its time from there.
func (v *verification) reach(level client.ProofLevel, now time.Time) {
	if level > v.Level {
		v.Level, v.LevelAt = level, now
	}
}

// view is the verification as the contract shows it.
func (p *portal) view(v *verification) client.Verification {
	shown := client.Verification{
		ID: v.ID, Account: v.Account, Relation: v.Begun.Relation,
		Matched: append([]client.IdentifierKind{}, v.Matched...), Mismatched: append([]client.IdentifierKind{}, v.Mismatched...),
		Required: requiredMatches, MismatchesLeft: maxMismatches - len(v.Mismatched), Closed: v.closed(),
	}
	if v.closed() {
		return shown
	}
	if v.Code != nil {
		shown.CodeSent = &client.SentCode{
			Contact: v.Code.Contact, To: v.Code.To, ExpiresAt: v.Code.Code.Until, AttemptsLeft: maxWrongCodes - v.WrongCodes,
		}
	}
	if v.Level > client.Unproven {
		shown.Level = v.Level
		shown.Proof = &client.Proof{Token: p.proofToken(v, v.Level), Level: v.Level, ExpiresAt: v.LevelAt.Add(proofLife)}
	}
	return shown
}

func beginVerification(x *exchange) (reply, error) {
	var begin client.BeginVerification
	if err := x.decode(&begin); err != nil {
		return reply{}, err
	}
	r, err := x.account()
	if err == nil {
		err = admits(r, begin, x.now)
	}
	if err == nil {
		err = x.stopped(r.ID, begin.Relation, "")
	}
	if _, invalid := uuid.Parse(string(begin.CallID)); err == nil && invalid != nil {
		err = refuse("call-required", field("callId", "no-uuid"))
	}
	x.audited(err, x.accountID(), begin.CallID)
	if err != nil {
		return reply{}, err
	}
	v := &verification{
		ID: client.VerificationID(newID()), Account: r.ID, Agent: x.agent.ID, Begun: begin, BegunAt: x.now,
	}
	put(x.tx, x.portal.tables.verifications, string(v.ID), v)
	x.gaveUp(r.ID)
	return reply{status: http.StatusCreated, body: x.portal.view(v)}, nil
}

// admits says whether this caller may have anything done for the account at all.
func admits(r *record, begin client.BeginVerification, now time.Time) error {
	rule, known := relations[begin.Relation]
	if !known {
		return refuse("relation-not-allowed", field("relation", "unknown"))
	}
	if rule.MustBeOnFile && !onFile(r, begin) {
		return refuse("proxy-not-on-file", field("proxyId", "unknown"))
	}
	age, known := onfile.Age(r.Identity.BirthDate, now)
	if rule.DependsOnAge() && !known {
		return refuse("relation-not-allowed", field("relation", "age-unknown"))
	}
	if len(rule.At(age)) == 0 {
		return refuse("relation-not-allowed", field("relation", "patient-too-old"))
	}
	return nil
}

func onFile(r *record, begin client.BeginVerification) bool {
	return slices.ContainsFunc(r.Proxies, func(proxy client.Proxy) bool {
		return proxy.ID == begin.ProxyID && proxy.Relation == begin.Relation
	})
}

// step is one attempt within a verification that is open.
type step struct {
	*exchange
	v      *verification
	record *record
}

// stepped finds the verification that the path names, lets do change it, and answers it.
func stepped(do func(step) error) func(*exchange) (reply, error) {
	return func(x *exchange) (reply, error) {
		found := get(x.tx, x.portal.tables.verifications, x.path("verificationId"))
		if found == nil || found.Agent != x.agent.ID || x.now.Sub(found.BegunAt) >= verificationLife {
			return reply{}, refuse("verification-not-found")
		}
		s := step{exchange: x, v: found.clone(), record: x.portal.account(x.tx, found.Account)}
		var err error
		if s.v.closed() {
			err = refuse("verification-closed")
		} else if err = x.stopped(found.Account, found.Begun.Relation, s.v.ID); err == nil {
			err = do(s)
		}
		x.audited(err, found.Account, found.Begun.CallID)
		if err != nil {
			return reply{}, err
		}
		put(x.tx, x.portal.tables.verifications, string(s.v.ID), s.v)
		x.went(s.v)
		return ok(x.portal.view(s.v)), nil
	}
}

func checkIdentifier(s step) error {
	var check client.IdentifierCheck
	if err := s.decode(&check); err != nil {
		return err
	}
	if !slices.Contains(identifiers, check.Kind) {
		return refuse("identifier-invalid", field("kind", "unknown"))
	}
	if check.Said == "" {
		return refuse("identifier-invalid", field("said", "too-short"))
	}
	if slices.Contains(s.v.Matched, check.Kind) {
		return nil
	}
	if !says(s.record.Person, check, s.now) {
		s.v.Mismatched = append(s.v.Mismatched, check.Kind)
		return nil
	}
	s.v.Matched = append(s.v.Matched, check.Kind)
	if len(s.v.Matched) >= requiredMatches {
		s.v.reach(client.Identified, s.now)
	}
	return nil
}

// provingContact answers the contact that the body names, when it may prove a caller.
func (s step) provingContact() (people.Contact, error) {
	var choice struct {
		Contact client.ContactID `json:"contactId"`
	}
	if err := s.decode(&choice); err != nil {
		return people.Contact{}, err
	}
	if len(s.v.Matched) < requiredMatches {
		return people.Contact{}, refuse("identifiers-first")
	}
	contact, found := s.record.Contact(choice.Contact)
	if !found {
		return contact, refuse("contact-invalid", field("contactId", "unknown"))
	}
	if s.now.Before(contact.ChangedAt.Add(quietTime)) {
		return contact, refuse("contact-changed-recently", field("contactId", "changed-recently"))
	}
	return contact, nil
}
