//go:build tour && servers && linux

package tour

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/uuid"
)

// TestRecordsTour works with a SCIM directory whose calls and trail a FHIR server keeps, and asks that server, without any code of
// the program's, what it has of the call. The servers take the same token.
func TestRecordsTour(t *testing.T) {
	for _, name := range []string{"fhir", "hapi"} {
		t.Run(name, func(t *testing.T) {
			v, records := serverStage(t, "scim"), serverOf(t, name)
			v.album = filepath.Join(album, "records-"+name)
			v.caFile = v.bundle(v.CAFile, records.CAFile)
			v.launch()
			v.choose(3)
			v.fill(v.URL, "mortiz")
			v.text(v.Token)
			v.recordsAt(records.URL)
			v.await("screen", "name", "portal-found")
			v.show("tested")
			v.keys("Return")
			v.await("screen", "name", "desk")
			p := v.scimPatient()
			v.note = "Could not sign in with the old login ID. " + uuid.NewString()
			v.work(p, func() { v.changeLoginID(p.login + "x") })
			v.await("outbox", "waiting", 0)
			v.checkRecords(records)
		})
	}
}

// bundle is a file with several authorities.
func (v *server) bundle(files ...string) string {
	v.Helper()
	var all []byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		v.must(err)
		all = append(all, text...)
	}
	file := filepath.Join(v.desktop.Home(), "authorities.pem")
	v.must(os.WriteFile(file, all, 0o600))
	return file
}

// recordsAt goes from the token to where calls are kept, and tests the connection.
func (v *server) recordsAt(address string) {
	v.keys("Tab", "Return", "Tab", "Down", "Tab") // More settings; where calls are kept: on a FHIR server
	v.text(address)
	v.keys("Tab", "Tab") // past the namespace of record numbers
	v.text(v.caFile)
	v.show("records-elsewhere")
	v.keys("Return")
}

// kept is what is looked at of a Communication or an AuditEvent.
type kept struct {
	Identifier []identifier
	Note       []struct{ Text string }
	Recipient  []party
	Agent      []struct{ Who party }
	Entity     []struct{ What party }
	Subtype    []struct{ Code string }
	Outcome    string
}

type (
	identifier struct{ System, Value string }
	party      struct{ Identifier identifier }
)

// checkRecords says whether the server has the call once, and what was done in it, each once and by whom.
func (v *server) checkRecords(records *served) {
	v.Helper()
	var calls []kept
	v.until("the call at the FHIR server", func() bool {
		calls = slices.DeleteFunc(v.kept(records, "Communication"), func(k kept) bool { return len(k.Note) == 0 || k.Note[0].Text != v.note })
		return len(calls) > 0
	})
	if len(calls) != 1 || calls[0].Recipient[0].Identifier.Value != "mortiz" {
		v.Fatalf("the FHIR server has the call %d times: %+v", len(calls), calls)
	}
	about := entityOf(calls[0].Identifier[0])
	var events []kept
	v.until("what was done in the call", func() bool {
		events = slices.DeleteFunc(v.kept(records, "AuditEvent"), func(k kept) bool { return !slices.ContainsFunc(k.Entity, about) })
		return count(events, "change-login-id") == 1
	})
	for _, event := range events {
		if event.Agent[0].Who.Identifier.Value != "mortiz" {
			v.Errorf("the trail says that somebody else did it: %+v", event)
		}
	}
	if count(events, "verify-caller") == 0 {
		v.Error("the trail does not say that the caller was proven")
	}
}

func entityOf(call identifier) func(struct{ What party }) bool {
	return func(thing struct{ What party }) bool { return thing.What.Identifier == call }
}

// count is how often something was done, not only intended.
func count(events []kept, action string) (n int) {
	for _, event := range events {
		for _, subtype := range event.Subtype {
			if subtype.Code == action && event.Outcome == "0" {
				n++
			}
		}
	}
	return n
}

// kept is every resource of a type.
func (v *server) kept(records *served, resource string) (all []kept) {
	v.Helper()
	authority, err := os.ReadFile(records.CAFile)
	v.must(err)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	defer client.CloseIdleConnections()
	request, err := http.NewRequestWithContext(v.ctx, http.MethodGet, records.URL+"/"+resource+"?_count=1000&_sort=-_lastUpdated", nil)
	v.must(err)
	request.Header.Set("Authorization", "Bearer "+records.Token)
	response, err := client.Do(request)
	v.must(err)
	defer response.Body.Close()
	var found struct{ Entry []struct{ Resource kept } }
	v.must(json.NewDecoder(response.Body).Decode(&found))
	for _, entry := range found.Entry {
		all = append(all, entry.Resource)
	}
	return all
}
