package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"portaldesk/client"
)

// State is how far a closed call has come on its way to the portal.
type State string

// The states. A waiting call is sent by itself; a refused one needs the agent's attention.
const (
	Waiting   State = "waiting"
	Refused   State = "refused"
	Delivered State = "delivered" // only an acknowledged stub is left: id and time
)

// Entry is one closed call in the outbox.
type Entry struct {
	Call     client.Call `json:"call"`
	State    State       `json:"state"`
	QueuedAt time.Time   `json:"queuedAt"`
	// Attempts is how often it was sent. Those that failed with the line are counted in this run only: an outage is not
	// worth a write.
	Attempts int `json:"attempts"`
	// Code and Fields say why the portal refused it; LastKind what kept it from being delivered in this run.
	Code     string              `json:"code,omitempty"`
	Fields   []client.FieldError `json:"fields,omitempty"`
	LastKind client.Kind         `json:"lastKind,omitempty"`
}

// kept is an entry as it is stored. Hash is that of the frozen call.
type kept struct {
	Entry
	Hash string `json:"hash"`
	// Bytes is how long the call is as JSON.
	Bytes int `json:"bytes"`
}

// stub is what is known of a call by its id: its position in the queue or, with an empty position, that the portal has
// it. It holds nothing of the patient.
type stub struct {
	Position       string    `json:"position,omitempty"`
	Hash           string    `json:"hash"`
	AcknowledgedAt time.Time `json:"acknowledgedAt,omitzero"`
}

// freeze brings a call into the form in which it is stored and sent for ever: what comes back out of its own JSON, which
// is then always the same (moments without Go's monotonic reading, valid text), with no list absent.
func freeze(call client.Call) (kept, error) {
	if call.Done == nil {
		call.Done = []client.Deed{}
	}
	first, err := json.Marshal(call)
	if err != nil {
		return kept{}, fmt.Errorf("outbox: the call has no JSON form")
	}
	var frozen client.Call
	if err := json.Unmarshal(first, &frozen); err != nil {
		return kept{}, fmt.Errorf("outbox: the call has no JSON form")
	}
	hash, size, err := digest(frozen)
	return kept{Entry: Entry{Call: frozen, State: Waiting}, Hash: hash, Bytes: size}, err
}

// digest is the hex SHA-256 and the length of a call's JSON.
func digest(call client.Call) (hash string, size int, err error) {
	text, err := json.Marshal(call)
	if err != nil {
		return "", 0, fmt.Errorf("outbox: the call has no JSON form")
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), len(text), nil
}
