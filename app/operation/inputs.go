package operation

import (
	"slices"
	"strings"

	"portaldesk/client"
)

// uses is the [Operation.Uses] of an operation that has one ability whatever was entered.
func uses(ability client.Ability) func(Values) client.Ability {
	return func(Values) client.Ability { return ability }
}

// noInputs is the [Operation.Inputs] of an operation that only has to be confirmed.
func noInputs(Setting) []Input { return nil }

// suits is an [Operation.Suits] that holds in the given states, and where the state is not known: then the agent sees it in
// the portal's own console.
func suits(why string, states ...client.Status) func(Setting) (bool, string) {
	return func(s Setting) (bool, string) {
		if s.Account.Status == client.StatusUnknown || slices.Contains(states, s.Account.Status) {
			return true, ""
		}
		return false, whyNot(s.Account.Status, why)
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

// contacts are those on file with which something can be done. The number in the chart is one of them only where the agent
// works the portal's console by hand: nothing is ever sent to it from here.
func (s Setting) contacts(ability client.Ability) []client.Contact {
	chart := func(contact client.Contact) bool { return contact.ID == client.ChartContact && !s.byHand(ability) }
	contacts := slices.DeleteFunc(slices.Clone(s.Account.Contacts), chart)
	isEmail := func(contact client.Contact) bool { return contact.Kind == client.ContactEmail }
	if s.byHand(ability) && !slices.ContainsFunc(contacts, isEmail) {
		contacts = append(contacts, inConsole)
	}
	return contacts
}

// InConsole stands where an address would, for that which a portal's console has and nobody here knows: what is done by hand
// goes there. It is a key of the translation.
const InConsole = "the address in the console"

var inConsole = client.Contact{Kind: client.ContactEmail, Masked: InConsole, Consented: true}

// byHand says that the portal has no more than steps for the ability.
func (s Setting) byHand(ability client.Ability) bool {
	return len(s.About.Abilities[ability].Steps) > 0
}

// reachable are the contacts a secret may be sent to: consented, and not changed so recently that an attacker may have
// just put them there.
func (s Setting) reachable(ability client.Ability) []client.Contact {
	return slices.DeleteFunc(s.contacts(ability), func(contact client.Contact) bool {
		return !contact.Consented || contact.ProvesFrom.After(s.Now)
	})
}

// to is what an option about a contact is filled from.
func to(contact client.Contact) map[string]any { return map[string]any{"To": contact.Masked} }

// pair puts a way and a contact into one option value, so that the agent makes one choice and not two.
func pair(way string, contact client.ContactID) string { return way + ":" + string(contact) }

// split takes a value made by pair apart.
func split(value string) (way string, contact client.ContactID) {
	way, id, _ := strings.Cut(value, ":")
	return way, client.ContactID(id)
}
