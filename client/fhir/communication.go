package fhir

import (
	"net/url"
	"strings"

	"portaldesk/client"
)

// The systems and extensions of calls.
const (
	systemCall     = "urn:portaldesk:call"
	systemAccount  = "urn:portaldesk:account"
	systemAgent    = "urn:portaldesk:agent"
	systemCategory = "urn:portaldesk:category"
	systemStage    = "urn:portaldesk:call-stage"
	systemCause    = "urn:portaldesk:call-cause"
	systemOutcome  = "urn:portaldesk:call-outcome"
	systemMedium   = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode"

	urlOutcome  = "urn:portaldesk:call-outcome"
	urlDuration = "urn:portaldesk:call-duration"
	urlLanguage = "urn:portaldesk:call-language"
	urlCaller   = "urn:portaldesk:caller"
	urlDeed     = "urn:portaldesk:deed"
	urlRepeats  = "urn:portaldesk:call-repeats"
)

const (
	typeCommunication = "Communication"
	categoryCall      = "helpdesk-call"
)

// communication is a call.
type communication struct {
	ResourceType string       `json:"resourceType"`
	ID           string       `json:"id,omitempty"`
	Meta         *meta        `json:"meta,omitempty"`
	Extension    []extension  `json:"extension,omitempty"`
	Identifier   []identifier `json:"identifier,omitempty"`
	InResponseTo []reference  `json:"inResponseTo,omitempty"`
	Status       string       `json:"status"`
	StatusReason *concept     `json:"statusReason,omitempty"`
	Category     []concept    `json:"category,omitempty"`
	Medium       []concept    `json:"medium,omitempty"`
	communicated
}

// communicated is what was said, by whom and about what.
type communicated struct {
	Subject    *reference   `json:"subject,omitempty"`
	Sent       string       `json:"sent,omitempty"`
	Received   string       `json:"received,omitempty"`
	Recipient  []reference  `json:"recipient,omitempty"`
	Sender     *reference   `json:"sender,omitempty"`
	ReasonCode []concept    `json:"reasonCode,omitempty"`
	Payload    []payload    `json:"payload,omitempty"`
	Note       []annotation `json:"note,omitempty"`
}

type payload struct {
	Extension     []extension `json:"extension,omitempty"`
	ContentString string      `json:"contentString"`
}

// communicationOf writes a call. patient is "Patient/ID", or empty where none is known for certain; amended is the record of
// the call that this one amends, where it is known.
func communicationOf(call client.Call, patient, amended string) communication {
	return communication{
		ResourceType: typeCommunication,
		Meta:         tagged(call.Account),
		Extension:    callExtensions(call),
		Identifier:   []identifier{{System: systemCall, Value: string(call.ID)}},
		InResponseTo: amendedBy(call, amended),
		Status:       statusOf(call.Outcome),
		StatusReason: statusReason(call.Outcome),
		Category:     []concept{{Coding: []coding{{System: systemCategory, Code: categoryCall}}, Text: "Help-desk call"}},
		Medium:       []concept{{Coding: []coding{{System: systemMedium, Code: "PHONE", Display: "telephone"}}}},
		communicated: communicatedIn(call, patient),
	}
}

func communicatedIn(call client.Call, patient string) communicated {
	said := communicated{
		Sent:       written(call.OpenedAt),
		Received:   written(call.ClosedAt),
		Recipient:  []reference{identified("Practitioner", systemAgent, call.AgentID)},
		Sender:     senderOf(call.Caller, patient),
		ReasonCode: []concept{reasonOf(call.Reason)},
		Payload:    payloadsOf(call.Done),
	}
	if patient != "" {
		said.Subject = &reference{Reference: patient}
	}
	if strings.TrimSpace(call.Note) != "" {
		said.Note = []annotation{{AuthorString: call.AgentID, Time: written(call.ClosedAt), Text: call.Note}}
	}
	return said
}

func tagged(account client.AccountID) *meta {
	if account == "" {
		return nil
	}
	return &meta{Tag: []coding{accountTag(account)}}
}

// accountTag is the account in a form that needs no escaping in a search: not every server knows how to undo it.
func accountTag(account client.AccountID) coding {
	return coding{System: systemAccount, Code: url.QueryEscape(string(account))}
}

// aboutAccount is a search value for what carries the account's tag.
func aboutAccount(account client.AccountID) string {
	return token(systemAccount, accountTag(account).Code)
}

func callExtensions(call client.Call) []extension {
	all := []extension{
		code(urlOutcome, call.Outcome),
		parts(urlDuration, length("talk", call.TalkSeconds), length("hold", call.HoldSeconds), length("wrap", call.WrapSeconds)),
		parts(urlCaller, code("relation", call.Caller.Relation), number("level", int(call.Caller.Level)),
			text("number", call.Caller.Number)),
	}
	if call.Language != "" {
		all = append(all, code(urlLanguage, call.Language))
	}
	if call.RepeatOf != "" {
		all = append(all, text(urlRepeats, string(call.RepeatOf)))
	}
	return all
}

func amendedBy(call client.Call, record string) []reference {
	if call.Amends == "" {
		return nil
	}
	amended := identified(typeCommunication, systemCall, string(call.Amends))
	amended.Reference = record
	return []reference{amended}
}

// statusOf: a communication took place unless the caller was gone or had meant somebody else.
func statusOf(outcome client.CallOutcome) string {
	if outcome == client.OutcomeAbandoned || outcome == client.OutcomeWrongNumber {
		return "not-done"
	}
	return "completed"
}

func statusReason(outcome client.CallOutcome) *concept {
	if statusOf(outcome) == "completed" {
		return nil
	}
	return &concept{Coding: []coding{{System: systemOutcome, Code: string(outcome)}}}
}

func senderOf(caller client.Caller, patient string) *reference {
	sender := reference{Display: caller.Name}
	if caller.Relation == client.RelationPatient {
		sender.Reference = patient
	}
	if sender == (reference{}) {
		return nil
	}
	return &sender
}

func reasonOf(reason client.Reason) concept {
	return concept{
		Coding: []coding{{System: systemStage, Code: reason.Stage}, {System: systemCause, Code: reason.Cause}},
		Text:   reason.Detail,
	}
}

func payloadsOf(done []client.Deed) []payload {
	var all []payload
	for _, deed := range done {
		all = append(all, payload{
			Extension:     []extension{parts(urlDeed, moment("at", deed.At), code("what", deed.What), code("result", deed.Result))},
			ContentString: deed.What + ": " + deed.Result,
		})
	}
	return all
}
