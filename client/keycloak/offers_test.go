package keycloak_test

import (
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

// An agent with view-realm reads more of the realm, and is told at sign-in what another learns by failing.
func TestOffersOfARealmThatIsReadWhole(t *testing.T) {
	for what, c := range map[string]struct {
		realm   string
		missing client.Ability
	}{
		"no mail server":      {`{"realm":"patients","bruteForceProtected":true,"editUsernameAllowed":true,"smtpServer":{}}`, client.ResetByLink},
		"fixed login IDs":     {`{"realm":"patients","bruteForceProtected":true,"editUsernameAllowed":false,"smtpServer":{"host":"mail"}}`, client.ChangesLoginID},
		"no brute force":      {`{"realm":"patients","bruteForceProtected":false}`, client.UnlocksAccount},
		"address as login ID": {`{"realm":"patients","registrationEmailAsUsername":true}`, client.ChangesLoginID},
	} {
		r := newRecorded(t)
		r.gives("GET ", 200, c.realm)
		about, err := r.desk(t).About(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for ability, offer := range about.Abilities {
			gone := ability == c.missing || c.missing == client.ResetByLink && ability == client.ResendsInvitation ||
				ability == client.ResetByCode || ability == client.IssuesAccessCode
			if offer.Offered == gone || gone && (offer.Reason == "" || offer.WayAround == "") {
				t.Errorf("%s: %s: %+v", what, ability, offer)
			}
		}
	}
}

func TestOffersWithoutEvents(t *testing.T) {
	r := newRecorded(t)
	r.gives("GET /events/config", 200, `{"eventsEnabled":false,"enabledEventTypes":[],"adminEventsEnabled":false}`)
	desk := r.desk(t)
	about, err := desk.About(t.Context())
	if err != nil || about.Offers(client.ShowsSignIns) || about.Offers(client.ShowsMail) {
		t.Fatalf("%+v, %v", about.Abilities, err)
	}
	if !strings.Contains(about.Abilities[client.ShowsSignIns].WayAround, "Realm settings, Events") {
		t.Errorf("%+v", about.Abilities[client.ShowsSignIns])
	}
	if a, err := desk.Account(t.Context(), accountID); err != nil || a.LastSignInAt != nil {
		t.Errorf("%v, %v", a.LastSignInAt, err)
	}
	for _, s := range r.sent {
		if s.path == "/events" || s.path == "/admin-events" {
			t.Errorf("asked %s, which the realm does not keep", s.path)
		}
	}
}

// The list with locks is the console's own: where it is missing, the plain one does.
func TestListWithoutLocks(t *testing.T) {
	r := newRecorded(t)
	r.gives("GET /ui-ext/brute-force-user", 404, `{"error":"HTTP 404 Not Found"}`)
	desk := r.desk(t)
	for range 2 {
		page, err := desk.Search(t.Context(), client.Query{Text: "haddad"})
		if err != nil || len(page.Items) != 1 || page.Items[0].Status != client.StatusActive || page.Items[0].LoginID != "p0****" {
			t.Fatalf("%+v, %v", page.Items, err)
		}
	}
	if n := len(r.written("GET", "/ui-ext/brute-force-user")); n != 1 {
		t.Errorf("asked %d times for what is not there", n)
	}
}

func TestAboutOfSomethingElse(t *testing.T) {
	r := newRecorded(t)
	c := r.unsigned(t)
	if _, err := c.About(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.issuer = "https://elsewhere.example/realms/others"
	if _, err := c.About(t.Context()); client.KindOf(err) != client.Protocol {
		t.Errorf("got %v", err)
	}
}

// What is known of the realm is read anew after a while, and stays what it was when the session is over.
func TestAboutWhenTheSessionIsOver(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	r.gives("GET ", 200, `{"realm":"patients","displayName":"Riverside Patient Portal","bruteForceProtected":false}`)
	if about, err := desk.About(t.Context()); err != nil || !about.Offers(client.UnlocksAccount) {
		t.Fatalf("at once: %v", err)
	}
	r.ahead.Store(int64(2 * time.Minute))
	if about, err := desk.About(t.Context()); err != nil || about.Offers(client.UnlocksAccount) {
		t.Fatalf("after a while: %v", err)
	}
	r.ahead.Store(int64(4 * time.Minute))
	r.gives("GET ", 401, `{"error":"HTTP 401 Unauthorized"}`)
	if about, err := desk.About(t.Context()); err != nil || about.Name != "Riverside Patient Portal" {
		t.Errorf("%q, %v", about.Name, err)
	}
}
