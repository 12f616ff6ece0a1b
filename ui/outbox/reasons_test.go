package outbox_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/call"
	"portaldesk/client"
	"portaldesk/ui/uitest"
)

func TestACallIsShownAndMendedByTheCodesOfItsPortal(t *testing.T) {
	w := newWorld(t)
	locked := client.Reason{Stage: "sign-in", Cause: "locked"} // of the calls that are closed here
	own, err := call.DefaultReasons().Rename(locked, "Too many tries")
	if err != nil {
		t.Fatal(err)
	}
	if own, err = own.Hide(locked, true); err != nil {
		t.Fatal(err)
	}
	w.open(own)
	w.closes(client.OutcomeResolved, "a note", "an account that is gone")
	w.screen.SendNow()
	w.screen.Enter()
	w.MustSee("Sign in: Too many tries")
	w.Press(fyne.KeyReturn)
	w.Canvas().FocusNext()
	if got := uitest.Stop(w.Canvas().Focused()); got != "chooser Too many tries" { // hidden, but the call has it
		t.Errorf("the cause in the form is %q", got)
	}
}
