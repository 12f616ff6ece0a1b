package fhir

import (
	"encoding/json"
	"strconv"

	"portaldesk/client"
)

// The systems and extensions of the trail.
const (
	systemTrail = "urn:portaldesk:record"
	systemEvent = "urn:portaldesk:audit-event"
	systemDesk  = "urn:portaldesk:desk"
	urlChain    = "urn:portaldesk:audit-event"

	systemEntityType = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
	systemObjectRole = "http://terminology.hl7.org/CodeSystem/object-role"
	systemSourceType = "http://terminology.hl7.org/CodeSystem/security-source-type"
)

const (
	typeAuditEvent = "AuditEvent"
	tagTrail       = "trail"
)

// auditEvent is an entry of the trail.
type auditEvent struct {
	ResourceType string      `json:"resourceType"`
	ID           string      `json:"id,omitempty"`
	Meta         *meta       `json:"meta,omitempty"`
	Extension    []extension `json:"extension,omitempty"`
	Type         coding      `json:"type"`
	Subtype      []coding    `json:"subtype,omitempty"`
	Action       string      `json:"action,omitempty"`
	Recorded     string      `json:"recorded"`
	Outcome      string      `json:"outcome,omitempty"`
	OutcomeDesc  string      `json:"outcomeDesc,omitempty"`
	auditParties
}

// auditParties is who did it, where it was seen, and to what.
type auditParties struct {
	Agent  []auditAgent  `json:"agent"`
	Source auditSource   `json:"source"`
	Entity []auditEntity `json:"entity,omitempty"`
}

type auditAgent struct {
	Who       reference `json:"who"`
	Requestor bool      `json:"requestor"`
}

type auditSource struct {
	Observer reference `json:"observer"`
	Type     []coding  `json:"type,omitempty"`
}

type auditEntity struct {
	What reference `json:"what"`
	Type *coding   `json:"type,omitempty"`
	Role *coding   `json:"role,omitempty"`
}

// auditEventOf writes an entry. Under an id of its own it is found by that; otherwise a tag names it.
func auditEventOf(event client.AuditEvent, ownID bool) auditEvent {
	means := meaningOf(event.Action)
	entry := auditEvent{
		ResourceType: typeAuditEvent,
		Meta:         &meta{Tag: eventTags(event, ownID)},
		Extension:    []extension{chainOf(event)},
		Type:         means.kind, Subtype: means.subtypes(event.Action), Action: means.action,
		Recorded: written(event.At), Outcome: outcomeCode(event.Outcome), OutcomeDesc: event.Detail,
		auditParties: partiesOf(event),
	}
	if ownID {
		entry.ID = event.ID
	}
	return entry
}

func eventTags(event client.AuditEvent, ownID bool) []coding {
	tags := []coding{{System: systemTrail, Code: tagTrail}}
	if event.Account != "" {
		tags = append(tags, accountTag(event.Account))
	}
	if !ownID {
		tags = append(tags, coding{System: systemEvent, Code: event.ID})
	}
	return tags
}

// chainOf is what a reader needs to hold the entry against the ones before and after it. The number is text: R4's integers end at
// 31 bits.
func chainOf(event client.AuditEvent) extension {
	return parts(urlChain,
		text("id", event.ID), text("seq", strconv.FormatUint(event.Seq, 10)), text("prev", event.Prev), text("hash", event.Hash),
		code("outcome", event.Outcome))
}

func partiesOf(event client.AuditEvent) auditParties {
	p := auditParties{
		Agent:  []auditAgent{{Who: reference{Display: "Portaldesk"}}},
		Source: auditSource{Observer: reference{Display: "Portaldesk"}, Type: []coding{{System: systemSourceType, Code: "1", Display: "User Device"}}},
	}
	if event.AgentID != "" {
		p.Agent[0] = auditAgent{Who: identified("Practitioner", systemAgent, event.AgentID), Requestor: true}
	}
	if event.Desk != "" {
		p.Source.Observer = identified("Device", systemDesk, event.Desk)
	}
	if event.Account != "" {
		p.Entity = append(p.Entity, entity(identified("", systemAccount, string(event.Account)), "1", "11"))
	}
	if event.Call != "" {
		p.Entity = append(p.Entity, entity(identified(typeCommunication, systemCall, string(event.Call)), "2", "4"))
	}
	return p
}

// entity is something that was acted on: type 1 is a person, 2 a thing; role 11 is a user of the system, 4 a record.
func entity(what reference, kind, role string) auditEntity {
	return auditEntity{What: what, Type: &coding{System: systemEntityType, Code: kind}, Role: &coding{System: systemObjectRole, Code: role}}
}

// outcomeCode is DICOM's: 0 done, 4 a minor failure, 8 a serious one. What was only intended has none yet.
func outcomeCode(outcome client.AuditOutcome) string {
	switch outcome {
	case client.AuditDone:
		return "0"
	case client.AuditRefused:
		return "4"
	case client.AuditFailed, client.AuditUnknown:
		return "8"
	}
	return ""
}

// readEvent reads an entry back; false when it is none of ours.
func readEvent(resource json.RawMessage) (client.AuditEvent, bool) {
	var e auditEvent
	if json.Unmarshal(resource, &e) != nil || e.ResourceType != typeAuditEvent {
		return client.AuditEvent{}, false
	}
	own := part(e.Extension, urlChain).Extension
	seq, err := strconv.ParseUint(part(own, "seq").ValueString, 10, 64)
	if err != nil {
		return client.AuditEvent{}, false
	}
	things := e.things()
	return client.AuditEvent{
		ID: part(own, "id").ValueString, Seq: seq, Prev: part(own, "prev").ValueString, Hash: part(own, "hash").ValueString,
		At: read(e.Recorded), AgentID: e.agent(), Desk: valueIn([]reference{e.Source.Observer}, systemDesk),
		Action: codeIn(e.Subtype, systemAction), Outcome: client.AuditOutcome(part(own, "outcome").ValueCode), Detail: e.OutcomeDesc,
		Account: client.AccountID(valueIn(things, systemAccount)), Call: client.CallID(valueIn(things, systemCall)),
	}, true
}

func (e auditEvent) things() []reference {
	things := make([]reference, len(e.Entity))
	for i, entity := range e.Entity {
		things[i] = entity.What
	}
	return things
}

func (e auditEvent) agent() string {
	for _, agent := range e.Agent {
		if id := valueIn([]reference{agent.Who}, systemAgent); id != "" {
			return id
		}
	}
	return ""
}
