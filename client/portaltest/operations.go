package portaltest

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"portaldesk/client"
)

// order is one operation with what it asks for filled in.
type order func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error)

// operation is one of the operations on an account: the ability it needs, accounts it suits, and how it is ordered.
type operation struct {
	id      string // the contract's operationId
	ability client.Ability
	traits  []Trait // the first that the target has accounts of
	order   func(s *suite, a client.Account) order
}

// operations are all of them, the ways of resetting apart. Those that leave an account as it was for the others come first,
// for targets with one account.
var operations = []operation{
	{"signOutEverywhere", client.EndsSessions, []Trait{Reachable}, always(signOutEverywhere)},
	{"unlockAccount", client.UnlocksAccount, []Trait{Locked}, always(unlock)},
	{"issueAccessCode", client.IssuesAccessCode, []Trait{CodeExpired, Invited, Reachable}, always(issueAccessCode)},
	{"resendInvitation", client.ResendsInvitation, []Trait{Invited, CodeExpired}, always(resendInvitation)},
	{"changeLoginId", client.ChangesLoginID, []Trait{Reachable}, changeLoginID},
	{"deactivateAccount", client.DeactivatesIt, []Trait{Reachable}, always(deactivate)},
	{"activateAccount", client.ActivatesAccount, []Trait{Deactivated}, always(activate)},
	{"correctContact", client.CorrectsContact, []Trait{Reachable}, always(correctContact)},
	{"resetPassword", client.ResetByLink, []Trait{Reachable}, always(reset(client.WayLink))},
	{"resetPassword", client.ResetByCode, []Trait{Reachable}, always(reset(client.WayCode))},
	{"resetPassword", client.ResetByTemporary, []Trait{Reachable}, always(reset(client.WayTemporary))},
}

// always is an order that is the same at every portal.
func always(made func(client.Account) order) func(*suite, client.Account) order {
	return func(_ *suite, a client.Account) order { return made(a) }
}

// of answers the operation that an ability allows.
func of(ability client.Ability) operation {
	o, found := operationFor(ability)
	if !found {
		panic("no operation needs " + string(ability))
	}
	return o
}

func operationFor(ability client.Ability) (operation, bool) {
	i := slices.IndexFunc(operations, func(o operation) bool { return o.ability == ability })
	if i < 0 {
		return operation{}, false
	}
	return operations[i], true
}

// order is the operation on an account. Where the agent does it by hand, she says that it is done.
func (s *suite) order(o operation, a client.Account) order {
	return s.attested(o.ability, o.order(s, a))
}

func (s *suite) attested(ability client.Ability, order order) order {
	return func(ctx context.Context, portal client.Portal, change client.Change) (client.Outcome, error) {
		if s.byHand(ability) {
			change.Attested = &client.Attestation{Done: true}
		}
		return order(ctx, portal, change)
	}
}

// byHand says that the agent does it in the portal's own console.
func (s *suite) byHand(ability client.Ability) bool { return len(s.about.Abilities[ability].Steps) > 0 }

// byServer ends a test about what the server refuses, where it is the agent who does it.
func (s *suite) byServer(t *trial, ability client.Ability) {
	t.Helper()
	if s.byHand(ability) {
		t.notTried("the agent does it by hand, in the portal's own console")
	}
}

// anyOffered is an operation that the portal offers and that suits a Reachable account, the one that does the least first.
func (s *suite) anyOffered() (operation, bool) {
	for _, o := range operations {
		if s.about.Offers(o.ability) && slices.Contains(o.traits, Reachable) {
			return o, true
		}
	}
	return operation{}, false
}

// guarded is anyOffered, of those that need a proof.
func (s *suite) guarded(t *trial) operation {
	t.Helper()
	for _, o := range operations {
		if s.about.Offers(o.ability) && o.traits[0] == Reachable && s.about.Verification.Levels[o.ability] > client.Unproven {
			return o
		}
	}
	t.notTried("no operation that needs a proof is offered")
	return operation{}
}

// suiting answers an account that suits the operation, to be changed.
func (s *suite) suiting(t *trial, o operation) Sample {
	t.Helper()
	for _, trait := range o.traits {
		if _, found := s.sample(trait, 0); found {
			return s.take(t, trait)
		}
	}
	return s.take(t, o.traits[0])
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

// usable is a contact that may be written to, an e-mail address before all others; or one that is not on file.
func usable(a client.Account) client.ContactID {
	found := client.ContactID("no-contact")
	for _, contact := range slices.Backward(a.Contacts) {
		if contact.Consented && (found == "no-contact" || contact.Kind == client.ContactEmail) {
			found = contact.ID
		}
	}
	return found
}

func changeLoginID(s *suite, _ client.Account) order { return loginID(s.newLoginID("p")) }

// newLoginID is a login ID of the portal's form that nobody has, with this beginning.
func (s *suite) newLoginID(beginning string) string {
	name := beginning + strings.ReplaceAll(uuid.NewString(), "-", "")[:12]
	if s.target.LoginID == nil {
		return name
	}
	return s.target.LoginID(name)
}

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
	return correctEmail(a, "new."+uuid.NewString()[:8]+"@example.org")
}

func correctEmail(a client.Account, value string) order {
	wanted := client.ContactCorrection{Contact: "no-contact", Value: value}
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
