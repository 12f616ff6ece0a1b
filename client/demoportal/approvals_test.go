package demoportal_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// temporary is an order that the portals of these tests want a second person for.
var temporary = map[string]any{"way": "temporary"}

// approvedBy is the order with an approval.
func approvedBy(id client.ApprovalID) map[string]any {
	return map[string]any{"way": "temporary", "approvalId": id}
}

func twoPersons(t *testing.T) (agent, boss *desk, id client.AccountID, p proof) {
	t.Helper()
	d := start(t, demoportal.Options{SecondPerson: []client.Ability{client.ResetByTemporary}})
	agent, boss = d.as("mortiz"), d.as("kwright")
	id = d.one(demoportal.TraitAdult)
	return agent, boss, id, agent.prove(id)
}

func (d *desk) askApproval(id client.AccountID, p proof) client.Approval {
	d.t.Helper()
	return read[client.Approval](d.post("/approvals", client.ApprovalRequest{Account: id, Ability: client.ResetByTemporary,
		Call: p.call, Proof: p.token, Why: "On the phone, mailbox lost.", Flags: []string{"contact-changed"}}).is(201))
}

func (d *desk) decide(a client.Approval, grant bool) got {
	d.t.Helper()
	return d.post("/approvals/"+string(a.ID)+"/decision", client.ApprovalDecision{Grant: grant, Reason: "Seen."})
}

func TestAnAbilityThatNeedsASecondPersonIsRefusedWithoutOne(t *testing.T) {
	agent, boss, id, p := twoPersons(t)
	agent.do(agent.operation(id, "password-reset", p, temporary)).refused(403, "approval-required")
	asked := agent.askApproval(id, p)
	if asked.State != client.ApprovalPending || asked.Caller.Level != client.ProvenByOOB || asked.AskedByName != "M. Ortiz" ||
		!asked.ExpiresAt.Equal(asked.AskedAt.Add(client.ApprovalMinutes*time.Minute)) {
		t.Errorf("asked: %+v", asked)
	}
	agent.do(agent.operation(id, "password-reset", p, approvedBy(asked.ID))).refused(403, "approval-invalid")
	boss.decide(asked, true).is(200)
	agent.do(agent.operation(id, "password-reset", p, approvedBy(asked.ID))).is(200)
	agent.do(agent.operation(id, "password-reset", p, approvedBy(asked.ID))).refused(403, "approval-invalid")
	list := read[struct{ Items []client.Approval }](boss.get("/approvals").is(200)).Items
	if len(list) != 1 || list[0].State != client.ApprovalUsed || list[0].DecidedBy != "agent-kwright" {
		t.Errorf("listed: %+v", list)
	}
}

func TestAnOperationThatFailsUsesNoApprovalUp(t *testing.T) {
	agent, boss, id, p := twoPersons(t)
	asked := agent.askApproval(id, p)
	boss.decide(asked, true).is(200)
	stale := agent.operation(id, "password-reset", p, approvedBy(asked.ID))
	stale.match = `"0.none"`
	agent.do(stale).refused(412, "account-changed")
	agent.do(agent.operation(id, "password-reset", p, approvedBy(asked.ID))).is(200)
}

func TestAnApprovalIsGoodForNothingElse(t *testing.T) {
	agent, boss, id, p := twoPersons(t)
	asked := agent.askApproval(id, p)
	boss.decide(asked, true).is(200)
	other := agent.portal.Sample(demoportal.TraitAdult, 2)[1]
	elsewhere := agent.prove(other)
	agent.do(agent.operation(other, "password-reset", elsewhere, approvedBy(asked.ID))).refused(403, "approval-invalid")
	again := agent.prove(id) // in another call
	agent.do(agent.operation(id, "password-reset", again, approvedBy(asked.ID))).refused(403, "approval-invalid")
	link := map[string]any{"way": "link", "contactId": contact(agent.account(id), client.ContactEmail), "approvalId": asked.ID}
	agent.do(agent.operation(id, "password-reset", p, link)).refused(403, "approval-invalid")
	theirs := boss.prove(id)
	boss.do(boss.operation(id, "password-reset", theirs, approvedBy(asked.ID))).refused(403, "approval-invalid")
	agent.clock.Advance(client.ApprovalMinutes * time.Minute)
	fresh := agent.as("mortiz")
	late := fresh.prove(id)
	fresh.do(fresh.operation(id, "password-reset", late, approvedBy(asked.ID))).refused(403, "approval-invalid")
}

