package phrase

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
)

// Field says which entry the portal refused, and why.
func Field(field client.FieldError) string {
	return lang.L("{{.Field}}: {{.Why}}", map[string]any{
		"Field": nameOf(fieldNames, field.Field), "Why": fieldWhy(field.Code)})
}

func fieldWhy(code string) string {
	if why, ok := fieldCodes[code]; ok {
		return lang.L(why)
	}
	return lang.L("not accepted ({{.Code}})", map[string]any{"Code": code})
}

var fieldNames = map[string]string{
	"loginId":       "Login ID",
	"q":             "Search",
	"reason":        "Reason",
	"why":           "Why",
	"caller.number": "Caller's number",
	"reason.stage":  "Reason",
	"reason.cause":  "Reason",
	"reason.detail": "What it was",
	"detail":        "What it was",
	"outcome":       "Outcome",
	"note":          "Note",
	"caller":        "Caller",
	"caller.name":   "Caller's name",
	"language":      "Language",
	"openedAt":      "Begin of the call",
	"closedAt":      "End of the call",
	"accountId":     "Account",
	"agentId":       "Agent",
	"value":         "New contact",
	"contactId":     "Contact",
	"hours":         "Hours",
	"id":            "Number of the call",
	"amends":        "Call it belongs to",
	"talkSeconds":   "Talk time",
	"holdSeconds":   "Hold time",
	"wrapSeconds":   "Wrap-up time",
	"password":      "Password",
	"login":         "Login",
}

var fieldCodes = map[string]string{
	"too-short":    "too short",
	"too-long":     "too long",
	"missing":      "missing",
	"required":     "missing",
	"empty":        "missing",
	"invalid":      "not valid",
	"malformed":    "not valid",
	"unknown":      "not known to the portal",
	"not-known":    "not known to the portal",
	"not-found":    "not known to the portal",
	"taken":        "taken already",
	"in-future":    "in the future",
	"out-of-range": "out of range",
	"not-allowed":  "not allowed",
	"wrong-form":   "not of the right form",
	"wrong-length": "too short or too long",
	"wrong-number": "too few or too many",
	"unchanged":    "the same as before",
	"reused":       "used for something else already",
	"too-small":    "too small",
	"too-large":    "too large",
	"no-phone":     "not a phone",
	"no-uuid":      "not valid",
	"negative":     "less than nothing",
	"not-text":     "holds characters that are no text",
	"no-consent":   "the patient did not agree to be written to there",
	"not-on-file":  "not on file",

	"before-opened":    "before the begin of the call",
	"changed-recently": "changed a few days ago only",
	"column-missing":   "no such column in the file",
	"not-any-more":     "not the patient's any more",
	"not-this":         "not for this relation",
	"patient-too-old":  "the patient is of age",
	"age-unknown":      "nobody knows how old the patient is",
}
