package keycloak_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/keycloak"
)

const userPath = "/users/" + accountID

// wrote are the names in the bodies sent to the account.
func (r *recorded) wrote(t *testing.T) [][]string {
	t.Helper()
	var names [][]string
	for _, body := range r.written("PUT", userPath) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(body), &fields); err != nil {
			t.Fatal(err)
		}
		names = append(names, slices.Sorted(maps.Keys(fields)))
	}
	return names
}

// Before 26.3 an account locked for a time was shown as disabled. Sending that back would disable it for good.
func TestAccountShownAsDisabledForItsLockIsNotDisabled(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	asShown := strings.Replace(recordedUser, `"enabled":true`, `"enabled":false`, 1)
	r.gives("GET "+userPath, 200, asShown)
	r.gives("GET /attack-detection/brute-force/users/"+accountID, 200, recordedLocked)
	a, err := desk.Account(t.Context(), accountID)
	if err != nil || a.Status != client.StatusLocked || a.PortalStatus != "Temporarily locked" {
		t.Fatalf("%s, %q, %v", a.Status, a.PortalStatus, err)
	}
	_, _ = desk.CorrectContact(t.Context(), change(t, desk), client.ContactCorrection{Contact: "phone", Value: "503-555-0199"})
	_, _ = desk.CorrectContact(t.Context(), change(t, desk), client.ContactCorrection{Contact: "email", Value: "new@example.org"})
	_, _ = desk.ChangeLoginID(t.Context(), change(t, desk), "another.login")
	wrote := r.wrote(t)
	if len(wrote) != 3 {
		t.Fatalf("%d writes", len(wrote))
	}
	for _, names := range wrote {
		if slices.Contains(names, "enabled") || slices.Contains(names, "requiredActions") {
			t.Errorf("wrote %v", names)
		}
	}
}

// No more is sent than is changed; with attributes, everything that the server would remove.
func TestNoMoreIsWrittenThanIsChanged(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	_, _ = desk.ChangeLoginID(t.Context(), change(t, desk), "another.login")
	_, _ = desk.CorrectContact(t.Context(), change(t, desk), client.ContactCorrection{Contact: "email", Value: "new@example.org"})
	_, _ = desk.Deactivate(t.Context(), change(t, desk), "asked")
	_, _ = desk.CorrectContact(t.Context(), change(t, desk), client.ContactCorrection{Contact: "phone", Value: "503-555-0199"})
	want := [][]string{
		{"username"}, {"email", "emailVerified"}, {"enabled"}, {"attributes", "email", "firstName", "lastName", "username"},
	}
	if got := r.wrote(t); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("wrote %v", got)
	}
	last := r.written("PUT", userPath)[3]
	for _, kept := range []string{`"mrn":["MRN-4000010"]`, `"locale":["en"]`, `"birthDate":["1970-11-12"]`, `"phone":["+15035550199"]`} {
		if !strings.Contains(last, kept) {
			t.Errorf("%s is not sent along", kept)
		}
	}
}

