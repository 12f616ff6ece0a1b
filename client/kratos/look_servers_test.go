//go:build servers

package kratos_test

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/kratos"
)

// layouts are where each server keeps what.
var layouts = map[string]client.FieldMap{
	kratosA: {
		client.FieldLoginID: "/username", client.FieldEmail: "/email", client.FieldPhone: "/phone", client.FieldMRN: "/mrn",
		client.FieldBirthDate: "/dob", client.FieldGivenName: "/name/first", client.FieldFamilyName: "/name/last",
	},
	kratosB: {
		client.FieldLoginID: "/email", client.FieldEmail: "/email", client.FieldPhone: "/tel", client.FieldMRN: "/member_number",
		client.FieldBirthDate: "/person/born", client.FieldGivenName: "/person/given", client.FieldFamilyName: "/person/family",
		client.FieldLanguage: "/lang", client.FieldPostcode: "/address/zip",
	},
}

func TestFieldsAreGuessedFromEachServersSchema(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		for name, public := range map[string]string{"from the schema": s.PublicURL, "from what is there": ""} {
			report, err := s.deskWith(t, kratos.Config{PublicURL: public}).Fields(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(report.Guess, layouts[s.Name]) {
				t.Errorf("%s: guessed %v", name, report.Guess)
			}
			for _, pointer := range layouts[s.Name] {
				if !slices.ContainsFunc(report.Paths, func(p client.FieldPath) bool { return p.Path == pointer }) {
					t.Errorf("%s: %s is not listed", name, pointer)
				}
			}
		}
	})
}

func TestWhatIsNotOfferedSaysWhyAndWhatToDoInstead(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		about, err := s.desk(t).About(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(about.Server, "Ory Kratos") || about.Now.IsZero() || about.Name == "" {
			t.Errorf("%q, %q, %v", about.Server, about.Name, about.Now)
		}
		for ability, offer := range about.Abilities { // that none is missing is the suite's to find
			if !offer.Offered && (offer.Reason == "" || offer.WayAround == "") {
				t.Errorf("%s: %+v", ability, offer)
			}
		}
		if links := s.Name == kratosB; about.Offers(client.ResetByLink) != links {
			t.Errorf("links are mailed here: %v, offered: %v", links, about.Offers(client.ResetByLink))
		}
		if !about.Offers(client.IssuesAccessCode) || about.Offers(client.ResetByTemporary) || about.Offers(client.ResetByCode) {
			t.Errorf("offered: %+v", about.Abilities)
		}
	})
}

func TestAboutNeedsNoSession(t *testing.T) {
	s := running(t, kratosA)
	c := s.desk(t)
	if err := c.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.About(t.Context()); err != nil {
		t.Error(err)
	}
	_, err := c.Search(t.Context(), client.Query{Text: "maria"})
	wantKind(t, err, client.Unauthenticated, "not-signed-in")
	_, err = c.Search(t.Context(), client.Query{Text: "maria alvarez"})
	wantKind(t, err, client.Unauthenticated, "not-signed-in")
	_, err = c.Account(t.Context(), "any")
	wantKind(t, err, client.Unauthenticated, "not-signed-in")
	id := s.take(t, "reachable").ID
	_, _, err = c.SendProofCode(t.Context(), id, "email")
	wantKind(t, err, client.Unauthenticated, "not-signed-in")
	_, err = c.CheckProofCode(t.Context(), string(id)+"/"+string(id), "123456")
	wantKind(t, err, client.Unauthenticated, "not-signed-in")
}

func ids(page client.Page[client.AccountRow]) []client.AccountID {
	var found []client.AccountID
	for _, row := range page.Items {
		found = append(found, row.ID)
	}
	return found
}

func found(t *testing.T, c *kratos.Client, text string) []client.AccountID {
	t.Helper()
	page, err := c.Search(t.Context(), client.Query{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return ids(page)
}

func TestLookUpByWhatIsTypedToSignIn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p := s.desk(t), s.take(t, "reachable")
		texts := map[string]string{
			"login ID": p.Login, "e-mail in capitals": strings.ToUpper(p.Email), "beginning of the e-mail": p.Email[:len(p.Email)-6],
		}
		if s.Name == kratosA {
			texts["record number"] = p.MRN
		}
		for what, text := range texts {
			if got := found(t, c, " "+text+" "); !slices.Equal(got, []client.AccountID{p.ID}) {
				t.Errorf("by the %s: %d found", what, len(got))
			}
		}
		for _, nobody := range []string{"zzqx", "%%", "__", "**", `x' OR '1'='1`, "example.test", strings.Repeat("z", 200), "zz\x00q"} {
			if got := found(t, c, nobody); len(got) != 0 {
				t.Errorf("%d found by nobody's text", len(got))
			}
		}
	})
}

