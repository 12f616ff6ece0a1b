package phrase

import (
	"slices"

	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

// TrailAction is what an entry of the trail says was done.
func TrailAction(action string) string {
	if op, known := operation.ByID(operation.ID(action)); known {
		return lang.L(op.Title)
	}
	return nameOf(trailActions, action)
}

// TrailActions are all of them, in the order in which they are listed: what is done to accounts first.
func TrailActions() []string {
	var all []string
	for _, op := range operation.All() {
		all = append(all, string(op.ID))
	}
	return append(slices.Clip(all), "open-account", "verify-caller", "ask-approval", "withdraw-approval", "approval",
		"decide-approval", "use-approval", "close-call", "discard-call", "amend-call", "promise-callback", "move-callback", "try-callback",
		"keep-callback", "miss-callback", "withdraw-callback", "sign-in", "re-authenticate", "sign-out",
		"read-all-accounts", "export", "export-calls", "review", "verify-trail", "salvage", "accept-trail", "recover", "rotate-key", "name-recovery-keys",
		"set-aside", "write-note")
}

var trailActions = map[string]string{
	"open-account":       "Open an account",
	"verify-caller":      "Prove the caller",
	"ask-approval":       "Ask a second person",
	"withdraw-approval":  "Take a request back",
	"approval":           "Answer of a second person",
	"decide-approval":    "Decide a request",
	"use-approval":       "Use an approval",
	"close-call":         "Close a call",
	"discard-call":       "Discard a call",
	"amend-call":         "Amend a call",
	"promise-callback":   "Promise to call back",
	"move-callback":      "Move a promised call",
	"try-callback":       "Try a promised call",
	"keep-callback":      "Keep a promise to call back",
	"miss-callback":      "Give up a promised call",
	"withdraw-callback":  "Withdraw a promise to call back",
	"sign-in":            "Sign in to the desk",
	"re-authenticate":    "Unlock the desk",
	"sign-out":           "Sign out of the desk",
	"read-all-accounts":  "Read all accounts",
	"export":             "Export the trail",
	"export-calls":       "Export calls",
	"review":             "Review the trail",
	"verify-trail":       "Verify the trail",
	"salvage":            "Save what a damaged file held",
	"accept-trail":       "Accept the trail",
	"recover":            "Recover the notes",
	"rotate-key":         "Change the key of the notes",
	"name-recovery-keys": "Name the recovery keys",
	"set-aside":          "Set the notes of before aside",
	"write-note":         "Write a note to a file",
}

// TrailOutcome is how an entry of the trail says it went.
func TrailOutcome(outcome client.AuditOutcome) Word { return wordOf(trailOutcomes, outcome) }

// TrailOutcomes are all of them, in the order in which they are listed.
func TrailOutcomes() []client.AuditOutcome {
	return []client.AuditOutcome{client.AuditDone, client.AuditRefused, client.AuditFailed, client.AuditUnknown, client.AuditIntent}
}

var trailOutcomes = map[client.AuditOutcome]Word{
	client.AuditIntent:  {"Begun", toolkit.IconNameMediaPlay, parts.Neutral},
	client.AuditDone:    {"Done", toolkit.IconNameConfirm, parts.Good},
	client.AuditRefused: {"Refused", toolkit.IconNameCancel, parts.Warning},
	client.AuditFailed:  {"Failed", toolkit.IconNameError, parts.Bad},
	client.AuditUnknown: {"Not known", toolkit.IconNameQuestion, parts.Warning},
}
