package operation

import (
	"context"

	"portaldesk/client"
)

const inputReason = "reason"

// deactivate takes its reason from a list: free text would end up in front of whoever reads the account next.
func deactivate() Operation {
	return Operation{
		ID:        "deactivate",
		Title:     "Deactivate",
		Ask:       "The patient is signed out everywhere and cannot sign in until somebody activates the account again.",
		Abilities: []client.Ability{client.DeactivatesIt},
		MinProof:  client.Identified,
		Suits: suits("The account is not in use.",
			client.StatusActive, client.StatusLocked, client.StatusResetPending, client.StatusInvited, client.StatusCodeExpired),
		Inputs: func(Setting) []Input {
			return []Input{{Name: inputReason, Label: "Reason", Kind: Choice, Options: []Option{
				{"patient-request", "The patient asks for it", nil},
				{"suspected-misuse", "Somebody else may be using it", nil},
				{"lost-device", "A signed-in device was lost", nil},
				{"proxy-ended", "A proxy's right has ended", nil},
				{"left-clinic", "No longer a patient here", nil},
			}}}
		},
		Uses: uses(client.DeactivatesIt),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, v Values) (client.Outcome, error) {
			return portal.Deactivate(ctx, change, v[inputReason])
		},
		Grave: true,
	}
}
