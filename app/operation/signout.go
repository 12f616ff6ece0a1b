package operation

import (
	"context"

	"portaldesk/client"
)

func signOutEverywhere() Operation {
	return Operation{
		ID:        "sign-out-everywhere",
		Title:     "Sign out everywhere",
		Ask:       "Every phone and browser that is signed in now has to sign in again.",
		Abilities: []client.Ability{client.EndsSessions},
		MinProof:  client.Identified,
		Suits: suits("Nobody can be signed in to this account.",
			client.StatusActive, client.StatusLocked, client.StatusResetPending),
		Inputs: noInputs,
		Uses:   uses(client.EndsSessions),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, _ Values) (client.Outcome, error) {
			return portal.SignOutEverywhere(ctx, change)
		},
	}
}
