package desk_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/apptest"
	"portaldesk/client"
	"portaldesk/ui/uitest"
)

const (
	busyNumber   = "503 555 0142"
	sharedNumber = "Accounts that this number has called about in a week: 3."
)

// callsAboutTwo are two calls from one number about two accounts, and a call about a third one.
func callsAboutTwo(t *testing.T) *world {
	w := newWorld(t, client.RoleSenior)
	for _, name := range []string{"Alvarez, Maria", "Alvarez, Mario"} {
		apptest.StartCall(t, w.desk).SetNumber(busyNumber)
		_, err := w.desk.Open(t.Context(), w.account(name))
		w.must(err)
		apptest.CloseCall(t, w.desk, client.OutcomeResolved, "Done.")
	}
	w.show()
	w.opens("reed, grace")
	w.command("open-call")
	w.GoTo("Calling from")
	return w
}

func TestANumberThatManyAccountsWereCalledFromIsFlaggedOnceItIsEntered(t *testing.T) {
	w := callsAboutTwo(t)
	w.Type(busyNumber)
	w.MustNotSee(sharedNumber)
	w.Press(fyne.KeyTab)
	w.MustSee(sharedNumber)
	w.Press(uitest.BackTab)
	w.Replace("503 555 0199")
	w.Press(fyne.KeyTab)
	w.MustNotSee(sharedNumber)
}

func TestANumberIsLookedAtWhenTheAgentPauses(t *testing.T) {
	w := callsAboutTwo(t)
	w.Type(busyNumber)
	w.ticker.Tick() // within a second of the last key
	w.MustNotSee(sharedNumber)
	w.ticker.Tick()
	w.MustSee(sharedNumber)
	if got := uitest.Stop(w.Focused()); got != "Calling from" {
		t.Errorf("the focus went to %q", got)
	}
}
