package onfile

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// Says compares what a caller said with what is on file. Only case, accents, punctuation, the order of names and the way a
// date or a number is written are forgiven; a part of an identifier is not the identifier, and what is not on file, or was
// only ever said by a caller ([client.OnFile.AsSaid]), matches nothing.
func Says(f client.OnFile, check client.IdentifierCheck, now time.Time) bool {
	if f.AsSaid {
		return false
	}
	said := check.Said
	switch check.Kind {
	case client.IdentifierName:
		return saysName(f, said)
	case client.IdentifierBirthDate:
		return saysDate(f.BirthDate, said, now)
	case client.IdentifierLastVisit:
		return saysDate(f.LastVisit, said, now)
	case client.IdentifierMRN:
		return f.MRN != "" && sameText(recordNumber(f.MRN), recordNumber(said))
	case client.IdentifierPostcode:
		return saysPostcode(f.Postcode, said)
	case client.IdentifierPhone:
		return saysPhone(values(f, client.ContactPhone), said)
	case client.IdentifierEmail:
		return saysEmail(values(f, client.ContactEmail), said)
	}
	return false
}

// Identifiers are those that a server with these fields can know, in the order the agent should ask.
func Identifiers(fields client.FieldMap) []client.IdentifierKind {
	mapped := func(field client.Field) bool { return fields[field] != "" }
	var known []client.IdentifierKind
	if mapped(client.FieldFullName) || mapped(client.FieldGivenName) && mapped(client.FieldFamilyName) {
		known = append(known, client.IdentifierName)
	}
	for _, identifier := range []struct {
		field client.Field
		kind  client.IdentifierKind
	}{
		{client.FieldBirthDate, client.IdentifierBirthDate}, {client.FieldMRN, client.IdentifierMRN},
		{client.FieldPostcode, client.IdentifierPostcode}, {client.FieldPhone, client.IdentifierPhone},
		{client.FieldEmail, client.IdentifierEmail},
	} {
		if mapped(identifier.field) {
			known = append(known, identifier.kind)
		}
	}
	return known
}

// saysName takes the name in any order and in any spelling on file, and written in one word or in two: "Mary Kate" is
// "Marykate".
func saysName(f client.OnFile, said string) bool {
	words := fold.Words(said)
	if slices.ContainsFunc(f.Spellings, func(spelling string) bool { return sameName(fold.Words(spelling), words) }) {
		return true
	}
	given, family := fold.Words(f.GivenName), fold.Words(f.FamilyName)
	return sameName(slices.Concat(given, family), words) || sameName(slices.Concat(family, given), words)
}

func sameName(onFile, said []string) bool {
	if len(onFile) == 0 {
		return false
	}
	return sameText(strings.Join(onFile, ""), strings.Join(said, "")) || slices.Equal(sorted(onFile), sorted(said))
}

func sorted(words []string) []string { return slices.Sorted(slices.Values(words)) }

func sameText(onFile, said string) bool { return onFile != "" && onFile == said }

func saysDate(onFile, said string, now time.Time) bool {
	return onFile != "" && slices.Contains(lookup.Dates(said, now), onFile)
}

// recordNumber is a record number by its letters and digits, without the word for what it is: "MRN-0001", "#0001" and "0001"
// are one.
func recordNumber(text string) string {
	return strings.TrimPrefix(strings.Join(fold.Words(text), ""), "mrn")
}

// zip is the length of a North American postcode, which has four more digits that few people know.
const (
	zip     = 5
	zipPlus = 9
)

func saysPostcode(onFile, said string) bool {
	onFile, said = strings.Join(fold.Words(onFile), ""), strings.Join(fold.Words(said), "")
	if len(onFile) == zipPlus && len(said) == zip && fold.Digits(onFile) == onFile {
		onFile = onFile[:zip]
	}
	return sameText(onFile, said)
}

func saysEmail(addresses []string, said string) bool {
	said = withoutBlanks(said)
	return said != "" && slices.ContainsFunc(addresses, func(address string) bool {
		return strings.EqualFold(withoutBlanks(address), said)
	})
}

func withoutBlanks(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
