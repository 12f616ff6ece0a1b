package adminapi_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest/demotest"
)

// desk is the portal with an agent signed in, every request and answer checked against the contract.
func (d *demo) desk(t *testing.T, login string) *adminapi.Client {
	t.Helper()
	config := d.Config()
	config.Wrap = d.client.onClient
	portal, err := adminapi.New(config, &demotest.Keeper{})
	if err != nil {
		t.Fatal(err)
	}
	for _, agent := range d.Agents() {
		if agent.Login != login {
			continue
		}
		credentials := client.Credentials{Login: login, Password: agent.Password}
		if agent.TOTPSecret != "" {
			if credentials.OneTimeCode, err = totp.GenerateCode(agent.TOTPSecret, d.Now()); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := portal.SignIn(t.Context(), credentials); err != nil {
			t.Fatal(err)
		}
	}
	return portal
}

func key() client.Key { return client.Key(uuid.NewString()) }

func TestApprovalsAreAsTheContractSays(t *testing.T) {
	d := startDemo(t, demoportal.Options{Accounts: 100, SecondPerson: []client.Ability{client.EndsSessions}})
	agent, boss := d.desk(t, "mortiz"), d.desk(t, "kwright")
	about, err := agent.About(t.Context())
	if err != nil || !about.Offers(client.AsksApproval) || len(about.Verification.SecondPerson) != 1 || !about.Verification.FlagsNeedSecondPerson {
		t.Fatalf("about: %+v, %v", about.Verification, err)
	}
	asking := client.ApprovalRequest{Account: d.Sample(demoportal.TraitAdult, 1)[0], Ability: client.EndsSessions,
		Call: client.CallID(uuid.NewString()), Why: "why"}
	once := key()
	asked, err := agent.AskApproval(t.Context(), asking, once)
	if err != nil || asked.State != client.ApprovalPending {
		t.Fatalf("asked: %+v, %v", asked, err)
	}
	if again, err := agent.AskApproval(t.Context(), asking, once); err != nil || again.ID != asked.ID {
		t.Errorf("with the same key: %+v, %v", again, err)
	}
	if _, err := boss.DecideApproval(t.Context(), asked.ID, client.ApprovalDecision{}, key()); client.KindOf(err) != client.Invalid {
		t.Errorf("denied without a reason: %v", err)
	}
	if granted, err := boss.DecideApproval(t.Context(), asked.ID, client.ApprovalDecision{Grant: true}, key()); err != nil ||
		granted.DecidedBy != "agent-kwright" || granted.DecidedAt == nil {
		t.Errorf("granted: %+v, %v", granted, err)
	}
	if _, err := agent.WithdrawApproval(t.Context(), asked.ID, key()); client.KindOf(err) != client.Conflict {
		t.Errorf("withdrawn after the decision: %v", err)
	}
	second, err := agent.AskApproval(t.Context(), asking, key())
	if err != nil {
		t.Fatal(err)
	}
	if back, err := agent.WithdrawApproval(t.Context(), second.ID, key()); err != nil || back.State != client.ApprovalWithdrawn {
		t.Errorf("withdrawn: %+v, %v", back, err)
	}
	third, err := agent.AskApproval(t.Context(), asking, key())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := boss.DecideApproval(t.Context(), third.ID, client.ApprovalDecision{Reason: "No."}, key()); err != nil {
		t.Errorf("denied: %v", err)
	}
	d.Advance(time.Minute)
	list, err := boss.Approvals(t.Context())
	if err != nil || len(list) != 3 || list[0].ID != third.ID || list[2].Patient.ID != asking.Account {
		t.Errorf("listed: %+v, %v", list, err)
	}
	_, err = agent.SignOutEverywhere(t.Context(), client.Change{Account: asking.Account, Version: `"1"`, Key: key(), Call: asking.Call})
	if client.KindOf(err) != client.ProofRequired {
		t.Errorf("without proof, before any approval is looked at: %v", err)
	}
	if d.client.checked == 0 || d.server.checked == 0 {
		t.Error("nothing was checked")
	}
}
