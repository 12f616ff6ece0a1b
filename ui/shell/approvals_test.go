package shell

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// supervises signs the demo's supervisor in.
func (w *world) supervises() {
	w.t.Helper()
	for _, agent := range w.portal.Agents() {
		if agent.Role != client.RoleSupervisor {
			continue
		}
		code, err := totp.GenerateCode(agent.TOTPSecret, time.Now())
		if err != nil {
			w.t.Fatal(err)
		}
		desk, err := w.clinic.Workplace.SignIn(w.t.Context(), w.clinic.Profile,
			client.Credentials{Login: agent.Login, Password: agent.Password, OneTimeCode: code})
		if err != nil {
			w.t.Fatal(err)
		}
		w.shell.enter(desk)
	}
}

// asks has an agent at another desk ask for approval.
func (w *world) asks() {
	w.t.Helper()
	_, err := w.clinic.Beside(w.t, client.RoleSenior).AskApproval(w.t.Context(), client.ApprovalRequest{
		Account: w.portal.Sample(demoportal.TraitAdult, 1)[0], Ability: client.ResetByLink,
		Call: client.CallID(uuid.NewString()), Why: "Her mailbox is gone."}, client.Key(uuid.NewString()))
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestOnlyWhoDecidesHasAWayToTheApprovals(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	for _, place := range w.shell.house.places {
		if place.name == screenApprovals {
			t.Error("a senior agent has it")
		}
	}
}

func TestARequestShowsByItselfAndIsCounted(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.asks() // before she comes, so that the first look finds it
	w.supervises()
	item := w.shell.house.rail.items[screenApprovals]
	w.until("the count", func() bool { return !item.count.Hidden && item.count.Word() == "1" })
	w.command(screenApprovals)
	w.untilSeen("Reset a password by a link")
	w.press(fyne.KeyReturn)
	w.untilSeen("Her mailbox is gone.")
}
