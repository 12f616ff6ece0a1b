package kratos

import (
	"time"

	"portaldesk/client"
)

// The answers of Kratos (spec/api.json of v1.3.1), as far as they are used.

// identity is an account. Credentials are there when it was read alone or found by an identifier, without secrets.
type identity struct {
	ID          string                `json:"id"`
	SchemaID    string                `json:"schema_id"`
	State       string                `json:"state"`
	ChangedAt   time.Time             `json:"state_changed_at"`
	Traits      any                   `json:"traits"`
	Credentials map[string]credential `json:"credentials"`
	Verifiable  []address             `json:"verifiable_addresses"`
	Recovery    []address             `json:"recovery_addresses"`
	CreatedAt   time.Time             `json:"created_at"`
}

// The states of an identity.
const (
	active   = "active"
	inactive = "inactive"
)

func (i identity) account() client.AccountID { return client.AccountID(i.ID) }

func (i identity) status() client.Status {
	if i.State == inactive {
		return client.StatusDeactivated
	}
	return client.StatusActive
}

// credential is a way to sign in, and what is typed for it.
type credential struct {
	Identifiers []string `json:"identifiers"`
}

// address is where the server writes to: to have it verified, or to let its owner recover the account.
type address struct {
	ID        string    `json:"id"`
	Value     string    `json:"value"`
	Via       string    `json:"via"`
	Verified  bool      `json:"verified"`
	CreatedAt time.Time `json:"created_at"`
}

// The kinds of address.
const (
	viaEmail = "email"
	viaText  = "sms"
)

// place is where a patient is signed in.
type place struct {
	ID              string    `json:"id"`
	Active          bool      `json:"active"`
	IssuedAt        time.Time `json:"issued_at"`
	AuthenticatedAt time.Time `json:"authenticated_at"`
	Devices         []struct {
		UserAgent string `json:"user_agent"`
	} `json:"devices"`
}

// message is a mail or text of the courier.
type message struct {
	ID        string    `json:"id"`
	Status    string    `json:"status"`
	Type      string    `json:"type"`
	Recipient string    `json:"recipient"`
	Template  string    `json:"template_type"`
	CreatedAt time.Time `json:"created_at"`
}

// recoveryCode lets its owner choose a new password, on the page that RecoveryLink opens and on no other.
type recoveryCode struct {
	Link      string    `json:"recovery_link"`
	Code      string    `json:"recovery_code"`
	ExpiresAt time.Time `json:"expires_at"`
}

// flow is a self-service flow, to recover an account or to verify an address.
type flow struct {
	ID        string    `json:"id"`
	State     string    `json:"state"`
	Active    string    `json:"active"` // the method: "code" or "link"
	ExpiresAt time.Time `json:"expires_at"`
}

// The states of a flow.
const (
	stateSent   = "sent_email"
	statePassed = "passed_challenge"
)

// submission is what is entered into a flow.
type submission struct {
	Method string `json:"method"`
	Email  string `json:"email,omitempty"`
	Code   string `json:"code,omitempty"`
}

// edit is one step of a JSON patch (RFC 6902).
type edit struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value"`
}
