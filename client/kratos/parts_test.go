package kratos

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
)

func traits(t *testing.T, text string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestPointers(t *testing.T) {
	held := traits(t, `{"a":{"b/c":[{"~d":" x "},12345678901]},"n":5035550101.5,"t":true,"":"e"}`)
	for pointer, want := range map[string]string{
		"/a/b~1c/0/~0d": "x", "/a/b~1c/1": "12345678901", "/n": "5035550101.5", "/t": "", "/a": "", "/a/b~1c/2": "", "/a/b~1c/-1": "",
		"/": "e", "": "", "a": "", "/n/x": "", "/zz": "",
	} {
		if got := text(held, pointer); got != want {
			t.Errorf("%q: got %q, want %q", pointer, got, want)
		}
	}
}

func TestPutAddsWhatAValueStandsIn(t *testing.T) {
	held := traits(t, `{"email":"x","name":{}}`)
	for pointer, want := range map[string]edit{
		"/email":     {"replace", "/traits/email", "v"},
		"/phone":     {"add", "/traits/phone", "v"},
		"/name/last": {"add", "/traits/name/last", "v"},
		"/a/b~1c/d":  {"add", "/traits/a", map[string]any{"b/c": map[string]any{"d": "v"}}},
	} {
		if got := put(held, pointer, "v"); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v", pointer, got)
		}
	}
}

func TestDays(t *testing.T) {
	today := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for written, want := range map[string]string{
		"1984-03-12": "1984-03-12", "1984-03-12T00:00:00Z": "1984-03-12", "19840312": "1984-03-12", "31.12.1984": "1984-12-31",
		"03/12/1984": "", "soon": "", "": "",
	} {
		if got := day(written, today); got != want {
			t.Errorf("%q: got %q, want %q", written, got, want)
		}
	}
}

func TestContactsAreOnePerAddress(t *testing.T) {
	made := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	i := identity{
		CreatedAt: made, Traits: traits(t, `{"email":"Maria@Example.test","phone":"(201) 555-0100"}`),
		Verifiable: []address{
			{ID: "v1", Value: "maria@example.test", Via: viaEmail, Verified: true, CreatedAt: made.Add(time.Second)},
			{ID: "v2", Value: "+12015550100", Via: viaText, CreatedAt: made.Add(time.Hour)},
			{ID: "v3", Value: "second@example.test", Via: viaEmail, CreatedAt: made.Add(2 * time.Hour)},
		},
		Recovery: []address{
			{ID: "r1", Value: "maria@example.test", Via: viaEmail, CreatedAt: made}, {ID: "r2", Value: "second@example.test", Via: viaEmail, CreatedAt: made.Add(48 * time.Hour)},
		},
	}
	want := []client.ContactOnFile{
		{ID: "email", Kind: client.ContactEmail, Value: "Maria@Example.test", Verified: true, Consented: true},
		{ID: "phone", Kind: client.ContactPhone, Value: "(201) 555-0100", Consented: true, NoCodes: true, ChangedAt: made.Add(time.Hour)},
		{ID: "v3", Kind: client.ContactEmail, Value: "second@example.test", Consented: true, ChangedAt: made.Add(2 * time.Hour)},
	}
	got := contacts(i, client.FieldMap{client.FieldEmail: "/email", client.FieldPhone: "/phone"})
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	if !i.recovers("SECOND@example.test") || i.recovers("third@example.test") {
		t.Error("where the server writes to is not what it says")
	}
}

func TestTheVersionMovesWithWhatIsChangedAndNothingElse(t *testing.T) {
	base := func() identity {
		return identity{
			ID: "1", State: active, Traits: map[string]any{"a": "x"}, Credentials: map[string]credential{"password": {[]string{"b", "a"}}},
			Verifiable: []address{{ID: "1", Value: "m", Via: viaEmail}, {ID: "2", Value: "n", Via: viaEmail}},
		}
	}
	same := base()
	slices.Reverse(same.Verifiable)
	same.Credentials["password"] = credential{[]string{"a", "b"}}
	same.ChangedAt, same.Verifiable[0].Verified = time.Now(), true
	if version(same) != version(base()) {
		t.Error("another order, or an address that was verified, is another version")
	}
	for name, change := range map[string]func(*identity){
		"state": func(i *identity) { i.State = inactive }, "trait": func(i *identity) { i.Traits = map[string]any{"a": "y"} },
		"address":    func(i *identity) { i.Verifiable[0].Value = "o" },
		"recovery":   func(i *identity) { i.Recovery = []address{{Value: "m", Via: viaEmail}} },
		"credential": func(i *identity) { i.Credentials["totp"] = credential{} },
	} {
		changed := base()
		change(&changed)
		if version(changed) == version(base()) {
			t.Errorf("%s: the version stands still", name)
		}
	}
}

func TestSecondFactors(t *testing.T) {
	for kinds, want := range map[[2]string]string{
		{"password", "lookup_secret"}: "", {"password", "totp"}: "totp", {"lookup_secret", "webauthn"}: "webauthn",
	} {
		i := identity{Credentials: map[string]credential{kinds[0]: {}, kinds[1]: {}}}
		if got := secondFactor(i); got != want {
			t.Errorf("%v: %q", kinds, got)
		}
	}
}

func TestDevices(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1": "Safari on iPhone",
		"Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36":                   "Chrome on Android",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0":           "Edge on Windows",
		"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36":                          "Chrome on Chromebook",
		"curl/7.88.1": "unknown device", "": "unknown device", "Firefox/140.0": "Firefox",
	} {
		if got := device(agent); got != want {
			t.Errorf("%s: %s", agent, got)
		}
	}
}

func TestTheTokenOfTheNextPage(t *testing.T) {
	for link, want := range map[string]string{
		`</admin/identities?page_size=2&page_token=0>; rel="first",</admin/identities?page_size=2&page_token=a%2Fb>; rel="next"`: "a/b",
		`</admin/identities?page_token=0>; rel="first"`: "",
		`<::>; rel="next"`: "", `<x>`: "", "": "",
	} {
		if got := nextToken(http.Header{"Link": {link}}); got != want {
			t.Errorf("%s: %q", link, got)
		}
	}
}

func TestTurns(t *testing.T) {
	var turns turns
	inside, most := 0, 0
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			release, err := turns.take(t.Context(), "a")
			if err != nil {
				t.Error(err)
				return
			}
			inside++ // the race detector sees whoever comes in between
			most = max(most, inside)
			inside--
			release()
		})
	}
	all.Wait()
	release, err := turns.take(t.Context(), "a")
	if err != nil || most != 1 {
		t.Fatalf("%d at once, %v", most, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := turns.take(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if other, err := turns.take(t.Context(), "b"); err != nil {
		t.Error("another account waits too")
	} else {
		other()
	}
	release()
	if len(turns.held) != 0 {
		t.Errorf("%d turns are kept", len(turns.held))
	}
}
