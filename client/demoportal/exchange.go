package demoportal

import (
	"encoding/json"
	"net/http"
	"time"

	"portaldesk/client"
)

// maxBody is the largest request: 500 calls with notes of a few kilobytes.
const maxBody = 8 << 20

// exchange is one request on its way through the portal.
type exchange struct {
	*tx
	portal   *portal
	endpoint endpoint
	request  *http.Request
	body     []byte
	now      time.Time
	agent    *agent // nil on open endpoints
	grant    *grant // nil on open endpoints
}

// endpoint is one operation of the contract.
type endpoint struct {
	pattern string // "POST /v1/calls"
	id      string // the contract's operationId
	// open endpoints need no session. On others the agent needs the ability, or any role when it is empty.
	open    bool
	ability client.Ability
	handle  func(*exchange) (reply, error)
}

// reply is an answer that was not a refusal.
type reply struct {
	status int
	body   any
	// replayed is the body when the same request comes again; nil for the same.
	replayed any
	etag     string
}

func ok(body any) reply { return reply{status: http.StatusOK, body: body} }

// answer is a reply, or a refusal, ready to be sent.
type answer struct {
	status   int
	body     []byte
	etag     string
	replayed bool
	retry    int
}

func (x *exchange) decode(into any) error {
	if err := json.Unmarshal(x.body, into); err != nil {
		return refuse("body-invalid")
	}
	return nil
}

func (x *exchange) path(name string) string { return x.request.PathValue(name) }

func (x *exchange) accountID() client.AccountID { return client.AccountID(x.path("accountId")) }

// account answers the account that the path names.
func (x *exchange) account() (*record, error) {
	r := x.portal.account(x.tx, x.accountID())
	if r == nil {
		return nil, refuse("account-not-found")
	}
	return r, nil
}

func encode(r reply) (answer, error) {
	if r.body == nil {
		return answer{status: r.status, etag: r.etag}, nil
	}
	body, err := json.Marshal(r.body)
	return answer{status: r.status, body: body, etag: r.etag}, err
}

func encodeProblem(p *problem) answer {
	body, err := json.Marshal(p)
	if err != nil {
		// A problem is made of strings and numbers; it always has a JSON form.
		panic(err)
	}
	return answer{status: p.Status, body: body, retry: p.RetryAfterSeconds}
}
