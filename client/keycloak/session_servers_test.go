//go:build servers

package keycloak_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/keycloak"
)

var (
	reading = []client.Ability{client.ShowsSessions}
	events  = []client.Ability{client.ShowsSignIns, client.ShowsMail}
	managed = []client.Ability{
		client.ResetByTemporary, client.ResetByLink, client.ChangesLoginID, client.ActivatesAccount, client.DeactivatesIt,
		client.UnlocksAccount, client.EndsSessions, client.ResendsInvitation, client.CorrectsContact,
	}
)

func TestPermissionsAreThoseOfTheAgentsOwnRoles(t *testing.T) {
	s := realServer(t)
	for agent, want := range map[string]struct {
		role client.Role
		may  []client.Ability
	}{
		"supervisor": {client.RoleSupervisor, slices.Concat(reading, events, managed)},
		"senior":     {client.RoleSenior, slices.Concat(reading, managed)},
		"agent":      {client.RoleAgent, slices.Concat(reading, events, managed[:1])},
		"least":      {client.RoleAgent, slices.Concat(reading, managed[:1])},
		"auditor":    {client.RoleAuditor, slices.Concat(reading, events)},
		"nobody":     {client.RoleAuditor, nil},
	} {
		d := s.desk(t, agent)
		if d.session.Agent.Role != want.role || d.session.Agent.Login != s.Agents[agent].Login {
			t.Errorf("%s is %+v, want %s", agent, d.session.Agent, want.role)
		}
		got, may := slices.Clone(d.session.Permissions), slices.Clone(want.may)
		slices.Sort(got)
		slices.Sort(may)
		if !slices.Equal(got, may) {
			t.Errorf("%s may %v, want %v", agent, got, may)
		}
	}
}

