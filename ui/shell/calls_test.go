package shell

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/apptest"
	"portaldesk/client"
)

func TestAClosedCallIsOnTheCallLogAndLeadsToItsAccount(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command("calls")
	w.untilSeen("No calls yet")
	open := apptest.StartCall(t, w.shell.house.desk)
	open.SetAccount(w.portal.Sample("locked", 1)[0])
	apptest.CloseCall(t, w.shell.house.desk, client.OutcomeFollowUp, "written on the desk")
	w.untilSeen("written on the desk")
	w.until("delivery", func() bool { return w.shell.house.desk.Outbox.Summary().Delivered == 1 })
	w.untilSeen("1 found")

	w.command("open-calls-account")
	w.until("the desk", func() bool { return w.shell.house.shown == screenDesk })
	w.untilSeen("Locked out")
}

func TestTheCallLogIsOneKeyAwayAndItsCommandsLeadThere(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command("find-calls")
	w.until("the call log", func() bool { return w.shell.house.shown == screenCalls })
	w.press(fyne.KeyEscape) // means nothing there, and harms nothing
	w.command("export-calls")
	w.untilSeen("The file holds patient data")
}
