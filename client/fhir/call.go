package fhir

import (
	"net/url"

	"portaldesk/client"
)

// call reads a communication back; false when it is none of ours.
func (c communication) call() (client.Call, bool) {
	id := ""
	for _, own := range c.Identifier {
		if own.System == systemCall {
			id = own.Value
		}
	}
	if c.ResourceType != typeCommunication || id == "" {
		return client.Call{}, false
	}
	took := part(c.Extension, urlDuration).Extension
	return client.Call{
		ID:          client.CallID(id),
		Account:     client.AccountID(c.account()),
		AgentID:     valueIn(c.Recipient, systemAgent),
		Caller:      c.caller(),
		OpenedAt:    read(c.Sent),
		ClosedAt:    read(c.Received),
		TalkSeconds: part(took, "talk").seconds(),
		HoldSeconds: part(took, "hold").seconds(),
		WrapSeconds: part(took, "wrap").seconds(),
		Reason:      c.reason(),
		Outcome:     client.CallOutcome(part(c.Extension, urlOutcome).ValueCode),
		Note:        c.note(),
		Language:    part(c.Extension, urlLanguage).ValueCode,
		Done:        c.done(),
		Amends:      client.CallID(valueIn(c.InResponseTo, systemCall)),
		RepeatOf:    client.CallID(part(c.Extension, urlRepeats).ValueString),
	}, true
}

func (c communication) account() string {
	if c.Meta == nil {
		return ""
	}
	account, err := url.QueryUnescape(codeIn(c.Meta.Tag, systemAccount))
	if err != nil {
		return ""
	}
	return account
}

func (c communication) caller() client.Caller {
	own := part(c.Extension, urlCaller).Extension
	caller := client.Caller{
		Relation: client.Relation(part(own, "relation").ValueCode),
		Level:    client.ProofLevel(part(own, "level").integer()),
		Number:   part(own, "number").ValueString,
	}
	if c.Sender != nil {
		caller.Name = c.Sender.Display
	}
	return caller
}

func (c communication) reason() client.Reason {
	if len(c.ReasonCode) == 0 {
		return client.Reason{}
	}
	own := c.ReasonCode[0]
	return client.Reason{Stage: codeIn(own.Coding, systemStage), Cause: codeIn(own.Coding, systemCause), Detail: own.Text}
}

func (c communication) note() string {
	if len(c.Note) == 0 {
		return ""
	}
	return c.Note[0].Text
}

func (c communication) done() []client.Deed {
	deeds := make([]client.Deed, 0, len(c.Payload))
	for _, p := range c.Payload {
		own := part(p.Extension, urlDeed).Extension
		if own == nil {
			continue
		}
		deeds = append(deeds, client.Deed{
			At: read(part(own, "at").ValueDateTime), What: part(own, "what").ValueCode, Result: part(own, "result").ValueCode,
		})
	}
	return deeds
}
