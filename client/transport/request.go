package transport

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"portaldesk/client"
)

// Request is one question to the portal.
type Request struct {
	// Op is the contract's operationId; it names the request in errors and logs.
	Op string
	// Method and Path: the path is escaped already and begins with a slash ([Path] makes one).
	Method string
	Path   string
	Query  url.Values
	Header http.Header
	// Body is sent as JSON; nil sends none. Form is sent in its place, as a form.
	Body any
	Form url.Values
	// Reads: it changes nothing, though it is no GET. So are questions whose words must not stand in an address.
	Reads bool
	// Key makes a write repeatable (Idempotency-Key). Without it a write is sent once.
	Key client.Key
	// IfMatch is the version of what is changed, quotes included.
	IfMatch string
	// Open requests are sent without the session: the server answers them to anybody.
	Open bool
	// Out is filled from the answer; nil when there is nothing to read. Entries is how many entries the lists of the answer may have, when
	// more than 10,000: for what is small in memory.
	Out     any
	Entries int
	// Want are the statuses that mean success; none means 200.
	Want []int
}

// Response is what of an answer is not in [Request.Out].
type Response struct {
	Status int
	Header http.Header
}

// Version is the version of what was answered (ETag), quotes included; empty when there is none.
func (r Response) Version() string { return r.Header.Get("ETag") }

// flight is one request under way, over all of its attempts.
type flight struct {
	Request
	body []byte
	// lost: an attempt was sent and its answer never came, so the work may have been done.
	lost bool
}

// newFlight fixes the body, so that each attempt sends the same bytes.
func newFlight(request Request) (*flight, *client.Error) {
	f := &flight{Request: request}
	if request.Form != nil {
		f.body = []byte(request.Form.Encode())
		return f, nil
	}
	if request.Body == nil {
		return f, nil
	}
	body, err := json.Marshal(request.Body)
	if err != nil {
		return nil, f.fault(client.Protocol, "body-not-json", "the request cannot be written as JSON")
	}
	f.body = body
	return f, nil
}

func (f *flight) reads() bool { return f.Method == http.MethodGet || f.Reads }

func (f *flight) contentType(d Dialect) string {
	if f.Form != nil {
		return "application/x-www-form-urlencoded"
	}
	return d.ContentType
}

func (f *flight) repeatable() bool { return f.reads() || f.Key != "" }

func (f *flight) wants(status int) bool {
	if len(f.Want) == 0 {
		return status == http.StatusOK
	}
	return slices.Contains(f.Want, status)
}

// unanswered is the kind of a request that may have left and got no answer.
func (f *flight) unanswered() client.Kind {
	if f.reads() {
		return client.Offline
	}
	return client.OutcomeUnknown
}
