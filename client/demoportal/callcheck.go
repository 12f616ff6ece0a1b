package demoportal

import (
	"slices"
	"unicode/utf8"

	"github.com/google/uuid"

	"portaldesk/client"
)

const longestNote = 20_000

var outcomes = []client.CallOutcome{
	client.OutcomeResolved, client.OutcomeFollowUp, client.OutcomeEscalated, client.OutcomeCallBack,
	client.OutcomeAbandoned, client.OutcomeWrongNumber,
}

// checkCall says everything that keeps a call from being kept, or nil.
func (x *exchange) checkCall(call client.Call) *problem {
	fields := slices.Concat(x.checkNames(call), checkTimes(call), checkContent(call))
	if len(fields) == 0 {
		return nil
	}
	return refuse("call-invalid", fields...)
}

func (x *exchange) checkNames(call client.Call) []client.FieldError {
	var wrong []client.FieldError
	if _, err := uuid.Parse(string(call.ID)); err != nil {
		wrong = append(wrong, field("id", "no-uuid"))
	}
	if call.AgentID == "" {
		wrong = append(wrong, field("agentId", "missing"))
	}
	if call.Account != "" && x.portal.account(x.tx, call.Account) == nil {
		wrong = append(wrong, field("accountId", "unknown"))
	}
	if call.Amends != "" && get(x.tx, x.portal.tables.calls, string(call.Amends)) == nil {
		wrong = append(wrong, field("amends", "unknown"))
	}
	return wrong
}

func checkTimes(call client.Call) []client.FieldError {
	var wrong []client.FieldError
	if call.OpenedAt.IsZero() {
		wrong = append(wrong, field("openedAt", "missing"))
	}
	if call.ClosedAt.Before(call.OpenedAt) {
		wrong = append(wrong, field("closedAt", "before-opened"))
	}
	if call.TalkSeconds < 0 || call.HoldSeconds < 0 || call.WrapSeconds < 0 {
		wrong = append(wrong, field("talkSeconds", "negative"))
	}
	return wrong
}

func checkContent(call client.Call) []client.FieldError {
	var wrong []client.FieldError
	if call.Reason.Stage == "" {
		wrong = append(wrong, field("reason.stage", "missing"))
	}
	if call.Reason.Cause == "" {
		wrong = append(wrong, field("reason.cause", "missing"))
	}
	if call.Reason.Cause == "other" && call.Reason.Detail == "" {
		wrong = append(wrong, field("reason.detail", "missing"))
	}
	if !slices.Contains(outcomes, call.Outcome) {
		wrong = append(wrong, field("outcome", "unknown"))
	}
	if !utf8.ValidString(call.Note) || utf8.RuneCountInString(call.Note) > longestNote {
		wrong = append(wrong, field("note", "too-long"))
	}
	if utf8.RuneCountInString(call.Caller.Number) > client.MaxCallerNumber {
		wrong = append(wrong, field("caller.number", "too-long"))
	}
	return wrong
}
