package demoportal

import (
	"slices"
	"sync"
	"time"

	"portaldesk/client"
)

// Message is something the portal sent to a patient, as it arrived: the other side of the demonstration.
type Message struct {
	ID      string             `json:"id"`
	Account client.AccountID   `json:"accountId"`
	Patient string             `json:"patient"` // "Alvarez, Maria"
	Channel client.ContactKind `json:"channel"`
	To      string             `json:"to"` // in full
	// Kind is that of [client.Mail]: "verification-code", "reset-link", "reset-code", "invitation", "notice".
	Kind string `json:"kind"`
	Text string `json:"text"`
	// Code is what the patient types or reads out; empty for a notice.
	Code string    `json:"code,omitempty"`
	At   time.Time `json:"at"`
}

// messagesKept is how many messages the phone holds; older ones fall off.
const messagesKept = 500

// Phone is every patient's telephone and mailbox in one. Its methods may be called from any goroutine.
type Phone struct {
	mu          sync.Mutex
	messages    []Message
	subscribers map[int]func(Message)
	next        int
}

func newPhone() *Phone { return &Phone{subscribers: map[int]func(Message){}} }

// Messages are those that arrived, newest first.
func (p *Phone) Messages() []Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	newest := slices.Clone(p.messages)
	slices.Reverse(newest)
	return newest
}

// Subscribe calls arrived for every message from now on, one call at a time for each request, until cancel is called.
// arrived must not block: the request that sent the message waits for it.
func (p *Phone) Subscribe(arrived func(Message)) (cancel func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := p.next
	p.next++
	p.subscribers[id] = arrived
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.subscribers, id)
	}
}

func (p *Phone) keep(message Message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.messages = append(p.messages, message)
	if excess := len(p.messages) - messagesKept; excess > 0 {
		p.messages = slices.Clone(p.messages[excess:])
	}
}

func (p *Phone) ring(message Message) {
	p.mu.Lock()
	subscribers := make([]func(Message), 0, len(p.subscribers))
	for _, arrived := range p.subscribers {
		subscribers = append(subscribers, arrived)
	}
	p.mu.Unlock()
	for _, arrived := range subscribers {
		arrived(message)
	}
}

// Phone is where everything that this portal sends to patients arrives.
func (s *Server) Phone() *Phone { return s.portal.phone }
