package scim_test

import (
	"net/http"
	"strings"
	"testing"

	"portaldesk/client"
)

func TestAChangeIsSentAsThePatchThatTheStandardAsksFor(t *testing.T) {
	for name, status := range map[string]int{"answered with the account": 200, "answered with nothing": 204} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.write = func(w http.ResponseWriter, r *http.Request) {
				f.becomes(replaced(`"active":true`, `"active":false`))
				if status == 200 {
					answer(200, f.user("7"))(w, r)
					return
				}
				w.WriteHeader(204)
			}
			c := f.desk(t)
			outcome, err := c.Deactivate(t.Context(), change(t, c), "x")
			if must(t, outcome, err); outcome.Account.Status != client.StatusDeactivated {
				t.Errorf("%s", outcome.Account.Status)
			}
			want := `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}`
			if sent := f.requests(http.MethodPatch); len(sent) != 1 || sent[0].body != want || sent[0].ifMatch != "" {
				t.Errorf("sent %+v", sent)
			}
		})
	}
}

func TestAContactIsWrittenInItsOwnPlaceAndStyle(t *testing.T) {
	f := newFake(t)
	f.write = func(w http.ResponseWriter, _ *http.Request) {
		f.becomes(replaced("tel:+1-212-555-0199", "tel:+1-303-555-0142"))
		w.WriteHeader(204)
	}
	c := f.desk(t)
	outcome, err := c.CorrectContact(t.Context(), change(t, c), client.ContactCorrection{Contact: "phone:mobile", Value: "+1 303 555 0142"})
	must(t, outcome, err)
	want := `{"op":"replace","path":"phoneNumbers[type eq \"mobile\"].value","value":"tel:+1-303-555-0142"}`
	if sent := f.requests(http.MethodPatch); len(sent) != 1 || !strings.Contains(sent[0].body, want) {
		t.Errorf("sent %+v", sent)
	}
}

func TestWhatTheServerDidNotDoIsNotDone(t *testing.T) {
	f := newFake(t)
	f.write = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }
	c := f.desk(t)
	_, err := c.Deactivate(t.Context(), change(t, c), "x")
	wantError(t, err, client.Protocol, "change-ignored")
}

func TestWhatSomebodyElseDidAtTheSameMomentIsTold(t *testing.T) {
	for name, did := range map[string]func(string) string{
		"beside": func(u string) string {
			return replaced("maria.1", "taken.away")(replaced(`"active":true`, `"active":false`)(u))
		},
		"instead": replaced("Maria", "Mario"),
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.write = func(w http.ResponseWriter, _ *http.Request) {
				f.becomes(did)
				w.WriteHeader(204)
			}
			c := f.desk(t)
			_, err := c.Deactivate(t.Context(), change(t, c), "x")
			wantError(t, err, client.Stale, "changed-at-once")
		})
	}
}

// The other's change lands when this one has been read back already: only the second look shows it.
func TestWhatIsOvertakenAMomentLaterIsTold(t *testing.T) {
	f := newFake(t)
	written := false
	f.write = func(w http.ResponseWriter, _ *http.Request) {
		f.becomes(replaced(`"active":true`, `"active":false`))
		written = true
		w.WriteHeader(204)
	}
	c := f.desk(t)
	order := change(t, c)
	f.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.serve(w, r)
		if written && r.Method == http.MethodGet {
			f.becomes(replaced(`"active":false`, `"active":true`))
		}
	})
	_, err := c.Deactivate(t.Context(), order, "x")
	wantError(t, err, client.Stale, "changed-at-once")
}

func TestVersionsAreUsedWhereTheServerKeepsThem(t *testing.T) {
	f := newFake(t)
	f.config = strings.Replace(plainConfig, `"etag":{"supported":false}`, `"etag":{"supported":true}`, 1)
	f.write = func(w http.ResponseWriter, _ *http.Request) {
		f.becomes(replaced(`"active":true`, `"active":false`))
		f.becomes(replaced(`W/\"1\"`, `W/\"2\"`))
		w.WriteHeader(204)
	}
	c := f.desk(t)
	outcome, err := c.Deactivate(t.Context(), change(t, c), "x")
	if must(t, outcome, err); outcome.Account.Version != `W/"2"` {
		t.Errorf("version %s", outcome.Account.Version)
	}
	if sent := f.requests(http.MethodPatch); sent[0].ifMatch != `W/"1"` {
		t.Errorf("If-Match: %s", sent[0].ifMatch)
	}
}

func TestTheOrderOfListsIsNoChange(t *testing.T) {
	f := newFake(t)
	c := f.desk(t)
	before := change(t, c).Version
	f.becomes(replaced(`{"value":"maria@example.com","type":"home","primary":true},{"value":"m@work.example","type":"work"}`,
		`{"type":"work","value":"m@work.example"},{"primary":true,"type":"home","value":"maria@example.com"}`))
	if change(t, c).Version != before {
		t.Error("another version")
	}
	f.becomes(replaced("m@work.example", "n@work.example"))
	if change(t, c).Version == before {
		t.Error("the same version")
	}
}

func TestAnAnswerAboutSomebodyElseIsRefused(t *testing.T) {
	f := newFake(t)
	c := f.desk(t)
	f.becomes(replaced(`"id":"7"`, `"id":"8"`))
	_, err := c.Account(t.Context(), "7")
	wantError(t, err, client.Protocol, "another-account")
}