func TestNothingIsWrittenToAnAccountThatChanged(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	seen := change(t, desk)
	r.gives("GET "+userPath, 200, strings.Replace(recordedUser, "Raj", "Rajiv", 1))
	for name, do := range map[string]func() error{
		"login ID":   func() error { _, err := desk.ChangeLoginID(t.Context(), seen, "another.login"); return err },
		"deactivate": func() error { _, err := desk.Deactivate(t.Context(), seen, "asked"); return err },
		"activate":   func() error { _, err := desk.Activate(t.Context(), seen); return err },
		"unlock":     func() error { _, err := desk.Unlock(t.Context(), seen); return err },
		"sign out":   func() error { _, err := desk.SignOutEverywhere(t.Context(), seen); return err },
		"invite":     func() error { _, err := desk.ResendInvitation(t.Context(), seen, "email"); return err },
		"temporary": func() error {
			_, err := desk.ResetPassword(t.Context(), seen, client.PasswordReset{Way: client.WayTemporary})
			return err
		},
		"link": func() error {
			_, err := desk.ResetPassword(t.Context(), seen, client.PasswordReset{Way: client.WayLink, Contact: "email"})
			return err
		},
		"contact": func() error {
			_, err := desk.CorrectContact(t.Context(), seen, client.ContactCorrection{Contact: "email", Value: "new@example.org"})
			return err
		},
	} {
		if err := do(); client.KindOf(err) != client.Stale || client.CodeOf(err) != "account-changed" {
			t.Errorf("%s: %v", name, err)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.sent {
		if s.method != "GET" {
			t.Errorf("sent %s %s", s.method, s.path)
		}
	}
}

// Another's update in the server's log, made between our look and our write.
func TestWhatAnotherChangedAtTheSameMoment(t *testing.T) {
	theirs := func(representation string) string {
		return `{"id":"2","time":1795370460551,"authDetails":{"userId":"somebody"},"operationType":"UPDATE","resourceType":"USER","resourcePath":"users/` + accountID + `","representation":` + representation + `}`
	}
	mine := strings.Replace(recordedUpdate, `{\"email\":\"new10@example.com\"}`, `{\"username\":\"another.login\"}`, 1)
	renamed := strings.Replace(recordedUser, "p0010.haddad", "another.login", 1)
	for name, c := range map[string]struct {
		log, after string
		code       string
	}{
		"nothing":                           {mine, renamed, ""},
		"an address that stands":            {mine + "," + theirs(`"{\"email\":\"raj.haddad.10@example.com\"}"`), renamed, ""},
		"an address that does not stand":    {mine + "," + theirs(`"{\"email\":\"theirs@example.com\"}"`), renamed, keycloak.ChangedAtOnce},
		"something that is not kept":        {mine + "," + theirs(`""`), renamed, keycloak.ChangedAtOnce},
		"something that cannot be read":     {mine + "," + theirs(`"}{"`), renamed, keycloak.ChangedAtOnce},
		"a number that does not stand":      {mine + "," + theirs(`"{\"attributes\":{\"phone\":[\"1\"]}}"`), renamed, keycloak.ChangedAtOnce},
		"disabled, and not any more":        {mine + "," + theirs(`"{\"enabled\":false}"`), renamed, keycloak.ChangedAtOnce},
		"the login ID, after ours":          {theirs(`"{\"username\":\"theirs\"}"`) + "," + mine, strings.Replace(recordedUser, "p0010.haddad", "theirs", 1), keycloak.ChangedAtOnce},
		"nothing, and ours was not taken":   {mine, recordedUser, keycloak.ChangeIgnored},
		"a sign-out, which changes nothing": {mine + `,{"id":"3","authDetails":{"userId":"somebody"},"operationType":"ACTION","resourcePath":"users/` + accountID + `/logout"}`, renamed, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRecorded(t)
			desk := r.desk(t)
			seen := change(t, desk)
			r.afterwards("PUT "+userPath, map[string]string{"GET " + userPath: c.after, "GET /admin-events": "[" + c.log + "]"})
			_, err := desk.ChangeLoginID(t.Context(), seen, "another.login")
			if client.CodeOf(err) != c.code {
				t.Errorf("got %v, want %q", err, c.code)
			}
		})
	}
}

// Where the log cannot be read, a look after a while tells.
func TestOverwrittenAMomentLaterWithoutALog(t *testing.T) {
	r := newRecorded(t)
	r.gives("GET /events/config", 403, `{"error":"HTTP 403 Forbidden"}`)
	desk := r.desk(t)
	renamed := strings.Replace(recordedUser, "p0010.haddad", "another.login", 1)
	for name, c := range map[string]struct{ later, code string }{
		"stands": {renamed, ""}, "overwritten": {recordedUser, keycloak.ChangedAtOnce},
	} {
		r.gives("GET "+userPath, 200, recordedUser)
		seen := change(t, desk)
		r.afterwards("PUT "+userPath, map[string]string{"GET " + userPath: renamed})
		r.meanwhile = func() { r.gives("GET "+userPath, 200, c.later) }
		if _, err := desk.ChangeLoginID(t.Context(), seen, "another.login"); client.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A temporary password that another one took the place of is not handed out.
func TestTemporaryPasswordThatWasOvertaken(t *testing.T) {
	credentials := "GET " + userPath + "/credentials"
	later := `[{"id":"25bb0b66-85ad-4c1d-a97a-e9f7acd6ab44","type":"password","createdDate":1795370999999}]`
	for name, overtake := range map[string]func(*recorded){
		"later": func(r *recorded) { r.meanwhile = func() { r.gives(credentials, 200, later) } },
		"just before, with the sign-out that goes with it": func(r *recorded) {
			r.meanwhile = func() {
				r.gives("GET "+userPath, 200, strings.Replace(recordedUser, `"notBefore":0`, `"notBefore":1795370998`, 1))
			}
		},
	} {
		r := newRecorded(t)
		r.gives("GET /events/config", 403, `{"error":"HTTP 403 Forbidden"}`)
		r.gives("GET "+userPath, 200, strings.Replace(recordedUser, `"manage":true`, `"manage":false`, 1))
		desk := r.desk(t)
		seen := change(t, desk)
		overtake(r)
		did, err := desk.ResetPassword(t.Context(), seen, client.PasswordReset{Way: client.WayTemporary})
		if client.CodeOf(err) != keycloak.ChangedAtOnce || did.Secret != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The secret is in the answer and nowhere else, and a rule that wants lower case is met by another one.
func TestTemporaryPasswordIsMadeHere(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	did, err := desk.ResetPassword(t.Context(), change(t, desk), client.PasswordReset{Way: client.WayTemporary})
	if err != nil {
		t.Fatal(err)
	}
	written := r.written("PUT", userPath+"/reset-password")
	if len(written) != 1 || written[0] != `{"type":"password","temporary":true,"value":"`+did.Secret.Value+`"}` {
		t.Error("another password was sent than is shown")
	}
	again, err := desk.ResetPassword(t.Context(), change(t, desk), client.PasswordReset{Way: client.WayTemporary})
	if err != nil || again.Secret.Value == did.Secret.Value {
		t.Error("the same password twice")
	}
}

// A lost answer of a reset says that it may have been done.
func TestResetWhoseAnswerCannotBeReadIsUnknown(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	seen := change(t, desk)
	r.afterwards("PUT "+userPath+"/reset-password", map[string]string{"GET " + userPath: `{"id":`})
	_, err := desk.ResetPassword(t.Context(), seen, client.PasswordReset{Way: client.WayTemporary})
	if client.KindOf(err) != client.OutcomeUnknown {
		t.Errorf("got %v", err)
	}
}
