package portaltest

import (
	"maps"
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

// form is one kind of thing that an agent types into the look-up, in every way people type it.
type form struct {
	name string
	// kind is what the target says whether it can be found by; a login ID is no identifier.
	kind client.IdentifierKind
	ways func(t *trial, sample Sample) map[string]string
}

var forms = []form{
	{"name", client.IdentifierName, func(t *trial, sample Sample) map[string]string {
		name := said(t, sample, client.IdentifierName)
		return map[string]string{"as spoken": name, "lower case": strings.ToLower(name), "upper case": strings.ToUpper(name), "blanks around": "  " + name + " "}
	}},
	{"birth date", client.IdentifierBirthDate, func(t *trial, sample Sample) map[string]string {
		return dates(t, said(t, sample, client.IdentifierBirthDate))
	}},
	{"record number", client.IdentifierMRN, func(t *trial, sample Sample) map[string]string {
		return map[string]string{"as written": said(t, sample, client.IdentifierMRN)}
	}},
	{"login ID", "", func(t *trial, sample Sample) map[string]string {
		if sample.LoginID == "" && sample.Says == nil {
			t.notTried("%s", nobodyKnows)
		}
		if sample.LoginID == "" {
			t.notTried("nobody knows the login ID of the account")
		}
		return map[string]string{"as written": sample.LoginID, "upper case": strings.ToUpper(sample.LoginID)}
	}},
	{"e-mail", client.IdentifierEmail, func(t *trial, sample Sample) map[string]string {
		address := said(t, sample, client.IdentifierEmail)
		return map[string]string{"as written": address, "upper case": strings.ToUpper(address), "blanks around": "  " + address + " "}
	}},
	{"phone", client.IdentifierPhone, func(t *trial, sample Sample) map[string]string {
		number := said(t, sample, client.IdentifierPhone)
		return map[string]string{"as written": number, "digits": digits(number)}
	}},
}

func dates(t *trial, date string) map[string]string {
	t.Helper()
	born, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatalf("the target does not give birth dates as 2006-01-02")
	}
	ways := map[string]string{}
	for _, layout := range []string{time.DateOnly, "01/02/2006", "1/2/2006", "Jan 2 2006", "January 2, 2006", "2 Jan 2006", "01-02-2006"} {
		ways[layout] = born.Format(layout)
	}
	return ways
}

// findsBy looks a sample up in every way of the form. A server that cannot be searched so must say that nobody was found, or
// that it does not understand, and nothing worse.
func (s *suite) findsBy(form form) func(*trial) {
	return func(t *trial) {
		d := s.anybody(t)
		sample := s.borrow(t, Reachable)
		ways, finds := form.ways(t, sample), s.findsKind(form.kind)
		for _, way := range slices.Sorted(maps.Keys(ways)) {
			query := client.Query{Text: ways[way], Limit: 100}
			if !finds {
				s.findsNobodyOrRefuses(t, d, query)
			} else if !slices.Contains(ids(everyone(t, d, query)), sample.ID) {
				t.Errorf("not found, %s", way)
			}
		}
		if !finds {
			t.notOffered(client.Offer{Reason: "accounts cannot be found by it there"})
		}
	}
}

// findsKind says whether the target can be searched by a kind; by a login ID every portal can.
func (s *suite) findsKind(kind client.IdentifierKind) bool {
	return s.target.Finds == nil || kind == "" || slices.Contains(s.target.Finds, kind)
}

func (s *suite) findsNobodyOrRefuses(t *trial, d *desk, query client.Query) {
	t.Helper()
	if _, err := d.Search(t.Context(), query); err != nil {
		s.want(t, err, client.Invalid)
	}
}

// findable is a text by which the sample can be found.
func (s *suite) findable(t *trial, sample Sample) string {
	t.Helper()
	for _, form := range forms {
		if text := sample.Says[form.kind]; text != "" && s.findsKind(form.kind) {
			return text
		}
	}
	if sample.LoginID == "" {
		t.notTried("nobody knows by what the account can be found")
	}
	return sample.LoginID
}
