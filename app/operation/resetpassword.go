package operation

import (
	"context"

	"portaldesk/client"
)

const inputWay = "way"

// resetPassword has the portal send a link or a code, or make a temporary secret. Nobody at the desk chooses or learns a
// password (OWASP ASVS 5.0, 6.4.6).
func resetPassword() Operation {
	return Operation{
		ID:        "reset-password",
		Title:     "Reset password",
		Ask:       "How shall the patient get back in?",
		Abilities: []client.Ability{client.ResetByLink, client.ResetByCode, client.ResetByTemporary},
		MinProof:  client.ProvenByOOB,
		Suits: suits("There is no password to reset yet. Hand out an access code instead.",
			client.StatusActive, client.StatusLocked, client.StatusResetPending),
		Inputs: func(s Setting) []Input {
			return []Input{{
				Name: inputWay, Label: "Send or show", Kind: Choice, Options: resetOptions(s),
				Empty: "No contact on file can be used, and temporary passwords are not yours to give. Ask a supervisor.",
			}}
		},
		Uses: func(v Values) client.Ability {
			way, _ := split(v[inputWay])
			return resetAbility[client.ResetWay(way)]
		},
		Run: func(ctx context.Context, portal client.Operator, change client.Change, v Values) (client.Outcome, error) {
			way, contact := split(v[inputWay])
			return portal.ResetPassword(ctx, change, client.PasswordReset{Way: client.ResetWay(way), Contact: contact})
		},
	}
}

var resetAbility = map[client.ResetWay]client.Ability{
	client.WayLink:      client.ResetByLink,
	client.WayCode:      client.ResetByCode,
	client.WayTemporary: client.ResetByTemporary,
}

// resetOptions puts links before codes before the temporary secret: the less an agent learns, the better.
func resetOptions(s Setting) []Option {
	var links, codes, rest []Option
	for _, contact := range s.reachable(client.ResetByLink) {
		if contact.Kind == client.ContactEmail && s.Able(client.ResetByLink) {
			links = append(links, Option{pair(string(client.WayLink), contact.ID), "Send a link to {{.To}}", to(contact)})
		}
	}
	for _, contact := range s.reachable(client.ResetByCode) {
		if s.Able(client.ResetByCode) {
			codes = append(codes, Option{pair(string(client.WayCode), contact.ID), "Send a code to {{.To}}", to(contact)})
		}
	}
	if s.Able(client.ResetByTemporary) {
		rest = append(rest, Option{pair(string(client.WayTemporary), ""), "Temporary password, to read aloud once", nil})
	}
	return append(append(links, codes...), rest...)
}
