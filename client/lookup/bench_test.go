package lookup_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/lookup"
)

func BenchmarkFindIn100000(b *testing.B) {
	crowd := people.Generate(1, 100_000, today)
	x := lookup.NewIndex(len(crowd), func(i int) lookup.Entry {
		p := crowd[i]
		return lookup.Entry{
			Name: p.Identity.Name(), OtherNames: p.Identity.Spellings, BirthDate: p.Identity.BirthDate, MRN: p.Identity.MRN,
			LoginID: p.LoginID, Emails: p.Values(client.ContactEmail), Phones: p.Values(client.ContactPhone),
		}
	})
	for _, typed := range []string{"ma", "smith", "alvarez, maria", "3/12/1984", crowd[5000].Identity.MRN, "0199", "maria.a@"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				x.Find(typed, today)
			}
		})
	}
}
