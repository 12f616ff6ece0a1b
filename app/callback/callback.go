package callback

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

// State is what has become of a promise.
type State string

// The states. Every other than promised is final.
const (
	Promised  State = "promised"
	Done      State = "done"
	Missed    State = "missed"    // nobody was reached, and nobody tries any more
	Cancelled State = "cancelled" // it is not needed any more
)

// Callback is one promise to call somebody back.
type Callback struct {
	// ID is a random UUID.
	ID string `json:"id"`
	// Call is the call in which it was promised.
	Call    client.CallID    `json:"callId"`
	Account client.AccountID `json:"accountId,omitempty"`
	// Relation is what the person to call is to the patient.
	Relation client.Relation `json:"relation"`
	// Contact is where to call, as the portal names it; empty when it has none and the agent knows from the note.
	Contact client.ContactID `json:"contactId,omitempty"`
	// Masked is the contact as it was shown then: "***-***-0199".
	Masked string `json:"masked,omitempty"`
	// Reason is why they called.
	Reason     client.Reason `json:"reason,omitzero"`
	Due        time.Time     `json:"due"`
	PromisedAt time.Time     `json:"promisedAt"`
	// PromisedBy is the id of the agent, PromisedName what they are called.
	PromisedBy   string     `json:"promisedBy"`
	PromisedName string     `json:"promisedName,omitempty"`
	State        State      `json:"state"`
	Attempts     []Attempt  `json:"attempts,omitempty"`
	Settled      Settlement `json:"settled,omitzero"`
	// Revision counts the changes, from 1.
	Revision int `json:"revision"`
}

// Attempt is one try to reach the person.
type Attempt struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Result Result    `json:"result"`
}

// Result is how an attempt ended.
type Result string

// The results.
const (
	Reached     Result = "reached"
	NoAnswer    Result = "no-answer"
	Busy        Result = "busy"
	LeftMessage Result = "left-message"
	WrongPerson Result = "wrong-person"
)

// Results are the ways an attempt can end.
func Results() []Result { return []Result{Reached, NoAnswer, Busy, LeftMessage, WrongPerson} }

// Settlement is the end of a promise.
type Settlement struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Reason string    `json:"reason,omitempty"`
}

// Promise is what an agent promises.
type Promise struct {
	Call     client.CallID
	Account  client.AccountID
	Relation client.Relation
	Contact  client.ContactID
	Masked   string
	Reason   client.Reason
	Due      time.Time
}

// MaxReason is the longest reason, in characters.
const MaxReason = 200

// Why a callback could not be promised or changed.
var (
	// ErrUnknown: there is no such callback.
	ErrUnknown = errors.New("callback: unknown")
	// ErrSettled: it is done, missed or cancelled already.
	ErrSettled = errors.New("callback: settled already")
	// ErrPromised: this call has an open promise already, to be moved or settled.
	ErrPromised = errors.New("callback: promised already in this call")
	// ErrPast: the due time is not in the future.
	ErrPast = errors.New("callback: due in the past")
)

// InvalidError says which entry of a callback was refused, without quoting it.
type InvalidError struct {
	// Field is "callId", "relation", "contactId", "state", "reason" or "result".
	Field string
	// Why is "missing", "malformed", "unknown" or "too-long".
	Why string
}

func (e *InvalidError) Error() string { return fmt.Sprintf("callback: %s: %s", e.Field, e.Why) }

// ClosedError says that the desk is closed at the due time.
type ClosedError struct {
	// Next is when it is open again; zero when it is not within a year.
	Next time.Time
}

func (e *ClosedError) Error() string { return "callback: due while the desk is closed" }

// clone is a copy that shares nothing with c.
func (c Callback) clone() Callback {
	c.Attempts = slices.Clone(c.Attempts)
	return c
}

// check refuses what could not be called back, and an address in the place of a contact.
func (p Promise) check() error {
	switch {
	case p.Call == "":
		return &InvalidError{"callId", "missing"}
	case uuid.Validate(string(p.Call)) != nil:
		return &InvalidError{"callId", "malformed"}
	case !slices.Contains(relations, p.Relation):
		return &InvalidError{"relation", "unknown"}
	case looksLikeAddress(p.Contact):
		return &InvalidError{"contactId", "malformed"}
	default:
		return nil
	}
}

var relations = []client.Relation{
	client.RelationPatient, client.RelationParent, client.RelationCaregiver, client.RelationPOA, client.RelationStaff,
}

// looksLikeAddress tells a telephone number or a mail address that was passed in place of a contact's id, by signs that
// ids do not have.
func looksLikeAddress(contact client.ContactID) bool {
	return strings.ContainsAny(string(contact), "+()@ ")
}
