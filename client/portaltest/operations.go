package portaltest

import (
	"context"

	"github.com/google/uuid"

	"portaldesk/client"
)

// order is one operation with what it asks for filled in.
type order func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error)

// operation is one of the operations on an account: the abilities it needs, an account it suits, and how it is ordered.
type operation struct {
	id      string // the contract's operationId
	ability client.Ability
	trait   Trait
	order   func(a client.Account) order
}

// operations are all of them, the three ways of resetting apart.
var operations = []operation{
	{"resetPassword", client.ResetByLink, Reachable, reset(client.WayLink)},
	{"resetPassword", client.ResetByCode, Reachable, reset(client.WayCode)},
	{"resetPassword", client.ResetByTemporary, Reachable, reset(client.WayTemporary)},
	{"changeLoginId", client.ChangesLoginID, Reachable, changeLoginID},
	{"issueAccessCode", client.IssuesAccessCode, CodeExpired, issueAccessCode},
	{"activateAccount", client.ActivatesAccount, Deactivated, activate},
	{"deactivateAccount", client.DeactivatesIt, Reachable, deactivate},
	{"unlockAccount", client.UnlocksAccount, Locked, unlock},
	{"signOutEverywhere", client.EndsSessions, Reachable, signOutEverywhere},
	{"resendInvitation", client.ResendsInvitation, Invited, resendInvitation},
	{"correctContact", client.CorrectsContact, Reachable, correctContact},
}

// of answers the operation that an ability allows.
func of(ability client.Ability) operation {
	for _, o := range operations {
		if o.ability == ability {
			return o
		}
	}
	panic("no operation needs " + string(ability))
}

func reset(way client.ResetWay) func(client.Account) order {
	return func(a client.Account) order {
		wanted := client.PasswordReset{Way: way}
		if way != client.WayTemporary {
			wanted.Contact = usable(a)
		}
		return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
			return portal.ResetPassword(ctx, change, wanted)
		}
	}
}

// usable is a contact that may be written to, or one that is not on file.
func usable(a client.Account) client.ContactID {
	for _, contact := range a.Contacts {
		if contact.Consented {
			return contact.ID
		}
	}
	return "no-contact"
}

func changeLoginID(client.Account) order { return loginID("p" + uuid.NewString()[:12]) }

func loginID(wanted string) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.ChangeLoginID(ctx, change, wanted)
	}
}

func issueAccessCode(client.Account) order {
	return accessCode(client.AccessCodeIssue{Channel: client.ByVoice})
}

func accessCode(issue client.AccessCodeIssue) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.IssueAccessCode(ctx, change, issue)
	}
}

func activate(client.Account) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.Activate(ctx, change)
	}
}

func deactivate(client.Account) order { return deactivateFor("Asked by the patient") }

func deactivateFor(reason string) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.Deactivate(ctx, change, reason)
	}
}

func unlock(client.Account) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.Unlock(ctx, change)
	}
}

func signOutEverywhere(client.Account) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.SignOutEverywhere(ctx, change)
	}
}

func resendInvitation(a client.Account) order {
	contact := usable(a)
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.ResendInvitation(ctx, change, contact)
	}
}

func correctContact(a client.Account) order {
	wanted := client.ContactCorrection{Contact: "no-contact", Value: "new." + uuid.NewString()[:8] + "@example.org"}
	for _, contact := range a.Contacts {
		if contact.Kind == client.ContactEmail {
			wanted.Contact = contact.ID
		}
	}
	return correct(wanted)
}

func correct(wanted client.ContactCorrection) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		return portal.CorrectContact(ctx, change, wanted)
	}
}
