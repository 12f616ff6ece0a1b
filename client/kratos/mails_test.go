package kratos_test

import (
	"net/http"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/kratos"
)

func reset(t *testing.T, c *kratos.Client) (client.Outcome, error) {
	t.Helper()
	return c.ResetPassword(t.Context(), order(t, c), client.PasswordReset{Way: client.WayLink, Contact: "email"})
}

func TestAMailIsBelievedWhenTheCourierHasIt(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	f.courier = []map[string]any{{"id": "old", "recipient": "pat1@example.test", "template_type": "recovery_valid", "status": "sent", "type": "email"}}
	if outcome, err := reset(t, c); err != nil || len(outcome.Notified) != 1 || outcome.Notified[0].To != "p****@example.test" {
		t.Errorf("%+v, %v", outcome.Notified, err)
	}
	// The flow says that a mail was sent, whoever is asked for.
	f.mails("")
	_, err := reset(t, c)
	wantKind(t, err, client.Conflict, "mail-not-sent")
	f.mails("recovery_invalid") // what Kratos writes to an address that nobody has
	_, err = reset(t, c)
	wantKind(t, err, client.Conflict, "mail-not-sent")
}

func TestAMailThatCannotBeLookedForMayHaveGone(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ordered := order(t, c)
	asked := 0
	f.answers("GET /admin/courier/messages", func(w http.ResponseWriter, r *http.Request) {
		if asked++; asked > 1 {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		f.messages(w, r)
	})
	_, err := c.ResetPassword(t.Context(), ordered, client.PasswordReset{Way: client.WayLink, Contact: "email"})
	wantKind(t, err, client.OutcomeUnknown, "mail-not-confirmed")
}

// TestWhatIsOfferedFollowsWhatIsSwitchedOn: the answers are those of servers that were set up so.
func TestWhatIsOfferedFollowsWhatIsSwitchedOn(t *testing.T) {
	off := says(400, `{"error":{"code":400,"status":"Bad Request","reason":"Recovery is not allowed because it was disabled.","message":"m"}}`)
	noMethod := says(404, `{"error":{"code":404,"status":"Not Found","reason":"This endpoint was disabled by system administrator.","message":"m"}}`)
	for name, tc := range map[string]struct {
		on      map[string]http.HandlerFunc
		offered map[client.Ability]bool
		why     string // of the link
	}{
		"everything": {nil, map[client.Ability]bool{client.ResetByLink: true, client.IssuesAccessCode: true, client.ResendsInvitation: true}, ""},
		"no links": {map[string]http.HandlerFunc{"POST /self-service/recovery": noMethod},
			map[client.Ability]bool{client.IssuesAccessCode: true, client.ResendsInvitation: true}, "methods.link"},
		"no recovery": {map[string]http.HandlerFunc{"GET /self-service/recovery/api": off},
			map[client.Ability]bool{client.ResendsInvitation: true}, "flows.recovery"},
		"neither links nor verification": {map[string]http.HandlerFunc{"POST /self-service/recovery": noMethod, "GET /self-service/verification/api": off},
			map[client.Ability]bool{client.IssuesAccessCode: true}, "methods.link"},
		"no public API": {map[string]http.HandlerFunc{"GET /self-service/recovery/api": says(502, "bad gateway")},
			map[client.Ability]bool{client.IssuesAccessCode: true}, "does not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			for question, with := range tc.on {
				f.answers(question, with)
			}
			about, err := f.client(t).About(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, ability := range []client.Ability{client.ResetByLink, client.IssuesAccessCode, client.ResendsInvitation} {
				if about.Offers(ability) != tc.offered[ability] {
					t.Errorf("%s offered: %v", ability, about.Offers(ability))
				}
			}
			if offer := about.Abilities[client.ResetByLink]; !strings.Contains(offer.Reason, tc.why) || (tc.why != "") != (offer.WayAround != "") {
				t.Errorf("%+v", offer)
			}
		})
	}
}

func TestWithoutAPublicAddressNothingIsMailed(t *testing.T) {
	f := newFake(t)
	c := signedIn(t, kratos.Config{Transport: f.transport()})
	about, err := c.About(t.Context())
	if err != nil || about.Offers(client.ResetByLink) || !about.Offers(client.IssuesAccessCode) {
		t.Errorf("%+v, %v", about.Abilities[client.ResetByLink], err)
	}
	_, err = reset(t, c)
	wantKind(t, err, client.NotOffered, "not-offered")
	_, _, err = c.SendProofCode(t.Context(), theID, "email")
	wantKind(t, err, client.NotOffered, "not-offered")
}

func TestASwitchedOffCodeMethodIsToldWhenItIsUsed(t *testing.T) {
	f := newFake(t)
	c := f.client(t) // that the account is there has just been seen, so that it is not found means something else
	_, err := c.IssueAccessCode(t.Context(), order(t, c), client.AccessCodeIssue{Channel: client.ByVoice})
	wantKind(t, err, client.NotOffered, "not-offered")
}

func TestAboutNamesServerAndIdentifiers(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	about, err := c.About(t.Context())
	if err != nil || about.Server != "Ory Kratos v1.3.1" || about.Name != "127.0.0.1" || len(about.Verification.Identifiers) != 5 {
		t.Errorf("%q, %q, %v, %v", about.Server, about.Name, about.Verification.Identifiers, err)
	}
	f.answers("GET /admin/version", says(200, `{"version":"<b>v1</b>"}`))
	if about, err = c.About(t.Context()); err != nil || about.Server != "Ory Kratos" {
		t.Errorf("%q, %v", about.Server, err)
	}
	f.answers("GET /admin/version", says(404, `404 page not found`))
	_, err = c.About(t.Context())
	wantKind(t, err, client.Protocol, "not-a-problem-document")
}

func TestFieldsThatNobodyNamedCannotBeChanged(t *testing.T) {
	f := newFake(t)
	c := signedIn(t, kratos.Config{Transport: f.transport(), Fields: client.FieldMap{client.FieldFamilyName: "/name/last"}})
	about, err := c.About(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, ability := range []client.Ability{client.ChangesLoginID, client.CorrectsContact} {
		if offer := about.Abilities[ability]; offer.Offered || offer.Reason == "" || offer.WayAround == "" {
			t.Errorf("%s: %+v", ability, offer)
		}
	}
	_, err = c.ChangeLoginID(t.Context(), order(t, c), "another")
	wantKind(t, err, client.NotOffered, "not-offered")
}
