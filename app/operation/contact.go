package operation

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
)

const (
	inputCorrect = "correct"
	inputValue   = "value"
	contactMax   = 254 // RFC 5321, 4.5.3.1.3
	phoneMin     = 7   // digits of a local number
)

// correctContact replaces an e-mail address or phone number. The new one proves nobody until the portal's quiet days are
// over: whoever corrects a contact to steal an account must not receive the next code.
func correctContact() Operation {
	return Operation{
		ID:        "correct-contact",
		Title:     "Correct contact",
		Ask:       "Both the old and the new address are told. The new one cannot be used to prove a caller for some days.",
		Abilities: []client.Ability{client.CorrectsContact},
		MinProof:  client.ProvenByOOB,
		Suits: suits("", client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusActive,
			client.StatusLocked, client.StatusResetPending, client.StatusDeactivated, client.StatusDeclined),
		Inputs: func(s Setting) []Input {
			return []Input{
				{
					Name: inputCorrect, Label: "Which one", Kind: Choice, Options: contactOptions(s.contacts(client.CorrectsContact)),
					Empty: "No contact is on file that could be corrected.",
				},
				{
					Name: inputValue, Label: "As the caller says it", Kind: Text, MaxLength: contactMax,
					Hint:  "name@example.com or 503-555-0199",
					Check: checkContact,
				},
			}
		},
		Uses: uses(client.CorrectsContact),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, v Values) (client.Outcome, error) {
			return portal.CorrectContact(ctx, change,
				client.ContactCorrection{Contact: client.ContactID(v[inputCorrect]), Value: strings.TrimSpace(v[inputValue])})
		},
		Grave: true,
	}
}

// checkContact refuses what can be neither an address nor a number. The portal checks closely.
func checkContact(typed string) string {
	typed = strings.TrimSpace(typed)
	switch {
	case typed == "":
		return "Type the address or number."
	case utf8.RuneCountInString(typed) > contactMax:
		return "That is too long for an address."
	case strings.Contains(typed, "@"):
		if at := strings.LastIndex(typed, "@"); at == 0 || !strings.Contains(typed[at:], ".") || strings.ContainsAny(typed, " \t") {
			return "That is not a complete e-mail address."
		}
		return ""
	case digits(typed) < phoneMin:
		return "That is neither an e-mail address nor a phone number."
	default:
		return ""
	}
}

func digits(typed string) (count int) {
	for _, r := range typed {
		if unicode.IsDigit(r) {
			count++
		}
	}
	return count
}
