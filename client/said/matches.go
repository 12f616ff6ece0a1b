package said

import (
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// longest is more bytes than anybody says for one identifier.
const longest = 300

// Matches says whether the caller said what is on file. What is not on file, or was only ever said by a caller
// ([client.OnFile.AsSaid]), matches nothing. today is the day at the portal, for years of two digits.
func Matches(f client.OnFile, check client.IdentifierCheck, today time.Time) bool {
	if f.AsSaid || len(check.Said) > longest {
		return false
	}
	switch check.Kind {
	case client.IdentifierName:
		return sameName(f, check.Said)
	case client.IdentifierBirthDate:
		return sameDate(f.BirthDate, check.Said, today)
	case client.IdentifierLastVisit:
		return sameDate(f.LastVisit, check.Said, today)
	case client.IdentifierMRN:
		return sameText(recordNumber(f.MRN), recordNumber(check.Said))
	case client.IdentifierPostcode:
		return samePostcode(f.Postcode, check.Said)
	case client.IdentifierPhone:
		return anyOf(f, client.ContactPhone, check.Said, samePhone)
	case client.IdentifierEmail:
		return anyOf(f, client.ContactEmail, check.Said, sameEmail)
	}
	return false
}

// anyOf says whether one of the contacts of a kind is the one that was said.
func anyOf(f client.OnFile, kind client.ContactKind, said string, same func(onFile, said string) bool) bool {
	for _, contact := range f.Contacts {
		if contact.Kind == kind && same(contact.Value, said) {
			return true
		}
	}
	return false
}

func sameText(onFile, said string) bool { return onFile != "" && onFile == said }

// compact is text by its letters and digits alone.
func compact(text string) string { return strings.Join(fold.Words(text), "") }

// recordNumber is a record number by its letters and digits, without the word for what it is: "MRN-0001", "#0001" and "0001"
// are one. Zeros at its beginning count: at many clinics "0001" and "1" are two patients.
func recordNumber(text string) string { return strings.TrimPrefix(compact(text), "mrn") }

// zip is the length of a North American postcode, which has four more digits that few people know.
const (
	zip     = 5
	zipPlus = 9
)

func samePostcode(onFile, said string) bool {
	onFile, said = compact(onFile), compact(said)
	if len(onFile) == zipPlus && len(said) == zip && fold.Digits(onFile) == onFile {
		onFile = onFile[:zip]
	}
	return sameText(onFile, said)
}
