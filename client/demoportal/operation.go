package demoportal

import (
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
)

// operation is one of the nine things that can be done to an account.
type operation struct {
	path    string // the last part of its path
	id      string
	ability func(order) client.Ability
	// suits are the states it is for; not are those it is not for, when suits is empty.
	suits []client.Status
	not   []client.Status
	do    func(*alteration) error
}

// order is what an agent asks for: the union of the nine bodies.
type order struct {
	CallID client.CallID `json:"callId"`
	Proof  string        `json:"proof"`
	// Approval is the second person's word, where one is given.
	Approval client.ApprovalID  `json:"approvalId"`
	Way      client.ResetWay    `json:"way"`
	Contact  client.ContactID   `json:"contactId"`
	LoginID  string             `json:"loginId"`
	Channel  client.CodeChannel `json:"channel"`
	Hours    int                `json:"hours"`
	Reason   string             `json:"reason"`
	Value    string             `json:"value"`
}

// alteration is an operation being done: account is a clone that takes its place when do succeeds.
type alteration struct {
	*exchange
	order   order
	account *record
	outcome client.Outcome
	// approval is what a second person granted, nil where nobody was asked.
	approval *keptApproval
	// told are the contacts that were written to already and need no notice of their own.
	told []client.ContactID
	// notice is what the patient is told on every contact.
	notice string
}

func always(ability client.Ability) func(order) client.Ability {
	return func(order) client.Ability { return ability }
}

// perform is the one road of all operations.
func (o operation) perform(x *exchange) (reply, error) {
	var asked order
	if err := x.decode(&asked); err != nil {
		return reply{}, err
	}
	a := &alteration{exchange: x, order: asked}
	err := o.admit(a)
	if err == nil {
		err = o.do(a)
	}
	x.audited(err, x.accountID(), asked.CallID)
	if err != nil {
		return reply{}, err
	}
	return a.finish(), nil
}

// admit asks everything that must hold before anything is done, in the contract's order.
func (o operation) admit(a *alteration) error {
	ability := o.ability(a.order)
	if ability == "" {
		return refuse("way-invalid", field("way", "unknown"))
	}
	if !a.agent.may(ability) {
		return refuse("role-not-allowed")
	}
	if _, err := uuid.Parse(string(a.order.CallID)); err != nil {
		return refuse("call-required", field("callId", "no-uuid"))
	}
	if err := a.prove(a.order, ability); err != nil {
		return err
	}
	found, err := a.exchange.account()
	if err != nil {
		return err
	}
	if err := a.unchanged(found); err != nil {
		return err
	}
	if !o.suited(found.status(a.now)) {
		return refuse("state-not-suited")
	}
	if _, missing := a.portal.without[ability]; missing {
		return refuse("not-offered")
	}
	if err := a.approve(ability, found); err != nil {
		return err
	}
	a.account = found.clone(a.portal.kept.Epoch)
	return nil
}

func (o operation) suited(status client.Status) bool {
	if len(o.suits) > 0 {
		return slices.Contains(o.suits, status)
	}
	return !slices.Contains(o.not, status)
}

// unchanged compares the version that the agent saw (If-Match).
func (a *alteration) unchanged(found *record) error {
	seen := strings.TrimSpace(a.request.Header.Get("If-Match"))
	if seen == "" {
		return refuse("precondition-required")
	}
	if seen != found.etag(a.now) {
		return refuse("account-changed")
	}
	return nil
}

// finish notifies, keeps the account and answers.
func (a *alteration) finish() reply {
	a.notify()
	a.useApproval()
	a.portal.putAccount(a.tx, a.account)
	a.outcome.Account = a.account.account(a.now)
	a.outcome.Account.FailedProofs = a.failedProofs(a.account.ID)
	if a.outcome.Notified == nil {
		a.outcome.Notified = []client.Notice{}
	}
	replayed := a.outcome
	replayed.Secret = nil
	return reply{status: http.StatusOK, body: a.outcome, replayed: replayed, etag: a.outcome.Account.Version}
}

// notify tells the patient wherever they can be told, so that nobody's account is changed behind their back.
func (a *alteration) notify() {
	for _, contact := range a.account.Contacts {
		if !slices.Contains(a.told, contact.ID) {
			a.write(contact, letter{kind: "notice", text: "Riverside Clinic: " + a.notice})
		}
	}
}

// write sends a letter and remembers whom it reached.
func (a *alteration) write(contact people.Contact, l letter) {
	a.told = append(a.told, contact.ID)
	if a.deliver(a.account, contact, l) {
		a.outcome.Notified = append(a.outcome.Notified, noticeTo(contact))
	}
}

// usable answers the contact that the order names, when secrets may be sent to it.
func (a *alteration) usable(id client.ContactID) (people.Contact, error) {
	contact, found := a.account.Contact(id)
	if !found {
		return contact, refuse("contact-invalid", field("contactId", "unknown"))
	}
	return contact, a.mayCarrySecrets(contact)
}

func (a *alteration) mayCarrySecrets(contact people.Contact) error {
	if a.now.Before(contact.ChangedAt.Add(quietTime)) {
		return refuse("contact-changed-recently", field("contactId", "changed-recently"))
	}
	if !contact.Consented {
		return refuse("no-consent", field("contactId", "no-consent"))
	}
	return nil
}
