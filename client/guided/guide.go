package guided

import (
	"maps"
	"strings"

	"portaldesk/client"
)

// Guide is how one vendor's portal is worked by hand. [Parse] makes it.
type Guide struct {
	// Product and Vendor are the portal software and who makes it.
	Product, Vendor string
	// Words are the vendor's words for the states of an account, in the order of the guide.
	Words []StatusWord
	// CodeHours is how long the portal's access codes live, for each way in which it hands them over.
	CodeHours map[client.CodeChannel]int
	// Entries are what the guide says about each ability. An ability without an entry is not offered.
	Entries map[client.Ability]Entry
}

// StatusWord is one word of the vendor's for a state.
type StatusWord struct {
	Word   string
	Status client.Status
}

// Entry is either how to do something, or why it cannot be done.
type Entry struct {
	// Steps are what the agent does in the console, in order. Then is what the patient must do afterwards; it may be empty.
	Steps []string
	Then  string
	// Cannot is why the portal cannot do it, Instead what to do then. Only without steps.
	Cannot, Instead string
}

// offers are the abilities as the contract has them. What is only read in the console is never offered here.
func (g Guide) offers() map[client.Ability]client.Offer {
	offers := map[client.Ability]client.Offer{}
	for _, section := range sections {
		offers[section.ability] = g.offer(section.ability)
	}
	return offers
}

func (g Guide) offer(ability client.Ability) client.Offer {
	entry, said := g.Entries[ability]
	switch {
	case len(entry.Steps) > 0:
		return client.Offer{Offered: true, Steps: entry.Steps}
	case said:
		return client.Offer{Reason: entry.Cannot, WayAround: entry.Instead}
	default:
		return client.Offer{
			Reason:    "The guide for " + g.Product + " does not say how to do this.",
			WayAround: "Do it in the " + g.Product + " console as your clinic has it written down, and note it in the call.",
		}
	}
}

// permitted are the abilities that have steps: the console itself decides what the agent's own login there may do.
func (g Guide) permitted() []client.Ability {
	var abilities []client.Ability
	for _, section := range sections {
		if len(g.Entries[section.ability].Steps) > 0 {
			abilities = append(abilities, section.ability)
		}
	}
	return abilities
}

// word is the vendor's word for a state, the neutral one where the guide has none.
func (g Guide) word(status client.Status) string {
	for _, w := range g.Words {
		if w.Status == status {
			return w.Word
		}
	}
	return string(status)
}

// status is the state that the vendor's word stands for.
func (g Guide) status(word string) client.Status {
	for _, w := range g.Words {
		if sameWord(w.Word, word) {
			return w.Status
		}
	}
	if status, usual := usualWords[strings.ToLower(strings.TrimSpace(word))]; usual {
		return status
	}
	return client.StatusUnknown
}

func sameWord(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// usualWords are words that mean the same with every vendor, English and Spanish.
var usualWords = map[string]client.Status{
	"active": client.StatusActive, "activated": client.StatusActive, "enabled": client.StatusActive, "activo": client.StatusActive, "activa": client.StatusActive,
	"inactive": client.StatusDeactivated, "inactivated": client.StatusDeactivated, "deactivated": client.StatusDeactivated,
	"disabled": client.StatusDeactivated, "inactivo": client.StatusDeactivated, "inactiva": client.StatusDeactivated,
	"locked": client.StatusLocked, "locked out": client.StatusLocked, "bloqueado": client.StatusLocked, "bloqueada": client.StatusLocked,
	"invited": client.StatusInvited, "pending": client.StatusInvited, "pending activation": client.StatusInvited,
	"invitado": client.StatusInvited, "invitada": client.StatusInvited, "pendiente": client.StatusInvited,
	"expired": client.StatusCodeExpired, "caducado": client.StatusCodeExpired, "vencido": client.StatusCodeExpired,
	"not invited": client.StatusNone, "none": client.StatusNone, "sin cuenta": client.StatusNone,
	"declined": client.StatusDeclined, "patient declined": client.StatusDeclined, "rechazado": client.StatusDeclined,
	"deceased": client.StatusDeceased, "fallecido": client.StatusDeceased, "fallecida": client.StatusDeceased,
	"merged": client.StatusMerged, "duplicate": client.StatusMerged, "fusionado": client.StatusMerged, "duplicado": client.StatusMerged,
}

// codePolicy is how long access codes live, as the contract has it. What they look like, only the console knows.
func (g Guide) codePolicy() client.AccessCodePolicy {
	return client.AccessCodePolicy{MaxHours: maps.Clone(g.CodeHours)}
}
