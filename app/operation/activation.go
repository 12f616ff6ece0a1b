package operation

import (
	"context"

	"portaldesk/client"
)

func activate() Operation {
	return Operation{
		ID:        "activate",
		Title:     "Activate",
		Ask:       "The account can be used again from this moment.",
		Abilities: []client.Ability{client.ActivatesAccount},
		MinProof:  client.ProvenByOOB,
		Suits: suits("The account is already active.",
			client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusDeactivated, client.StatusDeclined),
		Inputs: noInputs,
		Uses:   uses(client.ActivatesAccount),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, _ Values) (client.Outcome, error) {
			return portal.Activate(ctx, change)
		},
	}
}
