//go:build servers

package reach_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/app/profile"
	"portaldesk/app/reach"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/handout"
)

// The three things done all day, each at a real Keycloak: through the whole desk (keyring, trail, proof and all), and by the bare
// HTTPS calls that do the same and keep nothing.

func BenchmarkKeycloakLookUp(b *testing.B) {
	b.Run("desk", func(b *testing.B) {
		k := newKeycloak(b)
		for b.Loop() {
			if page, err := k.desk.Search(b.Context(), client.Query{Text: "smith"}); err != nil || len(page.Items) < 20 {
				b.Fatal(len(page.Items), err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		k := newKeycloak(b)
		for b.Loop() {
			k.get(b, "users?search=smith&first=0&max=26&briefRepresentation=false")
		}
	})
}

func BenchmarkKeycloakOpen(b *testing.B) {
	b.Run("desk", func(b *testing.B) {
		k := newKeycloak(b)
		for b.Loop() {
			if _, err := k.desk.Open(b.Context(), k.patient); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		k := newKeycloak(b)
		id := string(k.patient)
		for b.Loop() {
			k.getAll(b, "users/"+id, "users/"+id+"/credentials", "attack-detection/brute-force/users/"+id,
				"events?type=LOGIN&max=1&user="+id, "events?type=UPDATE_PROFILE&type=UPDATE_EMAIL&max=20&user="+id,
				"admin-events?operationTypes=UPDATE&max=20&resourcePath=users/"+id, "events?type=LOGIN&type=LOGIN_ERROR&max=20&user="+id,
				"users/"+id+"/sessions")
		}
	})
}

func BenchmarkKeycloakReset(b *testing.B) {
	b.Run("desk", func(b *testing.B) {
		k := newKeycloak(b)
		account := k.proven(b)
		reset, _ := operation.ByID("reset-password")
		for b.Loop() {
			outcome, err := k.desk.Perform(b.Context(), reset, account, operation.Values{"way": "temporary"})
			if err != nil || outcome.Secret == nil {
				b.Fatal(err)
			}
			account = outcome.Account
		}
	})
	b.Run("bare", func(b *testing.B) {
		k := newKeycloak(b)
		id := string(k.patient)
		for b.Loop() {
			k.do(b, http.MethodPut, "users/"+id+"/reset-password", `{"type":"password","temporary":true,"value":"K7MP-Q2RX-94TW"}`)
			k.do(b, http.MethodPost, "users/"+id+"/logout", "")
			k.get(b, "users/"+id)
		}
	})
}

// bench is a desk at a real Keycloak, and a bare client beside it.
type bench struct {
	desk    *app.Desk
	patient client.AccountID
	says    map[client.IdentifierKind]string
	http    *http.Client
	base    string
	token   string
}

func newKeycloak(b *testing.B) *bench {
	s := started(b, "keycloak", nil)
	agent := client.Credentials{Login: s.Agents[client.RoleSupervisor].Login, Token: s.grant(b, client.RoleSupervisor)}
	p := s.profile(profile.KindKeycloak)
	p.SignIn.Way = client.SignInToken
	p = mapped(b, p, agent)
	dir := b.TempDir()
	profiles, err := profile.Open(filepath.Join(dir, "desk"))
	if err != nil {
		b.Fatal(err)
	}
	workplace := &app.Workplace{Profiles: profiles, Ring: secrettest.Ring(b), Dial: reach.NewDialer().Dial, Log: slog.New(slog.DiscardHandler), Now: time.Now}
	desk, err := workplace.SignIn(b.Context(), p, agent)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = desk.Close() })
	var owners []owner
	readJSON(b, s.PatientsFile, &owners)
	mine, err := handout.Take(filepath.Dir(s.CAFile), len(owners), func(i int) bool { return owners[i].Trait == portaltest.Reachable })
	if err != nil {
		b.Fatal(err)
	}
	page, err := desk.Search(b.Context(), client.Query{Text: owners[mine].Login})
	if err != nil || len(page.Items) != 1 {
		b.Fatal(len(page.Items), err)
	}
	plain := s.bare(b)
	plain.Transport.(*http.Transport).MaxIdleConnsPerHost = 8
	base, err := url.JoinPath(s.ServerURL, "admin", "realms", "patients")
	if err != nil {
		b.Fatal(err)
	}
	return &bench{desk: desk, patient: page.Items[0].ID, says: owners[mine].Says, http: plain, base: base + "/", token: agent.Token}
}

// proven opens a call and proves the patient as the agent would, by what she says and a call back.
func (k *bench) proven(b *testing.B) client.Account {
	b.Helper()
	if _, err := k.desk.StartCall("en"); err != nil {
		b.Fatal(err)
	}
	opened, err := k.desk.Open(b.Context(), k.patient)
	if err != nil {
		b.Fatal(err)
	}
	check, err := k.desk.Verify(b.Context(), k.patient, app.Caller{Relation: client.RelationPatient})
	if err != nil {
		b.Fatal(err)
	}
	for _, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN} {
		if _, err := check.Identifier(b.Context(), kind, k.says[kind]); err != nil {
			b.Fatal(err)
		}
	}
	for _, contact := range opened.Account.Contacts {
		if contact.Kind == client.ContactPhone {
			if _, err := check.CallBack(b.Context(), contact.ID); err != nil {
				b.Fatal(err)
			}
		}
	}
	return opened.Account
}

func (k *bench) get(b *testing.B, path string) { k.do(b, http.MethodGet, path, "") }

// getAll asks for several things side by side.
func (k *bench) getAll(b *testing.B, paths ...string) {
	var all sync.WaitGroup
	for _, path := range paths {
		all.Go(func() { k.get(b, path) })
	}
	all.Wait()
}

func (k *bench) do(b *testing.B, method, path, body string) {
	request, err := http.NewRequestWithContext(b.Context(), method, k.base+path, bytes.NewReader([]byte(body)))
	if err != nil {
		b.Error(err)
		return
	}
	request.Header.Set("Authorization", "Bearer "+k.token)
	request.Header.Set("Content-Type", "application/json")
	answer, err := k.http.Do(request)
	if err != nil {
		b.Error(err)
		return
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode >= 300 {
		b.Error(method, answer.Status, err)
	}
}
