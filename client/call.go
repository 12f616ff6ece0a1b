package client

import "time"

// CallID is the call's own name, a random UUID made when the call opens. It is also the key under which the portal takes
// the call once.
type CallID string

// Call is a closed call as the portal keeps it.
type Call struct {
	ID CallID `json:"id"`
	// Account is empty when the caller was never found.
	Account  AccountID `json:"accountId,omitempty"`
	AgentID  string    `json:"agentId"`
	Caller   Caller    `json:"caller"`
	OpenedAt time.Time `json:"openedAt"`
	ClosedAt time.Time `json:"closedAt"`
	// Talk, Hold and Wrap add up to the handle time, in whole seconds. Pauses are in none of them.
	TalkSeconds int         `json:"talkSeconds"`
	HoldSeconds int         `json:"holdSeconds"`
	WrapSeconds int         `json:"wrapSeconds"`
	Reason      Reason      `json:"reason"`
	Outcome     CallOutcome `json:"outcome"`
	Note        string      `json:"note"`
	// Language the call was held in, BCP 47.
	Language string `json:"language"`
	// Done is what was done in the call, in order, without secrets and answers.
	Done []Deed `json:"done"`
	// Amends is the call that this entry amends; empty for a call of its own.
	Amends CallID `json:"amends,omitempty"`
	// RepeatOf is the call about the same account that was closed within the seven days before, as far as the desk knew.
	RepeatOf CallID `json:"repeatOf,omitempty"`
}

// Caller is who was on the phone.
type Caller struct {
	Relation Relation   `json:"relation"`
	Name     string     `json:"name,omitempty"` // only when it was not the patient
	Level    ProofLevel `json:"level"`          // how well they were proven
	// Number is what they call from, in E.164 or as the agent typed it; empty when nobody said. It finds no account and
	// proves nobody: a number can be forged. It is part of the call's record like the note, and of no log.
	Number string `json:"number,omitempty"`
}

// Reason is why they called: where in the portal's life they were, and what was in the way.
type Reason struct {
	Stage string `json:"stage"` // "sign-in"
	Cause string `json:"cause"` // "locked"
	// Detail is required where the cause says so; it is a word for what no code covers.
	Detail string `json:"detail,omitempty"`
}

// CallOutcome is how the call ended.
type CallOutcome string

// The outcomes.
const (
	OutcomeResolved    CallOutcome = "resolved"
	OutcomeFollowUp    CallOutcome = "follow-up"
	OutcomeEscalated   CallOutcome = "escalated"
	OutcomeCallBack    CallOutcome = "call-back"
	OutcomeAbandoned   CallOutcome = "abandoned"
	OutcomeWrongNumber CallOutcome = "wrong-number"
)

// Deed is one thing done in a call.
type Deed struct {
	At     time.Time `json:"at"`
	What   string    `json:"what"`   // the operation's id: "reset-password"
	Result string    `json:"result"` // "done", "refused", "failed", "unknown"
}

// MaxCallerNumber is the most characters that [Caller.Number] may have.
const MaxCallerNumber = 40

// CallReceipt is what became of one call handed over.
type CallReceipt struct {
	ID     CallID     `json:"id"`
	Status CallStatus `json:"status"`
	// Code and Fields say why a call was refused, as in [Error].
	Code   string       `json:"code,omitempty"`
	Fields []FieldError `json:"fields,omitempty"`
}

// CallStatus is what became of a call handed over.
type CallStatus string

// CallCreated and CallExisting both mean that the portal has the call, once. CallRefused means it does not and never will
// in this form.
const (
	CallCreated  CallStatus = "created"
	CallExisting CallStatus = "existing"
	CallRefused  CallStatus = "refused"
)

// CallQuery asks for calls. Zero fields do not filter; those that are set must all hold. Where a server cannot filter by one of
// them, its adapter filters what the server answers: a page may then be shorter than Limit, even empty, and still have a Next.
type CallQuery struct {
	Account AccountID
	AgentID string
	// From and Until bound OpenedAt: at or after From, before Until.
	From, Until time.Time
	// Reason filters by Stage, and by Cause where that is set too. Its Detail is not looked at.
	Reason  Reason
	Outcome CallOutcome
	// Contains is in the note, in the caller's name or in the reason's detail, whatever the case and the accents.
	Contains string
	Order    CallOrder
	// Limit is calls a page, 1-100; 0 for the portal's default.
	Limit  int
	Cursor string
}

// CallOrder orders a list of calls.
type CallOrder string

// The orders. The zero value is the newest first. One that the server does not know is [NotOffered].
const (
	NewestCalls  CallOrder = ""
	OldestCalls  CallOrder = "oldest"
	LongestCalls CallOrder = "longest" // by handle time, talk + hold + wrap
)

// Amendment is a later entry to a call. ID is its own key.
type Amendment struct {
	ID   CallID    `json:"id"`
	Call CallID    `json:"callId"`
	At   time.Time `json:"at"`
	Note string    `json:"note"`
}
