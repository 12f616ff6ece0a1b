package outbox_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/outbox"
)

func TestAnEmptyOutboxSaysThatEverythingIsDelivered(t *testing.T) {
	w := newWorld(t)
	w.screen.Enter()
	w.mustSee("Everything is delivered")
	test.AssertRendersToMarkup(t, "empty.xml", w.window.Canvas())
}

func TestWhatWaitsIsShownWithTheReasonAndDeliveredOnOrder(t *testing.T) {
	w := newWorld(t)
	w.offline(true)
	w.closes(client.OutcomeResolved, "a note")
	w.screen.Enter()
	w.mustSee("1 waiting", "Waiting", "Sign in: Locked after wrong passwords")
	w.screen.SendNow()
	w.mustSee("1 waiting", "Locked after wrong passwords")

	w.offline(false)
	w.screen.SendNow()
	w.mustSee("Everything is delivered", "Delivered since you signed in: 1")
	if summary := w.desk.Outbox.Summary(); summary.Delivered != 1 || summary.Waiting != 0 {
		t.Errorf("the outbox counts %+v", summary)
	}
}

func TestARefusedCallIsReadMendedAndSentAgain(t *testing.T) {
	w := newWorld(t)
	w.closes(client.OutcomeResolved, "the note of the call", "an account that is gone")
	w.screen.SendNow()
	w.screen.Enter()
	w.mustSee("0 waiting, 1 needs attention", "Needs attention", "The portal did not accept this call", "Some calls were refused")

	w.press(fyne.KeyReturn) // the list has the focus
	w.mustSee("A call that needs attention", "Account: not known to the portal", "the note of the call")
	for range 3 { // stage, cause, detail, outcome
		w.window.Canvas().FocusNext()
	}
	w.window.Canvas().Focused().TypedRune('e') // Escalated
	w.window.Canvas().FocusNext()
	test.Type(w.window.Canvas().Focused(), "Mended: ")
	w.window.Canvas().FocusNext() // Close
	w.window.Canvas().FocusNext() // Send again
	w.press(fyne.KeyReturn)
	w.mustSee("1 waiting")

	entries, err := w.desk.Outbox.List()
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	got := entries[0]
	if got.State != queue.Waiting || got.Call.Outcome != client.OutcomeEscalated || got.Call.Note != "Mended: the note of the call" ||
		got.Call.Reason != (client.Reason{Stage: "sign-in", Cause: "locked"}) {
		t.Errorf("sent again is %s: %+v", got.State, got.Call)
	}
}

func TestAWaitingCallCanBeReadAndEscapeClosesIt(t *testing.T) {
	w := newWorld(t)
	w.offline(true)
	w.closes(client.OutcomeCallBack, "will call back at noon")
	w.screen.Enter()
	w.press(fyne.KeyReturn)
	w.mustSee("A call that waits", "will call back at noon", "Call back")
	w.press(fyne.KeyEscape)
	if seen := w.sees(); strings.Contains(seen, "A call that waits") {
		t.Errorf("the dialog is still open: %s", seen)
	}
}

func TestAnOutboxThatCannotBeReadSaysSo(t *testing.T) {
	w := newWorld(t)
	w.closes(client.OutcomeResolved, "a note")
	if err := w.desk.Close(); err != nil {
		t.Fatal(err)
	}
	w.screen.Enter()
	w.mustSee("The desk is closed", "Read again")
}

func TestCounts(t *testing.T) {
	for want, n := range map[string][2]int{"0 waiting": {0, 0}, "2 waiting, 1 needs attention": {2, 1},
		"1 waiting, 3 need attention": {1, 3}} {
		if got := outbox.Counts(n[0], n[1]); got != want {
			t.Errorf("counted %q, want %q", got, want)
		}
	}
}
