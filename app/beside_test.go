package app_test

import (
	"slices"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// tokens are those that the keyring holds.
func (c clinic) tokens(t *testing.T) client.Tokens {
	t.Helper()
	held, err := secret.Tokens(c.Workplace.Ring, c.Profile.ID).Tokens()
	if err != nil || held.Access == "" {
		t.Fatalf("no tokens: %v", err)
	}
	return held
}

// signOuts is how often the portal's own trail has an agent sign out.
func (c clinic) signOuts(t *testing.T, agent string) (count int) {
	t.Helper()
	portal, err := apptest.Dial(c.Profile, &client.Memory{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := portal.SignIn(t.Context(), c.supervisor(t)); err != nil {
		t.Fatal(err)
	}
	page, err := portal.AuditEvents(t.Context(), client.AuditQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range page.Items {
		if e.Action == client.OpSignOut && e.AgentID == agent {
			count++
		}
	}
	return count
}

func TestASupervisorBesideTheAgentLeavesHerSessionAlone(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	asked := ask(t, desk, account, "why")
	before := c.tokens(t)
	approved(t, c, desk, asked)
	if c.tokens(t) != before {
		t.Error("the agent's tokens changed")
	}
	if desk.Session.Agent.Login != "mortiz" {
		t.Errorf("the desk is %s's", desk.Session.Agent.Login)
	}
	if err := c.reset(t, desk, account); err != nil {
		t.Errorf("with the approval: %v", err)
	}
	page, err := desk.Trail.List(50, 0)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(page, func(e client.AuditEvent) bool {
		return e.Action == "decide-approval" && e.AgentID == "agent-kwright" && e.Detail == "agent-mortiz"
	}) {
		t.Error("the trail has nothing in the supervisor's name")
	}
	if !slices.ContainsFunc(page, func(e client.AuditEvent) bool {
		return e.Action == "approval" && e.AgentID == "agent-mortiz" && e.Detail == "agent-kwright"
	}) {
		t.Error("the trail has nothing in the agent's name")
	}
	if ended := c.signOuts(t, "agent-kwright"); ended != 1 {
		t.Errorf("her session was ended %d times", ended)
	}
}

func TestWhoMayNotApproveBeside(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	asked := ask(t, desk, account, "why")
	right := c.supervisor(t)
	wrong := right
	wrong.Password = "not hers"
	without := right
	without.OneTimeCode = ""
	for name, try := range map[string]struct {
		client.Credentials
		kind client.Kind
		code string
	}{
		"the agent herself":         {c.Credentials(t, client.RoleSenior), client.Forbidden, "own-approval"},
		"an agent without the role": {c.Credentials(t, client.RoleAgent), client.Forbidden, "may-not-approve"},
		"a wrong password":          {wrong, client.Unauthenticated, "credentials-wrong"},
		"without the one-time code": {without, client.OneTimeCodeRequired, "one-time-code-required"},
	} {
		_, err := desk.ApproveBeside(t.Context(), asked.ID, try.Credentials, "")
		if client.KindOf(err) != try.kind || client.CodeOf(err) != try.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := refused(t, desk, "reset-password", account); got != app.BarrierSecondPerson {
		t.Errorf("afterwards: %q", got)
	}
	if _, err := desk.Search(t.Context(), client.Query{Text: "alvarez"}); err != nil {
		t.Errorf("the agent's session: %v", err)
	}
	if trail := actions(t, desk); !slices.Contains(trail, "approval refused agent-jdoe") || !slices.Contains(trail, "approval refused unauthenticated") {
		t.Errorf("the trail lacks who tried: %q", trail)
	}
}

func TestWhereThePortalKeepsNoApprovalsTheDeskAsksForThem(t *testing.T) {
	gone := client.Offer{Reason: "Not here.", WayAround: "Beside."}
	c := clinicWith(t, demoportal.Options{Accounts: 200, Without: map[client.Ability]client.Offer{
		client.AsksApproval: gone, client.DecidesApprovals: gone}})
	desk, account := c.flagged(t)
	if desk.ApprovesAfar() || !desk.ApprovesBeside() {
		t.Error("the wrong ways are offered")
	}
	asked := ask(t, desk, account, "why")
	if _, err := desk.ApproveBeside(t.Context(), asked.ID, c.Credentials(t, client.RoleAgent), ""); client.CodeOf(err) != "may-not-approve" {
		t.Errorf("without the role: %v", err)
	}
	if _, err := desk.ApproveBeside(t.Context(), asked.ID, c.Credentials(t, client.RoleSenior), ""); client.CodeOf(err) != "own-approval" {
		t.Errorf("the agent herself: %v", err)
	}
	approved(t, c, desk, asked)
	if err := c.reset(t, desk, account); err != nil {
		t.Error(err)
	}
}