func TestLookUpPagesThroughEverybodyWithABeginning(t *testing.T) {
	s := running(t, kratosB)
	c := s.desk(t)
	var got []client.AccountID
	for query := (client.Query{Text: "maria", Limit: 20}); ; {
		page, err := c.Search(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, ids(page)...)
		if query.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	want := s.signingInWith(t, c, "maria")
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || len(want) < 100 {
		t.Errorf("%d rows; want %d", len(got), len(want))
	}
	_, err := c.Search(t.Context(), client.Query{Text: "maria", Cursor: "nonsense"})
	wantKind(t, err, client.Invalid, "cursor-unknown")
}

// signingInWith are those whose login ID begins with the text now: other tests change some.
func (s *server) signingInWith(t *testing.T, c *kratos.Client, text string) []client.AccountID {
	t.Helper()
	var found []client.AccountID
	err := c.Walk(t.Context(), "", func(page []client.Listed, _ string, _ int) error {
		for _, listed := range page {
			if strings.HasPrefix(listed.OnFile.LoginID, text) {
				found = append(found, listed.OnFile.ID)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

var errStopped = errors.New("the desk was closed")

func TestAWalkReadsEverybodyOnceAndGoesOnWhereItWasStopped(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c := s.desk(t)
		seen := map[client.AccountID]int{}
		var cursor string
		stopAfter := 3
		visit := func(page []client.Listed, next string, total int) error {
			if total != s.Accounts {
				t.Errorf("total %d", total)
			}
			for _, listed := range page {
				seen[listed.OnFile.ID]++
			}
			cursor = next
			if stopAfter--; stopAfter == 0 {
				return errStopped
			}
			return nil
		}
		if err := c.Walk(t.Context(), "", visit); !errors.Is(err, errStopped) {
			t.Fatalf("got %v", err)
		}
		if err := c.Walk(t.Context(), cursor, visit); err != nil {
			t.Fatal(err)
		}
		for id, times := range seen {
			if times != 1 {
				t.Errorf("%s was read %d times", id, times)
			}
		}
		if len(seen) != s.Accounts {
			t.Errorf("%d of %d were read", len(seen), s.Accounts)
		}
	})
}

// indexed is a desk whose look-up stands on an index of everybody.
func (s *server) indexed(t *testing.T) (*kratos.Client, *memory) {
	t.Helper()
	c, index := s.desk(t), &memory{}
	c.UseIndex(index)
	err := c.Walk(t.Context(), "", func(page []client.Listed, _ string, _ int) error {
		index.accounts = append(index.accounts, page...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, index
}

func TestLookUpByWhatThePatientSaysStandsOnTheIndex(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, _ := s.indexed(t)
		p := s.take(t, "reachable")
		for what, text := range map[string]string{
			"name": p.FamilyName + ", " + p.GivenName + " " + p.BirthDate, "name and part": p.GivenName + " " + p.Email,
			"birth date and name": p.BirthDate + " " + p.FamilyName, "phone": p.Phone, "login ID": p.Login, "e-mail": p.Email,
		} {
			if got := found(t, c, text); !slices.Contains(got, p.ID) {
				t.Errorf("not found by %s among %d", what, len(got))
			}
		}
	})
}

func TestRowsOfTheIndexAreReadAgain(t *testing.T) {
	s := running(t, kratosA)
	c, index := s.indexed(t)
	p := s.take(t, "reachable")
	renamed := func(family string) {
		s.admin(t, http.MethodPatch, "/identities/"+string(p.ID), []map[string]any{
			{"op": "replace", "path": "/traits/name/last", "value": family}, {"op": "replace", "path": "/state", "value": "inactive"},
		}, nil)
	}
	renamed("Zzyzxwood")
	defer renamed(p.FamilyName) // the name is looked for again when the tests are
	if got := found(t, c, p.FamilyName+" "+p.BirthDate); slices.Contains(got, p.ID) {
		t.Error("found by the name they had")
	}
	page, err := c.Search(t.Context(), client.Query{Text: "zzyzxwood"})
	if err != nil || len(page.Items) != 1 || page.Items[0].Status != client.StatusDeactivated {
		t.Errorf("%d found by the name they have, %v", len(page.Items), err)
	}
	var made struct{ ID client.AccountID }
	s.admin(t, http.MethodPost, "/identities", map[string]any{"schema_id": "patient", "traits": map[string]any{
		"username": "zqgoner", "name": map[string]string{"first": "Zq", "last": "Gonerly"},
	}}, &made)
	if got := found(t, c, "zqgoner"); !slices.Equal(got, []client.AccountID{made.ID}) {
		t.Errorf("%d found by a login ID that is new", len(got))
	}
	if got := found(t, c, "gonerly"); !slices.Equal(got, []client.AccountID{made.ID}) {
		t.Errorf("%d found by the name of somebody just seen", len(got))
	}
	s.admin(t, http.MethodDelete, "/identities/"+string(made.ID), nil, nil)
	if got := found(t, c, "gonerly"); len(got) != 0 {
		t.Errorf("%d found who are gone", len(got))
	}
	if _, known, _ := index.Get(t.Context(), made.ID); known {
		t.Error("the index still has who is gone")
	}
}

func TestPagesOfServerAndIndexHaveNobodyTwice(t *testing.T) {
	s := running(t, kratosA)
	c, _ := s.indexed(t)
	for _, limit := range []int{1, 7, 50} {
		seen := map[client.AccountID]bool{}
		for query := (client.Query{Text: "ma", Limit: limit}); len(seen) < 60; {
			page, err := c.Search(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Items) > limit {
				t.Errorf("%d rows, asked for %d", len(page.Items), limit)
			}
			for _, row := range page.Items {
				if seen[row.ID] {
					t.Fatalf("in pages of %d, a row comes twice", limit)
				}
				seen[row.ID] = true
			}
			if query.Cursor = page.Next; page.Next == "" {
				t.Fatalf("in pages of %d, the list ends after %d", limit, len(seen))
			}
		}
	}
}
