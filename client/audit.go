package client

import "time"

// AuditEvent is one entry of the desk's trail as the portal keeps it. It holds no secret, no answer of a caller and no
// note.
type AuditEvent struct {
	// ID is a random UUID. Handing over the same entry twice keeps one.
	ID string `json:"id"`
	// Seq, Prev and Hash are the entry's place in the desk's own chain (hex SHA-256).
	Seq  uint64 `json:"seq"`
	Prev string `json:"prev"`
	Hash string `json:"hash"`
	// At is when it happened, UTC. The portal adds when it learnt of it.
	At      time.Time    `json:"at"`
	AgentID string       `json:"agentId"`
	Desk    string       `json:"desk"` // random id of the installation
	Action  string       `json:"action"`
	Account AccountID    `json:"accountId,omitempty"`
	Call    CallID       `json:"callId,omitempty"`
	Outcome AuditOutcome `json:"outcome"`
	// Detail is a code, never free text: a kind of error, a way of resetting, the id of the agent who approved.
	Detail string `json:"detail,omitempty"`
}

// AuditOutcome is how an audited action went.
type AuditOutcome string

// The outcomes. Intent is written before an operation runs; an intent without a later outcome means that the desk died
// in between.
const (
	AuditIntent  AuditOutcome = "intent"
	AuditDone    AuditOutcome = "done"
	AuditRefused AuditOutcome = "refused"
	AuditFailed  AuditOutcome = "failed"
	AuditUnknown AuditOutcome = "unknown"
)

// AuditQuery asks for audit events. Zero fields do not filter.
type AuditQuery struct {
	Account AccountID
	Limit   int
	Cursor  string
}
