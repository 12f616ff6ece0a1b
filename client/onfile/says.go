package onfile

import (
	"slices"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// phoneDigits is a whole number. Fewer would do no more than repeat what the desk's screen shows.
const phoneDigits = 10

// Says compares what a caller said with what is on file. Only case, accents, punctuation and the way a date is written are
// forgiven; a part of an identifier is not the identifier, and what is not on file matches nothing.
func Says(f client.OnFile, check client.IdentifierCheck, now time.Time) bool {
	said := check.Said
	switch check.Kind {
	case client.IdentifierName:
		return saysName(f, said)
	case client.IdentifierBirthDate:
		return f.BirthDate != "" && slices.Contains(lookup.Dates(said, now), f.BirthDate)
	case client.IdentifierLastVisit:
		return f.LastVisit != "" && slices.Contains(lookup.Dates(said, now), f.LastVisit)
	case client.IdentifierMRN:
		return sameNumber(f.MRN, said)
	case client.IdentifierPostcode:
		return sameNumber(f.Postcode, said)
	case client.IdentifierPhone:
		return saysPhone(values(f, client.ContactPhone), said)
	case client.IdentifierEmail:
		return saysEmail(values(f, client.ContactEmail), said)
	}
	return false
}

// sameNumber compares record numbers and postcodes by their letters and digits: "MRN-0001" is "mrn 0001".
func sameNumber(onFile, said string) bool {
	onFile, said = strings.Join(fold.Words(onFile), ""), strings.Join(fold.Words(said), "")
	return onFile != "" && onFile == said
}

// saysName takes the name in any order, and in any spelling on file.
func saysName(f client.OnFile, said string) bool {
	words := slices.Sorted(slices.Values(fold.Words(said)))
	for _, spelling := range append([]string{f.GivenName + " " + f.FamilyName}, f.Spellings...) {
		if own := slices.Sorted(slices.Values(fold.Words(spelling))); len(own) > 0 && slices.Equal(words, own) {
			return true
		}
	}
	return false
}

func saysPhone(numbers []string, said string) bool {
	said = national(said)
	return len(said) >= phoneDigits && slices.ContainsFunc(numbers, func(number string) bool { return national(number) == said })
}

// national leaves out the trunk "1" of North America.
func national(number string) string {
	digits := fold.Digits(number)
	if len(digits) == phoneDigits+1 {
		return strings.TrimPrefix(digits, "1")
	}
	return digits
}

func saysEmail(addresses []string, said string) bool {
	said = strings.TrimSpace(said)
	return said != "" && slices.ContainsFunc(addresses, func(address string) bool { return strings.EqualFold(address, said) })
}

func values(f client.OnFile, kind client.ContactKind) []string {
	var found []string
	for _, contact := range f.Contacts {
		if contact.Kind == kind {
			found = append(found, contact.Value)
		}
	}
	return found
}
