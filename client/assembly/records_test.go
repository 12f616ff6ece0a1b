package assembly_test

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/assembly"
	"portaldesk/client/portaltest/demotest"
)

var recordAbilities = []client.Ability{client.KeepsCalls, client.ReadsCalls, client.KeepsAudit, client.ReadsAudit}

func TestRecordsThatCannotBeAskedYetLeaveAboutAsItIs(t *testing.T) {
	for _, kind := range []client.Kind{client.Unauthenticated, client.Offline, client.Unavailable} {
		kept := &records{fails: &client.Error{Op: "getCapabilities", Kind: kind}}
		about := aboutOf(t, newPortal(t, assembly.Parts{Directory: newStub(), Records: kept}))
		for _, ability := range recordAbilities {
			if !about.Offers(ability) {
				t.Errorf("%s: %s is not offered before anybody could ask", kind, ability)
			}
		}
	}
}

func TestTheSessionSaysWhatTheRecordsReallyAllow(t *testing.T) {
	for kind, permitted := range map[client.Kind]bool{
		client.Offline: true, client.Unavailable: true, client.Unauthenticated: false, client.Forbidden: false, client.Protocol: false, client.Untrusted: false,
	} {
		kept := &records{fails: &client.Error{Op: "getCapabilities", Kind: kind}}
		session, err := newPortal(t, assembly.Parts{Directory: newStub(), Records: kept}).SignIn(t.Context(), client.Credentials{})
		if err != nil {
			t.Fatal(err)
		}
		for _, ability := range recordAbilities {
			if session.May(ability) != permitted {
				t.Errorf("records that answer %s: %s permitted %v", kind, ability, session.May(ability))
			}
		}
	}
}

func TestWithoutRecordsNothingIsTaken(t *testing.T) {
	portal := newPortal(t, assembly.Parts{Directory: newStub()})
	_, err := portal.CreateCalls(t.Context(), []client.Call{{ID: newCall()}})
	wants(t, err, client.NotOffered, "not-offered")
	_, err = portal.Calls(t.Context(), client.CallQuery{})
	wants(t, err, client.NotOffered, "not-offered")
	_, err = portal.AmendCall(t.Context(), client.Amendment{})
	wants(t, err, client.NotOffered, "not-offered")
	wants(t, portal.AppendAudit(t.Context(), nil), client.NotOffered, "not-offered")
	_, err = portal.AuditEvents(t.Context(), client.AuditQuery{})
	wants(t, err, client.NotOffered, "not-offered")
	session, err := portal.SignIn(t.Context(), client.Credentials{})
	if err != nil || slices.ContainsFunc(recordAbilities, session.May) {
		t.Errorf("%v, %v", session.Permissions, err)
	}
}

func TestCallsGoToTheRecordsAndNowhereElse(t *testing.T) {
	accounts, kept := startClinic(t, 300), startClinic(t, 300)
	server := kept.directory(&demotest.Keeper{})
	(&desk{Portal: server, t: t, clinic: kept}).signIn("mortiz")
	portal := accounts.desk("mortiz", assembly.Parts{Records: &records{Portal: server}})
	now := time.Now().UTC().Truncate(time.Second)
	call := client.Call{
		ID: newCall(), AgentID: "agent-mortiz", Caller: client.Caller{Relation: client.RelationPatient}, OpenedAt: now.Add(-time.Minute), ClosedAt: now,
		TalkSeconds: 60, Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Outcome: client.OutcomeResolved, Language: "en",
	}
	receipts, err := portal.CreateCalls(t.Context(), []client.Call{call})
	if err != nil || len(receipts) != 1 || receipts[0].Status != client.CallCreated {
		t.Fatalf("%+v, %v", receipts, err)
	}
	if page, err := portal.Calls(t.Context(), client.CallQuery{}); err != nil || len(page.Items) != 1 || page.Items[0].ID != call.ID {
		t.Errorf("%+v, %v", page, err)
	}
	amended, err := portal.AmendCall(t.Context(), client.Amendment{ID: newCall(), Call: call.ID, At: now, Note: "Called back."})
	if err != nil || amended.Amends != call.ID {
		t.Errorf("%+v, %v", amended, err)
	}
	event := client.AuditEvent{ID: string(newKey()), Seq: 1, At: now, AgentID: "agent-mortiz", Desk: "desk", Action: "sign-in", Outcome: client.AuditDone,
		Prev: zeroes, Hash: zeroes}
	if err := portal.AppendAudit(t.Context(), []client.AuditEvent{event}); err != nil {
		t.Error(err)
	}
	own := accounts.directory(&demotest.Keeper{})
	(&desk{Portal: own, t: t, clinic: accounts}).signIn("mortiz")
	if page, err := own.Portal.Calls(t.Context(), client.CallQuery{}); err != nil || len(page.Items) != 0 {
		t.Errorf("the server of the accounts has %d calls, %v", len(page.Items), err)
	}
}

const zeroes = "0000000000000000000000000000000000000000000000000000000000000000"

func TestAWholePortalWithOtherRecords(t *testing.T) {
	c, kept := startClinic(t, 300), startClinic(t, 300)
	whole := c.directory(&demotest.Keeper{}).Portal
	there := &records{Portal: kept.directory(&demotest.Keeper{}), offers: map[client.Ability]client.Offer{
		client.KeepsCalls: {Offered: true}, client.ReadsCalls: {Reason: "why", WayAround: "how"},
	}}
	portal := assembly.WithRecords(whole, there)
	about := aboutOf(t, portal)
	if !about.Offers(client.KeepsCalls) || about.Offers(client.ReadsCalls) || about.Abilities[client.ReadsCalls].Reason != "why" || about.Verification.ByDesk {
		t.Errorf("%+v", about)
	}
	d := &desk{Portal: portal, t: t, clinic: c}
	d.signIn("mortiz")
	if !d.session.May(client.KeepsCalls) || d.session.May(client.ReadsCalls) || !d.session.May(client.VerifiesCallers) {
		t.Errorf("%v", d.session.Permissions)
	}
	if resumed, err := d.Resume(t.Context()); err != nil || !slices.Equal(resumed.Permissions, d.session.Permissions) {
		t.Errorf("%v, %v", resumed.Permissions, err)
	}
	_, err := portal.Calls(t.Context(), client.CallQuery{})
	wants(t, err, client.Unauthenticated, "not-signed-in") // at the other server nobody is
	local := assembly.WithRecords(whole, nil)
	if about := aboutOf(t, local); about.Offers(client.KeepsCalls) || about.Abilities[client.KeepsCalls].WayAround == "" {
		t.Errorf("%+v", about.Abilities[client.KeepsCalls])
	}
	_, err = local.CreateCalls(t.Context(), nil)
	wants(t, err, client.NotOffered, "not-offered")
}
