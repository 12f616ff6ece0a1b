package demoportal

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/said"
)

// says compares what a caller said with what is on file.
func says(p people.Person, check client.IdentifierCheck, now time.Time) bool {
	f := client.OnFile{
		GivenName: p.Identity.Given, FamilyName: p.Identity.Family, Spellings: p.Identity.Spellings, BirthDate: p.Identity.BirthDate,
		MRN: p.Identity.MRN, Postcode: p.Identity.Postcode, LastVisit: p.Identity.LastVisit,
	}
	for _, contact := range p.Contacts {
		f.Contacts = append(f.Contacts, client.ContactOnFile{ID: contact.ID, Kind: contact.Kind, Value: contact.Value})
	}
	return said.Matches(f, check, now)
}
