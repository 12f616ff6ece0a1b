package operation

import (
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

// uses is the [Operation.Uses] of an operation that has one ability whatever was entered.
func uses(ability client.Ability) func(Values) client.Ability {
	return func(Values) client.Ability { return ability }
}

// noInputs is the [Operation.Inputs] of an operation that only has to be confirmed.
func noInputs(Setting) []Input { return nil }

// suits is an [Operation.Suits] that holds in the given states.
func suits(why string, states ...client.Status) func(client.Account) (bool, string) {
	return func(account client.Account) (bool, string) {
		if slices.Contains(states, account.Status) {
			return true, ""
		}
		return false, whyNot(account.Status, why)
	}
}

// whyNot prefers the reason that no operation can get round over the operation's own.
func whyNot(status client.Status, own string) string {
	switch status {
	case client.StatusDeceased:
		return "The patient is recorded as deceased."
	case client.StatusMerged:
		return "This is a duplicate record. Use the account it was merged into."
	default:
		return own
	}
}

// reachable are the contacts a secret may be sent to: consented, and not changed so recently that an attacker may have
// just put them there.
func reachable(account client.Account, now time.Time) []client.Contact {
	var contacts []client.Contact
	for _, contact := range account.Contacts {
		if contact.Consented && !contact.ProvesFrom.After(now) {
			contacts = append(contacts, contact)
		}
	}
	return contacts
}

// pair puts a way and a contact into one option value, so that the agent makes one choice and not two.
func pair(way string, contact client.ContactID) string { return way + ":" + string(contact) }

// split takes a value made by pair apart.
func split(value string) (way string, contact client.ContactID) {
	way, id, _ := strings.Cut(value, ":")
	return way, client.ContactID(id)
}