func TestWhoMayDecideARequest(t *testing.T) {
	agent, boss, id, p := twoPersons(t)
	asked := agent.askApproval(id, p)
	agent.decide(asked, true).refused(403, "role-not-allowed")
	own := boss.askApproval(id, boss.prove(id))
	boss.decide(own, true).refused(403, "own-approval")
	boss.post("/approvals/"+string(asked.ID)+"/decision", client.ApprovalDecision{}).refused(400, "approval-text-invalid")
	boss.decide(asked, false).is(200)
	boss.decide(asked, true).refused(409, "approval-decided")
	boss.post("/approvals/nothing/decision", client.ApprovalDecision{Grant: true}).refused(404, "approval-not-found")
	agent.do(agent.operation(id, "password-reset", p, approvedBy(asked.ID))).refused(403, "approval-invalid")
	late := agent.askApproval(id, p)
	agent.clock.Advance(client.ApprovalMinutes * time.Minute)
	agent.as("kwright").decide(late, true).refused(409, "approval-expired")
}

func TestARequestIsWithdrawnByWhoAskedAlone(t *testing.T) {
	agent, boss, id, p := twoPersons(t)
	asked := agent.askApproval(id, p)
	boss.post("/approvals/"+string(asked.ID)+"/withdrawal", struct{}{}).refused(404, "approval-not-found")
	agent.post("/approvals/"+string(asked.ID)+"/withdrawal", struct{}{}).is(200)
	boss.decide(asked, true).refused(409, "approval-decided")
}

func TestAnAgentSeesHerOwnRequestsOnly(t *testing.T) {
	agent, boss, id, p := twoPersons(t)
	agent.askApproval(id, p)
	for login, want := range map[string]int{"mortiz": 1, "jdoe": 0, "kwright": 1} {
		if list := read[struct{ Items []client.Approval }](boss.as(login).get("/approvals").is(200)).Items; len(list) != want {
			t.Errorf("%s sees %d", login, len(list))
		}
	}
	boss.as("lchen").get("/approvals").refused(403, "role-not-allowed")
}

func TestWhatIsAskedForMustBeComplete(t *testing.T) {
	agent, _, id, p := twoPersons(t)
	whole := client.ApprovalRequest{Account: id, Ability: client.ResetByTemporary, Call: p.call, Why: "why"}
	for code, change := range map[string]func(*client.ApprovalRequest){
		"approval-text-invalid": func(r *client.ApprovalRequest) { r.Why = " " },
		"call-required":         func(r *client.ApprovalRequest) { r.Call = "none" },
		"account-not-found":     func(r *client.ApprovalRequest) { r.Account = client.AccountID(uuid.NewString()) },
		"role-not-allowed":      func(r *client.ApprovalRequest) { r.Ability = client.ReadsAudit },
	} {
		asked := whole
		change(&asked)
		if answer := agent.post("/approvals", asked); answer.code() != code {
			t.Errorf("answer %d %s, want %s", answer.status, answer.body, code)
		}
	}
}

func TestApprovalsOutliveARestart(t *testing.T) {
	at, dir := newClock(), t.TempDir()
	options := demoportal.Options{StateDir: dir, SecondPerson: []client.Ability{client.ResetByTemporary}}
	d := startOn(t, at, options)
	agent := d.as("mortiz")
	id := d.one(demoportal.TraitAdult)
	p := agent.prove(id)
	asked := agent.askApproval(id, p)
	d.as("kwright").decide(asked, true).is(200)
	if err := d.portal.Close(); err != nil {
		t.Fatal(err)
	}
	again := startOn(t, at, options).as("mortiz")
	again.do(again.operation(id, "password-reset", p, approvedBy(asked.ID))).is(200)
	again.do(again.operation(id, "password-reset", p, approvedBy(asked.ID))).refused(403, "approval-invalid")
}
