package app_test

import (
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/operation"
	"portaldesk/app/redflag"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// changed is of the cast: her e-mail changed two days ago, so that every way in needs a second person.
const changed = "Kowalska-Żak, Zofia"

// supervisor are the credentials of the demo's supervisor, with a code that is good now.
func (c clinic) supervisor(t *testing.T) client.Credentials {
	t.Helper()
	for _, agent := range c.Portal.Agents() {
		if agent.Role == client.RoleSupervisor {
			code, err := totp.GenerateCode(agent.TOTPSecret, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			return client.Credentials{Login: agent.Login, Password: agent.Password, OneTimeCode: code}
		}
	}
	t.Fatal("no supervisor")
	return client.Credentials{}
}

// flagged is a desk in a call with a proven patient whose e-mail changed two days ago.
func (c clinic) flagged(t *testing.T) (*app.Desk, client.Account) {
	t.Helper()
	desk := c.SignIn(t, client.RoleSenior)
	apptest.StartCall(t, desk)
	account := find(t, desk, changed)
	c.prove(t, desk, account)
	return desk, account
}

func ask(t *testing.T, desk *app.Desk, account client.Account, why string) client.Approval {
	t.Helper()
	reset := op(t, "reset-password")
	approval, err := desk.AskApproval(t.Context(), reset, account, choice(desk, reset, account), why)
	if err != nil {
		t.Fatal(err)
	}
	return approval
}

func (c clinic) reset(t *testing.T, desk *app.Desk, account client.Account) error {
	t.Helper()
	reset := op(t, "reset-password")
	_, err := desk.Perform(t.Context(), reset, account, choice(desk, reset, account))
	return err
}

// elsewhere is the supervisor's own desk, of another installation.
func (c clinic) elsewhere(t *testing.T) *app.Desk {
	t.Helper()
	other := &apptest.Clinic{Portal: c.Portal, Dir: t.TempDir(), Profile: c.Profile, Workplace: &app.Workplace{
		Ring: secret.InMemory(), Dial: apptest.Dial, Log: slog.New(slog.DiscardHandler), Now: time.Now}}
	other.Restart(t)
	desk, err := other.Workplace.SignIn(t.Context(), other.Profile, c.supervisor(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = desk.Close() })
	return desk
}

// clinicWith is a clinic of another portal.
func clinicWith(t *testing.T, options demoportal.Options) clinic {
	t.Helper()
	return clinic{apptest.New(t, secrettest.Ring(t), options)}
}

func TestASupervisorAtHerOwnDeskApproves(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	asked := ask(t, desk, account, " Her old mailbox is gone. ")
	if asked.State != client.ApprovalPending || asked.Why != "Her old mailbox is gone." || asked.Caller.Level != client.ProvenByOOB {
		t.Fatalf("asked %+v", asked)
	}
	boss := c.elsewhere(t)
	waiting, err := boss.Approvals(t.Context())
	if err != nil || len(waiting) != 1 || waiting[0].ID != asked.ID || waiting[0].Patient.Name != changed ||
		!slices.Equal(waiting[0].Flags, []string{string(redflag.ContactChanged)}) || strings.Contains(waiting[0].Patient.MRN, "MRN") {
		t.Fatalf("she sees %+v, %v", waiting, err)
	}
	if !boss.MayDecide() || desk.MayDecide() {
		t.Error("the wrong one may decide")
	}
	if _, err := boss.Decide(t.Context(), asked.ID, true, "Known to us."); err != nil {
		t.Fatal(err)
	}
	if mine, err := desk.Approvals(t.Context()); err != nil || mine[0].State != client.ApprovalGranted || mine[0].DecidedByName == "" {
		t.Fatalf("the agent sees %+v, %v", mine, err)
	}
	if err := c.reset(t, desk, account); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ask-approval done password-reset.link", "approval done agent-kwright", "use-approval done agent-kwright"} {
		if trail := actions(t, desk); !slices.Contains(trail, want) && !slices.Contains(trail, strings.Replace(want, ".link", ".code", 1)) {
			t.Errorf("the agent's trail lacks %q: %q", want, trail)
		}
	}
	if trail := actions(t, boss); !slices.Contains(trail, "decide-approval done agent-mortiz") {
		t.Errorf("the supervisor's trail lacks it: %q", trail)
	}
}

func TestAnApprovalIsUsedOnce(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	asked := ask(t, desk, account, "why")
	approved(t, c, desk, asked)
	if err := c.reset(t, desk, account); err != nil {
		t.Fatal(err)
	}
	again, err := desk.Open(t.Context(), account.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := refused(t, desk, "reset-password", again.Account); got != app.BarrierSecondPerson {
		t.Errorf("a second time: %q", got)
	}
}

func approved(t *testing.T, c clinic, desk *app.Desk, asked client.Approval) {
	t.Helper()
	granted, err := desk.ApproveBeside(t.Context(), asked.ID, c.supervisor(t), "")
	if err != nil || granted.State != client.ApprovalGranted {
		t.Fatalf("beside: %+v, %v", granted, err)
	}
}

func TestAnApprovalIsForOneAccountAndOneAbilityOfOneCall(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	approved(t, c, desk, ask(t, desk, account, "why"))
	if got := standing(t, desk, account, "reset-password"); got.Barrier != app.NoBarrier {
		t.Errorf("what was approved: %q", got.Barrier)
	}
	if got := standing(t, desk, account, "correct-contact"); got.Barrier != app.BarrierSecondPerson {
		t.Errorf("another ability: %q", got.Barrier)
	}
	apptest.CloseCall(t, desk, client.OutcomeFollowUp, "She will call again.")
	apptest.StartCall(t, desk)
	c.prove(t, desk, account)
	if got := standing(t, desk, account, "reset-password"); got.Barrier != app.BarrierSecondPerson {
		t.Errorf("another call: %q", got.Barrier)
	}
}

func TestADeniedRequestDoesNotOpenTheWay(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	asked := ask(t, desk, account, "why")
	boss := c.elsewhere(t)
	if _, err := boss.Decide(t.Context(), asked.ID, false, " "); client.KindOf(err) != client.Invalid {
		t.Errorf("denied without a reason: %v", err)
	}
	if _, err := boss.Decide(t.Context(), asked.ID, false, "Call her back first."); err != nil {
		t.Fatal(err)
	}
	if mine, err := desk.Approvals(t.Context()); err != nil || mine[0].State != client.ApprovalDenied || mine[0].Reason != "Call her back first." {
		t.Errorf("the agent sees %+v, %v", mine, err)
	}
	if got := refused(t, desk, "reset-password", account); got != app.BarrierSecondPerson {
		t.Errorf("denied: %q", got)
	}
	if trail := actions(t, desk); !slices.Contains(trail, "approval refused agent-kwright") {
		t.Errorf("the trail lacks the refusal: %q", trail)
	}
}

func TestASupervisorDoesNotApproveHerOwnRequest(t *testing.T) {
	c := newClinic(t)
	boss := c.elsewhere(t)
	apptest.StartCall(t, boss)
	account := find(t, boss, changed)
	c.prove(t, boss, account)
	asked := ask(t, boss, account, "why")
	if _, err := boss.Decide(t.Context(), asked.ID, true, ""); client.CodeOf(err) != "own-approval" {
		t.Errorf("at her own desk: %v", err)
	}
	if _, err := boss.ApproveBeside(t.Context(), asked.ID, c.supervisor(t), ""); client.CodeOf(err) != "own-approval" {
		t.Errorf("beside herself: %v", err)
	}
}

func TestOfflineNobodyIsAsked(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	asked := ask(t, desk, account, "why")
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.ApproveBeside(t.Context(), asked.ID, c.supervisor(t), ""); !unreached(err) {
		t.Errorf("beside: %v", err)
	}
	unlock := op(t, "correct-contact")
	if _, err := desk.AskApproval(t.Context(), unlock, account, operation.Values{}, "why"); !unreached(err) {
		t.Errorf("asking: %v", err)
	}
	if got := standing(t, desk, account, "reset-password"); got.Barrier != app.BarrierOffline {
		t.Errorf("standing: %q", got.Barrier)
	}
}

func TestAnExpiredApprovalIsGoodForNothing(t *testing.T) {
	now := time.Now()
	c := clinicWith(t, demoportal.Options{Accounts: 200, Now: func() time.Time { return now }})
	desk, account := c.flagged(t)
	approved(t, c, desk, ask(t, desk, account, "why"))
	now = now.Add(client.ApprovalMinutes * time.Minute)
	desk.GiveUp(account.ID)
	c.prove(t, desk, account)
	if got := standing(t, desk, account, "reset-password"); got.Barrier != app.BarrierSecondPerson {
		t.Errorf("after a quarter of an hour: %q", got.Barrier)
	}
}

// changesOf are the events about approvals.
func changesOf(t *testing.T, desk *app.Desk) <-chan []client.Approval {
	t.Helper()
	seen := make(chan []client.Approval, 100)
	t.Cleanup(desk.Subscribe(func(e app.Event) {
		if e, is := e.(app.ApprovalsChanged); is {
			seen <- e.Approvals
		}
	}))
	return seen
}

// becomes waits until the newest request is in a state.
func becomes(t *testing.T, seen <-chan []client.Approval, state client.ApprovalState) {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		select {
		case all := <-seen:
			if len(all) > 0 && all[0].State == state {
				return
			}
		case <-late:
			t.Fatalf("the request never became %s", state)
		}
	}
}

func TestADecisionReachesTheAgentByItself(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	seen := changesOf(t, desk)
	defer run(t, desk)()
	asked := ask(t, desk, account, "why")
	if _, err := c.elsewhere(t).Decide(t.Context(), asked.ID, true, ""); err != nil {
		t.Fatal(err)
	}
	becomes(t, seen, client.ApprovalGranted)
	if got := standing(t, desk, account, "reset-password"); got.Barrier != app.NoBarrier {
		t.Errorf("after the decision: %q", got.Barrier)
	}
}

func TestARequestOfACallThatIsOverIsTakenBack(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	ask(t, desk, account, "why")
	boss := c.elsewhere(t)
	seen := changesOf(t, boss)
	defer run(t, boss)()
	defer run(t, desk)()
	apptest.CloseCall(t, desk, client.OutcomeFollowUp, "She hung up.")
	becomes(t, seen, client.ApprovalWithdrawn)
}

func TestARequestIsWithdrawnAndAskedAnew(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	asked := ask(t, desk, account, "why")
	if again := ask(t, desk, account, "once more"); again.ID != asked.ID {
		t.Error("asked twice for the same")
	}
	if err := desk.WithdrawApproval(t.Context(), asked.ID); err != nil {
		t.Fatal(err)
	}
	if again := ask(t, desk, account, "anew"); again.ID == asked.ID || again.Why != "anew" {
		t.Errorf("asked anew: %+v", again)
	}
	for _, want := range []string{"", "   ", strings.Repeat("x", client.MaxApprovalText+1)} {
		if _, err := desk.AskApproval(t.Context(), op(t, "access-code"), account, nil, want); client.KindOf(err) != client.Invalid {
			t.Errorf("a reason of %d characters: %v", len(want), err)
		}
	}
}

func TestAPortalThatAsksByItselfIsFollowed(t *testing.T) {
	c := clinicWith(t, demoportal.Options{Accounts: 200, SecondPerson: []client.Ability{client.UnlocksAccount}})
	c.makeOdd(func(portal client.Portal) client.Portal {
		return &odd{Portal: portal, about: func(about *client.About) { about.Verification.SecondPerson = nil }}
	})
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	unlock := op(t, "unlock")
	if _, err := desk.Perform(t.Context(), unlock, account, nil); client.CodeOf(err) != "approval-required" {
		t.Fatalf("the portal: %v", err)
	}
	if got := standing(t, desk, account, "unlock"); got.Barrier != app.BarrierSecondPerson {
		t.Errorf("afterwards: %q", got.Barrier)
	}
}
