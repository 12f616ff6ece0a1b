// Package onfile works on what a server has on file about a patient: it masks it for the screen and compares it with what a
// caller says. What comes out of it can be shown.
package onfile

import (
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// adultAge is from when nobody is a minor.
const adultAge = 18

// Row is the account as a look-up shows it. A date of birth that is not known leaves Minor false.
func Row(f client.OnFile, status client.Status, today time.Time) client.AccountRow {
	age, known := Age(f.BirthDate, today)
	row := client.AccountRow{
		ID: f.ID, Name: ListedName(f), BirthDate: mask.BirthDate(f.BirthDate), LoginID: mask.LoginID(f.LoginID), Status: status,
		Minor: known && age < adultAge,
	}
	if f.MRN != "" {
		row.MRN = mask.MRN(f.MRN)
	}
	return row
}

// ListedName is the name with the family name first: "Alvarez, Maria". A patient without a name in parts is listed by a
// spelling of the whole name; one without any name has an empty one.
func ListedName(f client.OnFile) string {
	switch {
	case f.FamilyName != "" && f.GivenName != "":
		return f.FamilyName + ", " + f.GivenName
	case f.FamilyName+f.GivenName != "":
		return f.FamilyName + f.GivenName
	case len(f.Spellings) > 0:
		return f.Spellings[0]
	default:
		return ""
	}
}

// Contacts are the contacts, masked. Each proves a caller from quietDays after its last change on; where the server does not
// say when it changed, at once.
func Contacts(f client.OnFile, quietDays int) []client.Contact {
	contacts := make([]client.Contact, len(f.Contacts))
	for i, c := range f.Contacts {
		contacts[i] = client.Contact{
			ID: c.ID, Kind: c.Kind, Masked: mask.Contact(c.Kind, c.Value), Verified: c.Verified, Consented: c.Consented, ChangedAt: c.ChangedAt,
		}
		if !c.ChangedAt.IsZero() {
			contacts[i].ProvesFrom = c.ChangedAt.AddDate(0, 0, quietDays)
		}
	}
	return contacts
}

// Age is in full years; false when the date of birth ("2006-01-02") is not known.
func Age(birthDate string, today time.Time) (years int, known bool) {
	born, err := time.Parse(time.DateOnly, birthDate)
	if err != nil {
		return 0, false
	}
	years = today.Year() - born.Year()
	if today.Format("01-02") < born.Format("01-02") {
		years--
	}
	return max(years, 0), true
}

// Given is how to address the patient.
func Given(f client.OnFile) string {
	if f.GivenName != "" {
		return f.GivenName
	}
	first, _, _ := strings.Cut(ListedName(f), " ")
	return first
}
