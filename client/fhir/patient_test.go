package fhir_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/fhir"
)

const number = "MRN-4000123"

// subjectOf is whom a call is filed under where the server answers a search for patients like this.
func subjectOf(t *testing.T, patients http.HandlerFunc) (subject string, f *fake) {
	t.Helper()
	f = newFake(t, statement("", ""), func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/fhir/Patient"):
			patients(w, r)
		case r.Method == http.MethodGet:
			nobody(w, r)
		default:
			answer(201, `{}`)(w, r)
		}
	})
	records := f.recordsWith(t, fhir.Options{Patients: &fhir.PatientMatch{
		System: "urn:clinic:mrn", MRN: func(context.Context, client.AccountID) (string, error) { return number, nil },
	}})
	if _, err := records.CreateCalls(t.Context(), []client.Call{shortCall()}); err != nil {
		t.Fatal(err)
	}
	for _, w := range f.writes() {
		if w.path == "/Communication" {
			_, after, _ := strings.Cut(w.body, `"subject":{"reference":"`)
			subject, _, _ = strings.Cut(after, `"`)
		}
	}
	return subject, f
}

func patients(next string, all ...string) http.HandlerFunc {
	entries := make([]string, len(all))
	for i, one := range all {
		entries[i] = `{"resource":` + one + `}`
	}
	return answer(200, `{"resourceType":"Bundle","type":"searchset","link":[`+next+`],"entry":[`+strings.Join(entries, ",")+`]}`)
}

func patient(id, system, value string) string {
	return `{"resourceType":"Patient","id":"` + id + `","identifier":[{"system":"` + system + `","value":"` + value + `"}]}`
}

func TestThePatientOfACallIsCertainOrNobody(t *testing.T) {
	ours := patient("p1", "urn:clinic:mrn", number)
	more := `{"relation":"next","url":"https://evil.example/fhir/Patient?page=2"}`
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"the one":                       {patients("", ours), "Patient/p1"},
		"nobody":                        {patients(""), ""},
		"two":                           {patients("", ours, patient("p2", "urn:clinic:mrn", number)), ""},
		"more than were answered":       {patients(more, ours), ""},
		"another's number":              {patients("", patient("p2", "urn:clinic:mrn", "7")), ""},
		"the number of another clinic":  {patients("", patient("p2", "urn:other", number)), ""},
		"the one beside who was not it": {patients("", ours, patient("p2", "urn:clinic:mrn", "7")), "Patient/p1"},
		"an id that leads elsewhere":    {patients("", patient("../Group/1", "urn:clinic:mrn", number)), ""},
		"a refusal":                     {answer(403, outcome("forbidden", "")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got, _ := subjectOf(t, test.answer); got != test.want {
				t.Errorf("filed under %q, want %q", got, test.want)
			}
		})
	}
}

func TestARecordNumberIsInNoAddress(t *testing.T) {
	_, f := subjectOf(t, patients("", patient("p1", "urn:clinic:mrn", number)))
	asked := false
	for _, r := range f.requests() {
		if strings.Contains(r.path+r.query, number) {
			t.Errorf("asked for %s?%s", r.path, r.query)
		}
		if r.path == "/Patient/_search" {
			form, err := url.ParseQuery(r.body)
			asked = err == nil && r.method == http.MethodPost && form.Get("identifier") == "urn:clinic:mrn|"+number
		}
	}
	if !asked {
		t.Error("the patient was not asked for")
	}
}
