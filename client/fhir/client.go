package fhir

import (
	"context"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// Options is what of the records can be chosen. The zero value is usable.
type Options struct {
	// Now is the time; nil for the computer's own.
	Now func() time.Time
	// Agent answers the id of the agent signed in, who is the author of what [Client.AmendCall] adds. Nil: it has none.
	Agent func() string
	// Patients says how the patient of a call is found on this server. Nil: no call names one.
	Patients *PatientMatch
}

// PatientMatch finds the Patient of an account by its medical record number.
type PatientMatch struct {
	// System is the namespace of record numbers on the server ("urn:oid:1.2.36.146.595.217.0.1"). Numbers of other systems
	// are other people's.
	System string
	// MRN answers an account's record number, "" when it has none.
	MRN func(ctx context.Context, account client.AccountID) (string, error)
}

// Client keeps calls and the trail on one server. It may be used from any goroutine.
type Client struct {
	server  *transport.Client
	options Options

	mu sync.Mutex // guards what follows
	// known is what the server said it can do, at readAt; nil before it was asked.
	known  *abilities
	readAt time.Time
	// namesRefused: the server takes no AuditEvent under an id of ours.
	namesRefused bool
}

var _ client.Records = (*Client)(nil)

// New makes the client of the records on a server whose address ends at the FHIR base. The transport must speak [Dialect].
// Nothing is sent yet.
func New(server *transport.Client, options Options) *Client {
	if options.Now == nil {
		options.Now = time.Now
	}
	return &Client{server: server, options: options}
}

// fault is an error made here.
func fault(op string, kind client.Kind, code string) *client.Error {
	return &client.Error{Op: op, Kind: kind, Code: code}
}
