package scim_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/scim"
)

func TestALookUpIsNotInTheAddressWhereTheServerTakesIt(t *testing.T) {
	f := newFake(t)
	rows := everyone(t, f.desk(t), client.Query{Text: "Alvarez"})
	if !slices.Equal(ids(rows), []client.AccountID{"7"}) {
		t.Errorf("found %v", ids(rows))
	}
	for _, a := range f.requests(http.MethodGet) {
		if strings.Contains(a.query, "lvarez") {
			t.Errorf("in an address: %s", a.query)
		}
	}
}

func TestAServerThatTakesLookUpsOnlyInTheAddress(t *testing.T) {
	for name, refuses := range map[string]http.HandlerFunc{
		"not there": refused(404, ""), "no such method": refused(405, ""), "a gateway's page": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.look = func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					refuses(w, r)
					return
				}
				list(maria)(w, r)
			}
			c := f.desk(t)
			for range 2 {
				if rows := everyone(t, c, client.Query{Text: "Alvarez"}); len(rows) != 1 {
					t.Errorf("found %v", ids(rows))
				}
			}
			if n := len(f.requests(http.MethodPost)); n != 1 {
				t.Errorf("asked %d times in a way that it does not take", n)
			}
		})
	}
}

// A server that takes look-ups as a body is never asked in the address, not even what it refuses.
func TestARefusedFilterIsNotRepeatedInTheAddress(t *testing.T) {
	f := newFake(t)
	f.look = func(w http.ResponseWriter, r *http.Request) {
		if body, _ := io.ReadAll(r.Body); strings.Contains(string(body), "filter") {
			refused(400, "invalidFilter")(w, r)
			return
		}
		list(maria)(w, r)
	}
	c := f.desk(t)
	_, err := c.Search(t.Context(), client.Query{Text: "Alvarez"})
	wantError(t, err, client.Invalid, "filter-refused")
	for _, a := range f.requests(http.MethodGet) {
		if strings.HasSuffix(a.path, "/Users") {
			t.Errorf("asked in the address: %s", a.query)
		}
	}
}

// There are servers that list nobody unless they are told whom.
func TestAServerThatListsNobodyUnasked(t *testing.T) {
	f := newFake(t)
	f.look = func(w http.ResponseWriter, r *http.Request) {
		if body, _ := io.ReadAll(r.Body); !strings.Contains(string(body), "filter") {
			refused(400, "tooMany")(w, r)
			return
		}
		list(maria)(w, r)
	}
	c := connect(t, scim.Config{Transport: f.transport()})
	if session := signIn(t, c, "t"); !session.May(client.ChangesLoginID) {
		t.Errorf("may do %v", session.Permissions)
	}
	if rows := everyone(t, c, client.Query{Text: "Alvarez"}); !slices.Equal(ids(rows), []client.AccountID{"7"}) {
		t.Errorf("found %v", ids(rows))
	}
}

func TestRowsThatWereNotAskedForAreLeftOut(t *testing.T) {
	f := newFake(t)
	f.look = list(strangerUser, maria, maria, `{"userName":"no id"}`, `{"id":7}`)
	c := f.desk(t)
	if rows := everyone(t, c, client.Query{Text: "Alvarez"}); !slices.Equal(ids(rows), []client.AccountID{"7"}) {
		t.Errorf("found %v", ids(rows))
	}
	if rows := everyone(t, c, client.Query{Text: "Alvarez", Status: client.StatusDeactivated}); len(rows) != 0 {
		t.Errorf("found %v", ids(rows))
	}
	if rows := everyone(t, c, client.Query{Text: "Alvarez", Status: client.StatusLocked}); len(rows) != 0 {
		t.Errorf("found %v", ids(rows))
	}
}

func TestAServerThatDoesNotPageEndsTheList(t *testing.T) {
	f := newFake(t)
	f.look = answer(200, listOpen+`217,"Resources":[`+maria+`]}`) // as SCIMMY's routers answer any page by address
	if rows := everyone(t, f.desk(t), client.Query{Text: "Alvarez"}); len(rows) != 1 {
		t.Errorf("%d rows", len(rows))
	}
	f.look = answer(200, listOpen+`5000,"Resources":[`+strangerUser+`]}`)
	if rows := everyone(t, f.desk(t), client.Query{Text: "Alvarez"}); len(rows) != 0 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestAServerThatTakesOnlySimpleFiltersIsAskedOneByOne(t *testing.T) {
	f := newFake(t)
	f.look = func(w http.ResponseWriter, r *http.Request) {
		filter := filterOf(r)
		switch {
		case strings.Contains(filter, " or ") || strings.Contains(filter, " and "):
			refused(400, "invalidFilter")(w, r)
		case strings.HasPrefix(filter, "name.familyName sw"):
			list(maria)(w, r)
		case strings.HasPrefix(filter, "externalId"):
			refused(400, "invalidFilter")(w, r)
		default:
			list()(w, r)
		}
	}
	c := f.desk(t)
	if rows := everyone(t, c, client.Query{Text: "Alvarez"}); len(rows) != 1 {
		t.Errorf("found %v", ids(rows))
	}
	f.look = refused(400, "invalidFilter")
	_, err := c.Search(t.Context(), client.Query{Text: "Alvarez"})
	wantError(t, err, client.Invalid, "filter-refused")
}

func filterOf(r *http.Request) string {
	if r.Method == http.MethodGet {
		return r.URL.Query().Get("filter")
	}
	body, _ := io.ReadAll(r.Body)
	text := string(body)
	_, after, _ := strings.Cut(text, `"filter":"`)
	before, _, _ := strings.Cut(after, `","startIndex"`)
	return before
}

// What an agent types cannot become a part of the filter.
func TestNothingTypedLeavesItsQuotationMarks(t *testing.T) {
	for _, text := range []string{`x" or userName sw "zq`, `x\" or id pr or userName eq "`, "a\x00b\"c", `"""`, `\\\`, `" "`} {
		f := newFake(t)
		var filters []string
		f.look = func(w http.ResponseWriter, r *http.Request) {
			query, _ := url.ParseQuery(r.URL.RawQuery)
			filters = append(filters, query.Get("filter"))
			if r.Method == http.MethodPost {
				refused(404, "")(w, r)
				return
			}
			list()(w, r)
		}
		c := f.desk(t)
		filters = nil
		page, err := c.Search(t.Context(), client.Query{Text: text})
		must(t, page, err)
		for _, filter := range filters {
			outside := ""
			for i, part := range strings.Split(filter, `"`) {
				if i%2 == 0 {
					outside += part
				}
			}
			if strings.Contains(filter, `userName sw "zq"`) || strings.Count(filter, `"`)%2 != 0 || strings.Contains(filter, `\`) || strings.Contains(outside, " pr") || strings.Contains(outside, "id ") {
				t.Errorf("%q became %s", text, filter)
			}
		}
	}
}

func TestAListThatIsNoneIsNotBelieved(t *testing.T) {
	for name, body := range map[string]string{
		"no schema": `{"totalResults":1,"Resources":[]}`, "a user": maria, "a list": `[]`, "wrong rows": listOpen + `1,"Resources":"x"}`,
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			c := f.desk(t)
			f.look = answer(200, body)
			_, err := c.Search(t.Context(), client.Query{Text: "Alvarez"})
			if client.KindOf(err) != client.Protocol {
				t.Errorf("got %v", err)
			}
		})
	}
}
