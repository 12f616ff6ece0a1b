package mask_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/client/mask"
)

func TestMasksKeepOnlyWhatTheContractShows(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"birth date", mask.BirthDate("1984-03-12"), "**/**/1984"},
		{"login ID", mask.LoginID("malvarez84"), "ma****"},
		{"short login ID", mask.LoginID("bob"), "b****"},
		{"no login ID", mask.LoginID(""), ""},
		{"MRN", mask.MRN("4000123"), "****123"},
		{"short MRN", mask.MRN("12"), "****"},
		{"MRN of four", mask.MRN("4711"), "****11"},
		{"MRN in another script", mask.MRN("Жабв"), "****бв"},
		{"e-mail", mask.Contact(client.ContactEmail, "maria.alvarez@example.com"), "m****@example.com"},
		{"e-mail in another script", mask.Contact(client.ContactEmail, "żaneta@example.com"), "ż****@example.com"},
		{"broken e-mail", mask.Contact(client.ContactEmail, "maria"), "****"},
		{"phone", mask.Contact(client.ContactPhone, "+1 (212) 555-0199"), "***-***-0199"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
}
