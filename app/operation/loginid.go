package operation

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
)

const inputLoginID = "loginId"

// The bounds are those of the published contract; a portal may be stricter and then says so.
const (
	loginIDMin = 4
	loginIDMax = 64
)

func changeLoginID() Operation {
	return Operation{
		ID:        "change-login-id",
		Title:     "Login ID",
		Ask:       "Which login ID does the patient want from now on?",
		Abilities: []client.Ability{client.ChangesLoginID},
		MinProof:  client.ProvenByOOB,
		Suits: suits("There is no login ID yet. The patient chooses one on activation.",
			client.StatusActive, client.StatusLocked, client.StatusResetPending),
		Inputs: func(Setting) []Input {
			return []Input{{
				Name: inputLoginID, Label: "New login ID", Kind: Text, MaxLength: loginIDMax,
				Hint:  "4 to 64 characters, no blanks",
				Check: checkLoginID,
			}}
		},
		Uses: uses(client.ChangesLoginID),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, v Values) (client.Outcome, error) {
			return portal.ChangeLoginID(ctx, change, v[inputLoginID])
		},
	}
}

func checkLoginID(typed string) string {
	switch length := utf8.RuneCountInString(typed); {
	case length < loginIDMin:
		return "A login ID has at least 4 characters."
	case length > loginIDMax:
		return "A login ID has at most 64 characters."
	case strings.ContainsFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }):
		return "A login ID has no blanks."
	default:
		return ""
	}
}
