package desk_test

import (
	"context"
	"log/slog"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/pquerna/otp/totp"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/client"
	"portaldesk/ui/desk/operate"
	"portaldesk/ui/signin"
	"portaldesk/ui/signin/access"
)

// card is the one of the real window, without its browser.
func (w *world) card(signIn func(context.Context, client.Credentials) error, done func()) operate.SignInCard {
	return signin.NewCard(signin.CardOptions{Log: slog.New(slog.DiscardHandler), Way: client.SignInPassword, SignIn: signIn, Done: done,
		Surroundings: access.Surroundings{Runner: w.runner, Ticker: w.ticker, Now: w.clock, Raise: func() {}}})
}

// supervisor are the credentials of the one of the demo.
func (w *world) supervisor() client.Credentials {
	w.t.Helper()
	for _, agent := range w.portal.Agents() {
		if agent.Role == client.RoleSupervisor {
			code, err := totp.GenerateCode(agent.TOTPSecret, w.now)
			w.must(err)
			return client.Credentials{Login: agent.Login, Password: agent.Password, OneTimeCode: code}
		}
	}
	w.t.Fatal("no supervisor")
	return client.Credentials{}
}

// boss is the supervisor at another desk.
func (w *world) boss() client.Portal {
	w.t.Helper()
	portal, err := apptest.Dial(w.clinic.Profile, &client.Memory{})
	w.must(err)
	_, err = portal.SignIn(w.t.Context(), w.supervisor())
	w.must(err)
	return portal
}

// flagged goes to the form of a reset that needs a second person: her e-mail changed two days ago.
func (w *world) flagged() client.AccountID {
	w.t.Helper()
	w.opens("kowalska")
	account := w.account("Kowalska-Żak, Zofia")
	w.proves(account)
	w.command("reset-password")
	w.MustSee("Red flags: pause before you act", "was changed within the last 7 days", "Ask a supervisor", "Supervisor at their own desk",
		"Supervisor beside me")
	return account
}

// account is the id of the one of that name.
func (w *world) account(name string) client.AccountID {
	w.t.Helper()
	page, err := w.desk.Search(w.t.Context(), client.Query{Text: name})
	w.must(err)
	if len(page.Items) != 1 {
		w.t.Fatalf("%d accounts", len(page.Items))
	}
	return page.Items[0].ID
}

// looks is what the background does while a decision is waited for.
func (w *world) looks() {
	w.t.Helper()
	all, err := w.desk.Approvals(w.t.Context())
	w.must(err)
	w.screen.Apply(app.ApprovalsChanged{Approvals: all})
}

// decides lets the supervisor at another desk answer the only request that waits.
func (w *world) decides(grant bool, reason string) {
	w.t.Helper()
	boss := w.boss()
	all, err := boss.Approvals(w.t.Context())
	w.must(err)
	if len(all) == 0 || all[0].State != client.ApprovalPending {
		w.t.Fatalf("nothing waits: %+v", all)
	}
	_, err = boss.DecideApproval(w.t.Context(), all[0].ID, client.ApprovalDecision{Grant: grant, Reason: reason}, "7e0b1c9e-6a1e-4a57-9d8c-0a9a3bf1f001")
	w.must(err)
	w.looks()
}

func TestASupervisorAtAnotherDeskApprovesWhileTheAgentWaits(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.flagged()
	w.GoTo("Supervisor at their own desk")
	w.Press(fyne.KeyReturn)
	w.MustSee("Please say why in 1 to 200 characters.")
	w.GoTo("entry")
	w.Type("Her mailbox is gone.")
	w.GoTo("Supervisor at their own desk")
	w.Press(fyne.KeyReturn)
	w.MustSee("Waiting for a supervisor …", "Take the request back")
	w.decides(true, "Known to us.")
	w.MustSee("Approved by K. Wright", "Good once, until")
	w.Press(fyne.KeyReturn) // the focus is on the operation
	w.MustSee("Reset password: done")
}

func TestADeniedRequestSaysWhyAndCanBeAskedAnew(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.flagged()
	w.GoTo("entry")
	w.Type("why")
	w.Press(fyne.KeyReturn, fyne.KeyReturn)
	w.decides(false, "Call her back first.")
	w.MustSee("Denied by K. Wright", "Call her back first.", "Why is it needed?")
	w.MustNotSee("Waiting for a supervisor")
}

func TestARequestIsStillThereWhenTheFormIsOpenedAgain(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.flagged()
	w.GoTo("entry")
	w.Type("why")
	w.Press(fyne.KeyReturn, fyne.KeyReturn)
	w.MustSee("Waiting for a supervisor …")
	w.Press(fyne.KeyEscape)
	w.MustNotSee("Waiting for a supervisor …")
	w.command("reset-password")
	w.MustSee("Waiting for a supervisor …")
	w.GoTo("Take the request back")
	w.Press(fyne.KeyReturn)
	w.MustSee("Why is it needed?")
	w.MustNotSee("Waiting for a supervisor …")
}

func TestASupervisorBesideTheAgentApprovesAndLeavesNothingBehind(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.flagged()
	w.GoTo("entry")
	w.Type("why")
	w.GoTo("Supervisor beside me")
	w.Press(fyne.KeyReturn)
	w.MustSee("Supervisor beside the agent", "Sign in with your own login to approve: Reset password.")
	boss := w.supervisor()
	w.Type(boss.Login)
	w.GoTo("password")
	w.Type("not hers")
	w.Press(fyne.KeyReturn)
	w.MustSee("That login or password is not right")
	w.Replace(boss.Password)
	w.Press(fyne.KeyReturn)
	w.MustSee("One-time code")
	w.Type(boss.OneTimeCode)
	w.Press(fyne.KeyReturn)
	w.MustSee("Approved by K. Wright")
	w.MustNotSee("Supervisor beside the agent", boss.Login)
	if got := w.desk.Session.Agent.Login; got != "mortiz" {
		t.Errorf("the desk is %s's", got)
	}
	w.Press(fyne.KeyReturn)
	w.MustSee("Reset password: done")
	if _, err := w.desk.Search(t.Context(), client.Query{Text: "alvarez"}); err != nil {
		t.Errorf("the agent's session: %v", err)
	}
}
