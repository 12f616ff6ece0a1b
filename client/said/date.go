package said

import (
	"slices"
	"time"

	"portaldesk/client/lookup"
)

// sameDate reads the date in every order that people use. Where day and month could be either ("03/04/1984"), one reading
// that is the date on file is enough: a caller does not know in which order the agent types, and what is given away is
// little. There are two readings at most, a wrong date is counted whichever way it is read, and no credential is handed out
// for identifiers alone. A month without its day, and a day without its year, are no date.
func sameDate(onFile, said string, today time.Time) bool {
	return onFile != "" && slices.Contains(lookup.Dates(said, today), onFile)
}
