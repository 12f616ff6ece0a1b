package operation

import (
	"context"

	"portaldesk/client"
)

const inputContact = "contact"

func resendInvitation() Operation {
	return Operation{
		ID:        "resend-invitation",
		Title:     "Resend invitation",
		Ask:       "The portal writes a new invitation. An access code that was out before stops working.",
		Abilities: []client.Ability{client.ResendsInvitation},
		MinProof:  client.Identified,
		Suits: suits("Only somebody who has not activated the account yet can be invited.",
			client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusDeclined),
		Inputs: func(s Setting) []Input {
			return []Input{{
				Name: inputContact, Label: "Send it to", Kind: Choice, Options: contactOptions(s.reachable(client.ResendsInvitation)),
				Empty: "No contact on file can be written to. Hand out an access code instead.",
			}}
		},
		Uses: uses(client.ResendsInvitation),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, v Values) (client.Outcome, error) {
			return portal.ResendInvitation(ctx, change, client.ContactID(v[inputContact]))
		},
	}
}

func contactOptions(contacts []client.Contact) []Option {
	options := make([]Option, len(contacts))
	for i, contact := range contacts {
		options[i] = Option{string(contact.ID), "{{.To}}", to(contact)}
	}
	return options
}
