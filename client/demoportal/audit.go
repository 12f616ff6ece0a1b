package demoportal

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

// PortalDesk is the desk that the portal's own audit entries name; no installation has this id.
const PortalDesk = "portal"

// keptEvent is an audit entry of a desk or of the portal itself, with when the portal learnt of it.
type keptEvent struct {
	client.AuditEvent
	LearntAt time.Time `json:"learntAt"`
	Number   int64     `json:"number"`
}

func (p *portal) eventInstalled(_ string, before, row *keptEvent) {
	if before == nil {
		p.lists.audit = append(p.lists.audit, row)
	}
}

// audited writes what the agent did, or was refused, into the portal's own trail.
func (x *exchange) audited(refusal error, account client.AccountID, call client.CallID) {
	event := client.AuditEvent{
		ID: uuid.NewString(), At: x.now, AgentID: "unknown", Desk: PortalDesk, Action: x.endpoint.id,
		Account: account, Outcome: client.AuditDone,
	}
	if _, err := uuid.Parse(string(call)); err == nil {
		event.Call = call
	}
	if x.agent != nil {
		event.AgentID = x.agent.ID
	}
	if known, is := errors.AsType[*problem](refusal); is {
		event.Outcome, event.Detail = client.AuditRefused, known.code
	}
	x.chain(&event)
	x.keepEvent(event)
}

func (x *exchange) auditSignIn(who *agent, refusal *problem) {
	if who != nil && x.agent == nil {
		x.agent = who
	}
	if refusal == nil {
		x.audited(nil, "", "")
		return
	}
	x.audited(refusal, "", "")
}

// chain links the portal's own entries, each to the one before.
func (x *exchange) chain(event *client.AuditEvent) {
	event.Prev, event.Seq = "", 1
	if last := x.lastOwnEvent(); last != nil {
		event.Prev, event.Seq = last.Hash, last.Seq+1
	}
	text, err := json.Marshal(event)
	if err != nil {
		panic(err) // strings, numbers and times always have a JSON form
	}
	event.Hash = digest(string(text))
}

func (x *exchange) lastOwnEvent() *client.AuditEvent {
	for i := len(x.changes) - 1; i >= 0; i-- {
		if kept, is := x.changes[i].row.(*keptEvent); is && kept.Desk == PortalDesk {
			return &kept.AuditEvent
		}
	}
	for i := len(x.portal.lists.audit) - 1; i >= 0; i-- {
		if kept := x.portal.lists.audit[i]; kept.Desk == PortalDesk {
			return &kept.AuditEvent
		}
	}
	return nil
}

func (x *exchange) keepEvent(event client.AuditEvent) {
	if get(x.tx, x.portal.tables.audit, event.ID) != nil {
		return
	}
	put(x.tx, x.portal.tables.audit, event.ID, &keptEvent{AuditEvent: event, LearntAt: x.now, Number: x.nextEventNumber()})
}

// nextEventNumber is above every number given so far, in this transaction too.
func (x *exchange) nextEventNumber() int64 {
	next := int64(len(x.changes)) + 1
	if n := len(x.portal.lists.audit); n > 0 {
		next += x.portal.lists.audit[n-1].Number
	}
	return next
}

func appendAuditEvents(x *exchange) (reply, error) {
	var body struct {
		Events []client.AuditEvent `json:"events"`
	}
	if err := x.decode(&body); err != nil {
		return reply{}, err
	}
	if n := len(body.Events); n < 1 || n > client.MaxBatch {
		return reply{}, refuse("event-invalid", field("events", "wrong-number"))
	}
	for _, event := range body.Events {
		if err := checkEvent(event); err != nil {
			return reply{}, err
		}
	}
	for _, event := range body.Events {
		x.keepEvent(event)
	}
	return reply{status: http.StatusNoContent}, nil
}

// checkEvent keeps a desk from writing in the portal's name, and free text out of the trail.
func checkEvent(event client.AuditEvent) error {
	if _, err := uuid.Parse(event.ID); err != nil {
		return refuse("event-invalid", field("id", "no-uuid"))
	}
	if event.Desk == "" || event.Desk == PortalDesk {
		return refuse("event-invalid", field("desk", "not-allowed"))
	}
	if len(event.Action) == 0 || len(event.Action) > 64 || len(event.Detail) > 64 {
		return refuse("event-invalid", field("action", "wrong-length"))
	}
	return nil
}

func listAuditEvents(x *exchange) (reply, error) {
	account := client.AccountID(x.request.URL.Query().Get("accountId"))
	var found []*keptEvent
	for i := len(x.portal.lists.audit) - 1; i >= 0; i-- {
		if event := x.portal.lists.audit[i]; account == "" || event.Account == account {
			found = append(found, event)
		}
	}
	return pageOf(x, string(account), found,
		func(e *keptEvent) position { return position{-e.Number, 0} },
		func(e *keptEvent) client.AuditEvent { return e.AuditEvent })
}
