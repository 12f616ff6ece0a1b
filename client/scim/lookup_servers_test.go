//go:build servers

package scim_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
	"portaldesk/client/fold"
)

func TestSigningInLearnsWhatTheServerCan(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := connect(t, s.config())
		before, err := c.About(t.Context())
		if must(t, before, err); before.Server != "SCIM 2.0" || before.Name != "127.0.0.1" {
			t.Errorf("%q at %q", before.Server, before.Name)
		}
		_, err = c.Account(t.Context(), "1")
		if client.KindOf(err) != client.Unauthenticated {
			t.Errorf("before sign-in: %v", err)
		}
		session := signIn(t, c, s.Token)
		about, err := c.About(t.Context())
		must(t, about, err)
		for ability, offer := range about.Abilities {
			if offer.Offered != session.May(ability) || !offer.Offered && (offer.Reason == "" || offer.WayAround == "") {
				t.Errorf("%s: %+v, permitted %v", ability, offer, session.May(ability))
			}
		}
		for ability, want := range map[client.Ability]bool{
			client.ChangesLoginID: true, client.ActivatesAccount: true, client.DeactivatesIt: true, client.CorrectsContact: true,
			client.ResetByTemporary: s.kind == strict, client.ResetByLink: false, client.UnlocksAccount: false,
		} {
			if about.Offers(ability) != want {
				t.Errorf("%s: offered %v", ability, !want)
			}
		}
		if kinds := about.Verification.Identifiers; !slices.Contains(kinds, client.IdentifierBirthDate) || !slices.Contains(kinds, client.IdentifierMRN) {
			t.Errorf("identifiers %v", kinds)
		}
		if err := c.SignOut(t.Context()); err != nil {
			t.Error(err)
		}
		_, err = c.Account(t.Context(), "1")
		if client.KindOf(err) != client.Unauthenticated {
			t.Errorf("after sign-out: %v", err)
		}
	})
}

func TestAWrongTokenIsNoSession(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := connect(t, s.config())
		_, err := c.SignIn(t.Context(), client.Credentials{Login: "ana", Token: "wrong"})
		if client.KindOf(err) != client.Unauthenticated {
			t.Errorf("got %v", err)
		}
		_, err = c.Resume(t.Context())
		if client.KindOf(err) != client.Unauthenticated {
			t.Errorf("the token was kept: %v", err)
		}
	})
}

func TestFieldsAreGuessedFromTheSchemas(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		extension := "urn:ietf:params:scim:schemas:extension:clinic:2.0:Patient:"
		if s.kind == keycloak {
			extension = "urn:keycloak:params:scim:schemas:extension:realm:1.0:User:"
		}
		report, err := s.desk(t).Fields(t.Context())
		must(t, report, err)
		want := client.FieldMap{
			client.FieldLoginID: "userName", client.FieldGivenName: "name.givenName", client.FieldFamilyName: "name.familyName",
			client.FieldEmail: "emails.value", client.FieldPhone: "phoneNumbers.value", client.FieldLanguage: "preferredLanguage",
			client.FieldPostcode: "addresses.postalCode", client.FieldMRN: extension + "mrn", client.FieldBirthDate: extension + "birthDate",
		}
		if s.kind == keycloak {
			want[client.FieldPhone] = extension + "phone"
			delete(want, client.FieldPostcode)
		}
		if diff := cmp.Diff(want, report.Guess); diff != "" {
			t.Error(diff)
		}
		for _, p := range []string{"externalId", "displayName", extension + "birthDate"} {
			if !slices.ContainsFunc(report.Paths, func(f client.FieldPath) bool { return f.Path == p }) {
				t.Errorf("%s cannot be mapped", p)
			}
		}
	})
}

// forms are what an agent may type to find somebody.
func forms(p person) map[string]string {
	born, _ := time.Parse(time.DateOnly, p.BirthDate)
	return map[string]string{
		"name": p.Given + " " + p.Family, "listed": p.Family + ", " + p.Given, "lower": strings.ToLower(p.Given + " " + p.Family),
		"upper": strings.ToUpper(p.Family + " " + p.Given), "parts": string([]rune(p.Family)[:1]) + " " + p.Given,
		"MRN": p.MRN, "MRN, lower": strings.ToLower(p.MRN), "MRN, digits": fold.Digits(p.MRN), "MRN, named": "MRN " + fold.Digits(p.MRN),
		"login ID": p.Login, "login ID, upper": strings.ToUpper(p.Login), "login ID, part": p.Login[:len(p.Login)-1],
		"e-mail": p.Email, "e-mail, upper": strings.ToUpper(p.Email), "e-mail, part": p.Email[:strings.IndexByte(p.Email, '@')+1], "blanks": "  " + p.Email + " ",
		"phone": p.Phone, "phone, digits": fold.Digits(p.Phone), "phone, national": "(212) 555-" + p.Phone[len(p.Phone)-4:], "phone, end": p.Phone[len(p.Phone)-4:],
		"born": p.BirthDate, "born, spelled": born.Format("January 2, 2006"), "born, US": born.Format("1/2/2006"),
		"name and birth date": p.Family + " " + born.Format("01/02/2006"),
	}
}

