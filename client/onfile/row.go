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

// Row is the account as a look-up shows it. A date of birth that is not known is not shown, and leaves Minor false.
func Row(f client.OnFile, status client.Status, today time.Time) client.AccountRow {
	row := client.AccountRow{ID: f.ID, Name: ListedName(f), LoginID: mask.LoginID(f.LoginID), Status: status, AsSaid: f.AsSaid}
	if age, known := Age(f.BirthDate, today); known {
		row.BirthDate, row.Minor = mask.BirthDate(f.BirthDate), age < adultAge
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

// Given is how to address the patient: the given name, else the first word of a whole name ("Maria" of "Maria Alvarez" and of
// "Alvarez, Maria"), else the one name there is.
func Given(f client.OnFile) string {
	switch {
	case f.GivenName != "":
		return f.GivenName
	case f.FamilyName != "":
		return f.FamilyName
	}
	whole := ListedName(f)
	if _, given, listed := strings.Cut(whole, ","); listed {
		whole = given
	}
	first, _, _ := strings.Cut(strings.TrimSpace(whole), " ")
	return first
}

// Age is in full years on the day of today; false when the date of birth ("2006-01-02") is not known. Who was born on 29
// February is a year older on 1 March of a year that has none.
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
