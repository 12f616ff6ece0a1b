package demoportal

import (
	"slices"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// phoneDigits is a whole number. Fewer would do no more than repeat what the desk's screen shows.
const phoneDigits = 10

// says compares what a caller said with what is on file. Only case, accents, punctuation and the way a date is written are
// forgiven; a part of an identifier is not the identifier.
func says(p people.Person, check client.IdentifierCheck, now time.Time) bool {
	said := check.Said
	switch check.Kind {
	case client.IdentifierName:
		return saysName(p.Identity, said)
	case client.IdentifierBirthDate:
		return slices.Contains(lookup.Dates(said, now), p.Identity.BirthDate)
	case client.IdentifierLastVisit:
		return slices.Contains(lookup.Dates(said, now), p.Identity.LastVisit)
	case client.IdentifierMRN:
		return fold.Digits(said) == p.Identity.MRN
	case client.IdentifierPostcode:
		return fold.Digits(said) == p.Identity.Postcode
	case client.IdentifierPhone:
		return saysPhone(p.Values(client.ContactPhone), said)
	case client.IdentifierEmail:
		return saysEmail(p.Values(client.ContactEmail), said)
	}
	return false
}

// saysName takes the name in any order, and in any spelling on file.
func saysName(identity people.Identity, said string) bool {
	words := slices.Sorted(slices.Values(fold.Words(said)))
	for _, spelling := range append([]string{identity.Name()}, identity.Spellings...) {
		if own := slices.Sorted(slices.Values(fold.Words(spelling))); len(own) > 0 && slices.Equal(words, own) {
			return true
		}
	}
	return false
}

func saysPhone(numbers []string, said string) bool {
	said = national(said)
	return len(said) == phoneDigits && slices.ContainsFunc(numbers, func(number string) bool { return national(number) == said })
}

func national(number string) string {
	digits := fold.Digits(number)
	if len(digits) == phoneDigits+1 {
		return strings.TrimPrefix(digits, "1")
	}
	return digits
}

func saysEmail(addresses []string, said string) bool {
	said = strings.TrimSpace(said)
	return slices.ContainsFunc(addresses, func(address string) bool { return strings.EqualFold(address, said) })
}
