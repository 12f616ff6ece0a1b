package operation

import (
	"context"

	"portaldesk/client"
)

const inputChannel = "channel"

// issueAccessCode hands out the code with which a patient activates an account. The portal makes it, caps its life by the
// channel (NIST SP 800-63B-4, 4.2.1.2) and forgets the one before.
func issueAccessCode() Operation {
	return Operation{
		ID:        "access-code",
		Title:     "Access code",
		Ask:       "How shall the code reach the patient? The code that was out before stops working.",
		Abilities: []client.Ability{client.IssuesAccessCode},
		MinProof:  client.ProvenByOOB,
		Suits:     suitsCode,
		Inputs: func(s Setting) []Input {
			return []Input{{
				Name: inputChannel, Label: "Hand it over", Kind: Choice, Options: codeOptions(s),
				Empty: "This portal hands out no access codes by any way that this account has.",
			}}
		},
		Uses: uses(client.IssuesAccessCode),
		Run: func(ctx context.Context, portal client.Operator, change client.Change, v Values) (client.Outcome, error) {
			channel, contact := split(v[inputChannel])
			return portal.IssueAccessCode(ctx, change,
				client.AccessCodeIssue{Channel: client.CodeChannel(channel), Contact: contact})
		},
	}
}

// suitsCode holds for those without a password, and where a code also recovers an account for those who have one.
func suitsCode(s Setting) (ok bool, why string) {
	states := []client.Status{client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusDeclined}
	if s.About.AccessCode.Recovers {
		states = append(states, client.StatusActive, client.StatusResetPending)
	}
	return suits("The patient has a password already. Reset it instead.", states...)(s)
}

func codeOptions(s Setting) []Option {
	allows := func(channel client.CodeChannel) bool { return s.About.AccessCode.MaxHours[channel] > 0 }
	var options []Option
	if allows(client.ByVoice) {
		options = append(options, Option{pair(string(client.ByVoice), ""), "Read it aloud now", nil})
	}
	for _, contact := range s.reachable(client.IssuesAccessCode) {
		if contact.Kind == client.ContactPhone && allows(client.ByText) {
			options = append(options, Option{pair(string(client.ByText), contact.ID), "Text it to {{.To}}", to(contact)})
		}
		if contact.Kind == client.ContactEmail && allows(client.ByEmail) {
			options = append(options, Option{pair(string(client.ByEmail), contact.ID), "E-mail it to {{.To}}", to(contact)})
		}
	}
	if allows(client.ByPost) {
		options = append(options, Option{pair(string(client.ByPost), ""), "Write it into a letter", nil})
	}
	return options
}
