package fhir

import (
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"portaldesk/client"
)

// check says what keeps a call from being kept, of what a server that keeps resources as they come would not notice.
func check(call client.Call) []client.FieldError {
	var wrong []client.FieldError
	refuse := func(field, code string, when bool) {
		if when {
			wrong = append(wrong, client.FieldError{Field: field, Code: code})
		}
	}
	refuse("id", "no-uuid", uuid.Validate(string(call.ID)) != nil)
	refuse("agentId", "missing", call.AgentID == "" && call.Amends == "")
	refuse("openedAt", "missing", call.OpenedAt.IsZero())
	refuse("closedAt", "before-opened", call.ClosedAt.Before(call.OpenedAt))
	refuse("talkSeconds", "negative", call.TalkSeconds < 0)
	refuse("holdSeconds", "negative", call.HoldSeconds < 0)
	refuse("wrapSeconds", "negative", call.WrapSeconds < 0)
	refuse("note", "not-text", !isText(call.Note))
	return wrong
}

// isText says whether R4 takes it as text: UTF-8, and of the control characters only tab and the ends of lines.
func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r'
	})
}
