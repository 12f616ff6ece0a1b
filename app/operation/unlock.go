package operation

import (
	"context"

	"portaldesk/client"
)

func unlock() Operation {
	return Operation{
		ID:        "unlock",
		Title:     "Unlock",
		Ask:       "The lock is cleared. Wrong passwords are counted from zero again.",
		Abilities: []client.Ability{client.UnlocksAccount},
		MinProof:  client.Identified,
		Suits:     suits("The account is not locked.", client.StatusLocked),
		Inputs:    noInputs,
		Uses:      uses(client.UnlocksAccount),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, _ Values) (client.Outcome, error) {
			return portal.Unlock(ctx, change)
		},
	}
}