// What an agent is not permitted the server itself refuses: nothing here stands between them.
func TestResetOnlyAgentResetsAndNothingElse(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "least"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	did, err := d.ResetPassword(t.Context(), d.change(t, id), client.PasswordReset{Way: client.WayTemporary})
	did = must(t, did, err)
	if did.Secret == nil || !did.Account.MustChangePassword {
		t.Errorf("secret %v, must change %v", did.Secret != nil, did.Account.MustChangePassword)
	}
	before := s.accountByID(t, client.AccountID(id))
	for name, do := range map[string]func(client.Change) (client.Outcome, error){
		"link": func(c client.Change) (client.Outcome, error) {
			return d.ResetPassword(t.Context(), c, client.PasswordReset{Way: client.WayLink, Contact: "email"})
		},
		"login ID":   func(c client.Change) (client.Outcome, error) { return d.ChangeLoginID(t.Context(), c, "another.login") },
		"deactivate": func(c client.Change) (client.Outcome, error) { return d.Deactivate(t.Context(), c, "asked") },
		"sign out":   func(c client.Change) (client.Outcome, error) { return d.SignOutEverywhere(t.Context(), c) },
		"contact": func(c client.Change) (client.Outcome, error) {
			return d.CorrectContact(t.Context(), c, client.ContactCorrection{Contact: "email", Value: "another@example.org"})
		},
	} {
		_, err := do(d.change(t, id))
		if client.KindOf(err) != client.Forbidden || client.CodeOf(err) != "role-not-allowed" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after := s.accountByID(t, client.AccountID(id)); after.Username != before.Username || after.Email != before.Email || !after.Enabled {
		t.Errorf("a refused operation changed the account")
	}
}

func TestAboutBeforeAndAfterSignIn(t *testing.T) {
	s := realServer(t)
	before, err := s.unsigned(t).About(t.Context())
	before = must(t, before, err)
	if before.Name != "patients" || before.Server != "Keycloak" || !before.Offers(client.ResetByLink) || before.Offers(client.ResetByCode) {
		t.Errorf("before sign-in: %+v", before)
	}
	after, err := s.desk(t, "supervisor").About(t.Context())
	after = must(t, after, err)
	if after.Name != "Riverside Patient Portal" || after.TimeZone != "UTC" || after.Now.IsZero() {
		t.Errorf("after sign-in: %q, %q, %v", after.Name, after.TimeZone, after.Now)
	}
	for ability, offer := range after.Abilities {
		if offer.Offered == (offer.Reason != "") || offer.Offered == (offer.WayAround != "") {
			t.Errorf("%s: %+v", ability, offer)
		}
	}
	want := []client.IdentifierKind{
		client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPhone, client.IdentifierEmail,
	}
	if !slices.Equal(after.Verification.Identifiers, want) {
		t.Errorf("identifiers %v", after.Verification.Identifiers)
	}
}

// What is switched off in the realm is told, with where to switch it on.
func TestAboutSaysWhatIsSwitchedOff(t *testing.T) {
	s := realServer(t)
	for what, c := range map[string]struct {
		off, on map[string]any
		missing client.Ability
		where   string
	}{
		"events":      {map[string]any{"eventsEnabled": false}, map[string]any{"eventsEnabled": true}, client.ShowsSignIns, "User events"},
		"brute force": {map[string]any{"bruteForceProtected": false}, map[string]any{"bruteForceProtected": true}, client.UnlocksAccount, "Security defenses"},
		"login IDs":   {map[string]any{"editUsernameAllowed": false}, map[string]any{"editUsernameAllowed": true}, client.ChangesLoginID, "Edit username"},
		"address as login ID": {
			map[string]any{"registrationEmailAsUsername": true}, map[string]any{"registrationEmailAsUsername": false},
			client.ChangesLoginID, "Correct the e-mail address",
		},
	} {
		t.Run(what, func(t *testing.T) {
			s.realm(t, c.off, c.on)
			about, err := s.desk(t, "supervisor").About(t.Context())
			about = must(t, about, err)
			offer := about.Abilities[c.missing]
			if offer.Offered || !strings.Contains(offer.WayAround, c.where) {
				t.Errorf("%+v", offer)
			}
		})
	}
}

func TestSignInThatTheRealmDoesNotTakeLeavesNothing(t *testing.T) {
	s := realServer(t)
	c := s.unsigned(t)
	_, err := c.SignIn(t.Context(), client.Credentials{Login: "agent", Token: "bWFkZS11cA"})
	if client.KindOf(err) != client.Unauthenticated {
		t.Errorf("a made-up token: %v", err)
	}
	if _, err := c.Resume(t.Context()); client.KindOf(err) != client.Unauthenticated {
		t.Errorf("resumed: %v", err)
	}
}

func TestResumeAfterSignIn(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "supervisor")
	again, err := d.Resume(t.Context())
	again = must(t, again, err)
	if again.Agent != d.session.Agent || len(again.Permissions) != len(d.session.Permissions) {
		t.Errorf("resumed as %+v", again)
	}
	if err := d.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Search(t.Context(), client.Query{Text: "alvarez"}); client.KindOf(err) != client.Unauthenticated {
		t.Errorf("searched after sign-out: %v", err)
	}
}

// An agent whose role is taken away in the middle of a session is refused from then on.
func TestRoleTakenAwayCountsAtOnce(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "senior"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	change := d.change(t, id)
	agent := s.account(t, s.Agents["senior"].Login)
	var clients []struct{ ID string }
	s.admin(t, http.MethodGet, "/patients/clients?clientId=realm-management", nil, &clients)
	path := "/patients/users/" + agent.ID + "/role-mappings/clients/" + clients[0].ID
	var roles []map[string]any
	s.admin(t, http.MethodGet, path, nil, &roles)
	s.admin(t, http.MethodDelete, path, roles, nil)
	t.Cleanup(func() { s.admin(t, http.MethodPost, path, roles, nil) })
	_, err := d.Deactivate(t.Context(), change, "asked")
	wantError(t, err, client.Forbidden, "role-not-allowed")
}

func TestRealmThatIsNotThere(t *testing.T) {
	s := realServer(t)
	c := s.unsigned(t, func(config *keycloak.Config) { config.Transport.BaseURL = s.ServerURL + "/realms/nobodys" })
	_, err := c.About(t.Context())
	wantError(t, err, client.NotFound, keycloak.RealmUnknown)
}

// The admin console's address leads to the same realm.
func TestAnyAddressOfTheRealmWillDo(t *testing.T) {
	s := realServer(t)
	c := s.unsigned(t, func(config *keycloak.Config) {
		config.Transport.BaseURL = s.ServerURL + "/admin/master/console/#/patients/users"
	})
	about, err := c.About(t.Context())
	if about = must(t, about, err); about.Name != "patients" {
		t.Errorf("reached %q", about.Name)
	}
}