func TestFoundByEveryFormThatPeopleType(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := s.desk(t)
		for _, family := range []string{"O'Brien", "de la Cruz", "Müller", "Kowalska-Żak", "Kim", "王"} {
			p := s.takeWho(t, func(p person) bool { return p.Family == family })
			for form, text := range forms(p) {
				if !slices.Contains(ids(everyone(t, c, client.Query{Text: text, Limit: 100})), client.AccountID(p.ID)) {
					t.Errorf("%s is not found by %s: %q", p.Login, form, text)
				}
			}
		}
	})
}

func TestNamesAreFoundFurtherInside(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := s.desk(t)
		for _, text := range []string{"cruz", "żak", "ŻAK", "cruz maria"} {
			page, err := c.Search(t.Context(), client.Query{Text: text})
			if len(must(t, page, err).Items) == 0 {
				t.Errorf("nobody is found by %q", text)
			}
		}
	})
}

func TestNobodyIsFoundByWhatIsNotThere(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := s.desk(t)
		for _, text := range []string{
			"zzqxzzqx", "zzqxzzqx@nowhere.invalid", "MRN-9999999", `" or userName sw "a`, `a" or id pr or userName eq "`, `x\" or active eq true`, "%*()&|", "'; --",
		} {
			page, err := c.Search(t.Context(), client.Query{Text: text})
			if page = must(t, page, err); len(page.Items) != 0 || page.Next != "" {
				t.Errorf("%q finds %d", text, len(page.Items))
			}
		}
		for _, text := range []string{"", "a", " a "} {
			_, err := c.Search(t.Context(), client.Query{Text: text})
			wantError(t, err, client.Invalid, "query-too-short")
		}
	})
}

// expected are those of a family, however they are spelled.
func (s server) expected(matches func(person) bool) []client.AccountID {
	var found []client.AccountID
	for _, p := range s.people {
		if matches(p) {
			found = append(found, client.AccountID(p.ID))
		}
	}
	return found
}

func TestPagesAreCompleteAndWithoutDoubles(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := s.desk(t)
		for name, test := range map[string]struct {
			query   client.Query
			matches func(person) bool
		}{
			"a family":           {client.Query{Text: "Tanaka", Limit: 100}, func(p person) bool { return p.Family == "Tanaka" }},
			"minors of a family": {client.Query{Text: "Haddad", Minors: true}, func(p person) bool { return p.Family == "Haddad" && p.Trait == "minor" }},
		} {
			got, want := ids(everyone(t, c, test.query)), s.expected(test.matches)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %d found, want %d", name, len(got), len(want))
			}
		}
	})
}

// So many are listed in the server's order. Other tests switch some of them off.
func TestAListOfThousandsIsCompleteAndWithoutDoubles(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		rows := everyone(t, s.desk(t), client.Query{Status: client.StatusActive, Limit: 100})
		found := ids(rows)
		slices.Sort(found)
		want := len(s.expected(func(p person) bool { return p.Trait != "deactivated" }))
		if len(rows) < want-200 || len(slices.Compact(found)) != len(rows) {
			t.Errorf("%d rows of %d, %d accounts", len(rows), want, len(slices.Compact(found)))
		}
		for _, row := range rows {
			if row.Status != client.StatusActive {
				t.Fatalf("asked for active accounts, got one that is %s", row.Status)
			}
		}
	})
}

func TestACursorOfAnotherLookUpIsUnknown(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := s.desk(t)
		page, err := c.Search(t.Context(), client.Query{Text: "Tanaka", Limit: 5})
		if must(t, page, err).Next == "" {
			t.Fatal("one page is all")
		}
		for _, query := range []client.Query{
			{Text: "Tanaka", Cursor: "bm9uc2Vuc2U"}, {Text: "Rossi", Cursor: page.Next}, {Text: "Tanaka", Status: client.StatusActive, Cursor: page.Next},
		} {
			_, err := c.Search(t.Context(), query)
			wantError(t, err, client.Invalid, "cursor-unknown")
		}
	})
}

func TestRowsAndAccountsAreMasked(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := s.desk(t)
		p := s.take(t, "reachable")
		page, err := c.Search(t.Context(), client.Query{Text: p.Login})
		row := must(t, page, err).Items[0]
		a := s.account(t, c, p)
		if a.AccountRow != row {
			t.Errorf("listed as %+v, shown as %+v", row, a.AccountRow)
		}
		for _, shown := range []string{row.BirthDate, row.LoginID, row.MRN, a.Contacts[0].Masked, a.Contacts[1].Masked} {
			for _, whole := range []string{p.BirthDate, p.Login, p.MRN, p.Email, p.Phone} {
				if shown == "" || strings.Contains(shown, whole) {
					t.Errorf("shown: %q", shown)
				}
			}
		}
		file, err := c.OnFile(t.Context(), client.AccountID(p.ID))
		must(t, file, err)
		if file.FamilyName != p.Family || file.BirthDate != p.BirthDate || file.MRN != p.MRN || file.LoginID != p.Login || file.Postcode != p.Postcode {
			t.Errorf("on file: %+v", file)
		}
	})
}

func TestAnAccountThatIsNotThere(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		c := s.desk(t)
		for id, code := range map[client.AccountID]string{"no-such": "account-not-found", "..": "account-not-found", "": "account-not-found"} {
			_, err := c.Account(t.Context(), id)
			wantError(t, err, client.NotFound, code)
		}
		_, err := c.Account(t.Context(), "../ServiceProviderConfig")
		if client.KindOf(err) != client.NotFound && client.KindOf(err) != client.Protocol {
			t.Errorf("got %v", err)
		}
	})
}
