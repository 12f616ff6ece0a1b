package scim_test

import (
	"net/http"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/scim"
)

func TestWhatTheServerLacksIsNotOffered(t *testing.T) {
	for name, test := range map[string]struct {
		config  string
		offered []client.Ability
		lasting bool
	}{
		"everything": {plainConfig, []client.Ability{
			client.ActivatesAccount, client.DeactivatesIt, client.ChangesLoginID, client.CorrectsContact}, false},
		"everything, and passwords that last": {plainConfig, []client.Ability{
			client.ActivatesAccount, client.DeactivatesIt, client.ChangesLoginID, client.CorrectsContact, client.ResetByTemporary}, true},
		"no patch": {strings.Replace(plainConfig, `"patch":{"supported":true}`, `"patch":{"supported":false}`, 1), nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.config = test.config
			c := f.desk(t, func(config *scim.Config) { config.LastingPasswords = test.lasting })
			about, err := c.About(t.Context())
			must(t, about, err)
			offered := 0
			for ability, offer := range about.Abilities {
				if offer.Offered {
					offered++
				} else if offer.Reason == "" || offer.WayAround == "" {
					t.Errorf("%s: no reason, or no way around", ability)
				}
			}
			for _, ability := range test.offered {
				if !about.Offers(ability) {
					t.Errorf("%s is not offered", ability)
				}
			}
			if offered != len(test.offered) {
				t.Errorf("%d abilities are offered, want %d", offered, len(test.offered))
			}
			if len(test.offered) == 0 {
				_, err = c.Deactivate(t.Context(), change(t, c), "x")
				wantError(t, err, client.NotOffered, "")
			}
		})
	}
}

func TestBeforeSignInAClosedServerIsStillThere(t *testing.T) {
	f := newFake(t)
	f.Config.Handler = refused(401, "")
	about, err := connect(t, scim.Config{Transport: f.transport()}).About(t.Context())
	if must(t, about, err); !about.Offers(client.DeactivatesIt) {
		t.Error("nothing is offered")
	}
}

func TestWhatSpeaksNoSCIMIsToldApart(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"a page":        func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"not there":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) },
		"another JSON":  answer(200, `{"issuer":"x"}`),
		"SCIM's 404":    refused(404, ""),
		"another thing": answer(200, maria),
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.Config.Handler = handler
			c := connect(t, scim.Config{Transport: f.transport()})
			_, err := c.About(t.Context())
			wantError(t, err, client.Protocol, "not-scim")
			_, err = c.SignIn(t.Context(), client.Credentials{Login: "ana", Token: "t"})
			wantError(t, err, client.Protocol, "not-scim")
		})
	}
}

func TestAServerThatIsDownIsNoServerWithoutSCIM(t *testing.T) {
	f := newFake(t)
	f.Config.Handler = refused(503, "")
	_, err := connect(t, scim.Config{Transport: f.transport()}).About(t.Context())
	wantError(t, err, client.Unavailable, "")
}

// One who may not look up accounts may do nothing else either.
func TestAnAgentWithoutRightsIsSignedInAndMayDoNothing(t *testing.T) {
	f := newFake(t)
	f.look = refused(403, "")
	session := signIn(t, connect(t, scim.Config{Transport: f.transport()}), "t")
	if len(session.Permissions) != 0 || session.Agent.Login != "ana" {
		t.Errorf("%+v", session)
	}
}

func TestFieldsAreAskedForWhereTheConfigurationSays(t *testing.T) {
	f := newFake(t)
	f.becomes(replaced(`"schemas"`, `"urn:x:y:User":{"chart":"MRN-77","born":{"day":"03/12/1984"}},"schemas"`))
	c := f.desk(t, func(config *scim.Config) {
		config.Fields = client.FieldMap{
			client.FieldLoginID: "userName", client.FieldMRN: "urn:x:y:User:chart", client.FieldBirthDate: "urn:x:y:User:born.day",
			client.FieldEmail: `emails[type eq "work"].value`, client.FieldPostcode: "no path at all",
		}
	})
	file, err := c.OnFile(t.Context(), "7")
	must(t, file, err)
	if file.MRN != "MRN-77" || file.BirthDate != "1984-03-12" || file.GivenName != "" || len(file.Contacts) != 1 || file.Contacts[0].Value != "m@work.example" {
		t.Errorf("%+v", file)
	}
	report, err := c.Fields(t.Context())
	if must(t, report, err); report.Guess[client.FieldLoginID] != "userName" || len(report.Paths) == 0 {
		t.Errorf("%+v", report)
	}
}
