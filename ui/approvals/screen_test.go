package approvals_test

import (
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/approvals"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// world is a supervisor at the desk of a demo portal over HTTPS, with the screen in a window, and an agent at another desk.
type world struct {
	t      *testing.T
	portal *demoportal.Server
	desk   *app.Desk
	agent  client.Portal
	screen *approvals.Screen
	waits  int
	*uitest.Window
}

func newWorld(t *testing.T) *world {
	t.Helper()
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 30})
	w := &world{t: t, portal: clinic.Portal, agent: clinic.Beside(t, client.RoleSenior)}
	desk, err := clinic.Workplace.SignIn(t.Context(), clinic.Profile, w.supervisor())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = desk.Close() })
	w.desk = desk
	uitest.App(t)
	w.Window = uitest.Open(t, nil, 1100, 700)
	w.screen = approvals.New(approvals.Options{Book: desk, Canvas: w.Canvas(), Runner: parts.Inline{Context: t.Context()},
		Log: slog.New(slog.DiscardHandler), Clock: phrase.NewClock("UTC", time.Now), Agent: desk.Session.Agent.ID,
		Counted: func(waiting int) { w.waits = waiting }})
	w.SetContent(w.screen.Content())
	w.screen.Enter()
	return w
}

func (w *world) supervisor() client.Credentials {
	w.t.Helper()
	for _, agent := range w.portal.Agents() {
		if agent.Role == client.RoleSupervisor {
			code, err := totp.GenerateCode(agent.TOTPSecret, time.Now())
			if err != nil {
				w.t.Fatal(err)
			}
			return client.Credentials{Login: agent.Login, Password: agent.Password, OneTimeCode: code}
		}
	}
	w.t.Fatal("no supervisor")
	return client.Credentials{}
}

// asks has the agent ask about somebody.
func (w *world) asks() client.Approval {
	w.t.Helper()
	asked, err := w.agent.AskApproval(w.t.Context(), client.ApprovalRequest{Account: w.portal.Sample(demoportal.TraitAdult, 1)[0],
		Ability: client.ResetByLink, Call: client.CallID(uuid.NewString()), Why: "Her mailbox is gone.",
		Flags: []string{"contact-changed", "one-of-tomorrow"}}, client.Key(uuid.NewString()))
	if err != nil {
		w.t.Fatal(err)
	}
	return asked
}

// state is how far a request has come, asked of the portal by the agent.
func (w *world) state(id client.ApprovalID) client.Approval {
	w.t.Helper()
	all, err := w.agent.Approvals(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range all {
		if a.ID == id {
			return a
		}
	}
	w.t.Fatal("it is gone")
	return client.Approval{}
}

func TestARequestIsShownWithAllThatIsNeededAndGranted(t *testing.T) {
	w := newWorld(t)
	w.MustSee("Nobody waits for approval")
	asked := w.asks()
	w.screen.Reload()
	w.MustSee("1 waiting", "Waiting", "M. Ortiz", "Reset a password by a link")
	if w.waits != 1 {
		t.Errorf("%d are counted", w.waits)
	}
	w.screen.Enter()
	w.Press(fyne.KeyReturn)
	w.MustSee("Request for approval", "Her mailbox is gone.", "A contact was changed not long ago.", "one-of-tomorrow",
		"Patient: Not proven", "good until", "Grant", "Deny")
	for _, said := range w.portal.Truth(asked.Account) {
		if said != "" && w.Sees(said) {
			t.Error("something of the patient is not masked")
		}
	}
	w.Tap("Grant")
	w.MustNotSee("Request for approval")
	w.MustSee("0 waiting", "Granted")
	if got := w.state(asked.ID); got.State != client.ApprovalGranted {
		t.Errorf("the portal has %q", got.State)
	}
}

func TestDenyingTakesAReason(t *testing.T) {
	w := newWorld(t)
	asked := w.asks()
	w.screen.Enter()
	w.Press(fyne.KeyReturn)
	w.Tap("Deny")
	w.MustSee("Please say why in 1 to 200 characters.")
	w.Type("Call her back first.")
	w.Tap("Deny")
	if got := w.state(asked.ID); got.State != client.ApprovalDenied || got.Reason != "Call her back first." {
		t.Errorf("the portal has %+v", got)
	}
}

func TestWhatIsDecidedMeanwhileCannotBeDecidedAgain(t *testing.T) {
	w := newWorld(t)
	asked := w.asks()
	w.screen.Enter()
	w.Press(fyne.KeyReturn)
	if _, err := w.agent.WithdrawApproval(t.Context(), asked.ID, client.Key(uuid.NewString())); err != nil {
		t.Fatal(err)
	}
	w.screen.Reload()
	w.MustSee("Request for approval", "Withdrawn")
	w.Tap("Grant")
	if got := w.state(asked.ID); got.State != client.ApprovalWithdrawn {
		t.Errorf("the portal has %q", got.State)
	}
}

func TestHerOwnRequestIsNotHersToDecide(t *testing.T) {
	w := newWorld(t)
	asked := w.asks()
	asked.AskedBy = w.desk.Session.Agent.ID
	w.screen.Show([]client.Approval{asked})
	w.MustSee("0 waiting", "Waiting")
	w.Press(fyne.KeyReturn)
	w.MustSee("You asked for this yourself")
	w.MustNotSee("Grant", "Deny")
}
