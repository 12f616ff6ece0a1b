package outbox_test

import (
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
	w.MustSee("Everything is delivered")
	test.AssertRendersToMarkup(t, "empty.xml", w.Canvas())
}

func TestWhatWaitsIsShownWithTheReasonAndDeliveredOnOrder(t *testing.T) {
	w := newWorld(t)
	w.offline(true)
	w.closes(client.OutcomeResolved, "a note")
	w.screen.Enter()
	w.MustSee("1 waiting", "Waiting", "Sign in: Locked after wrong passwords")
	w.screen.SendNow()
	w.MustSee("1 waiting", "Locked after wrong passwords")

	w.offline(false)
	w.screen.SendNow()
	w.MustSee("Everything is delivered", "Delivered since you signed in: 1")
	if summary := w.desk.Outbox.Summary(); summary.Delivered != 1 || summary.Waiting != 0 {
		t.Errorf("the outbox counts %+v", summary)
	}
}

func TestARefusedCallIsReadMendedAndSentAgain(t *testing.T) {
	w := newWorld(t)
	w.closes(client.OutcomeResolved, "the note of the call", "an account that is gone")
	w.screen.SendNow()
	w.screen.Enter()
	w.MustSee("0 waiting, 1 needs attention", "Needs attention", "The portal did not accept this call", "Some calls were refused")

	w.Press(fyne.KeyReturn) // the list has the focus
	w.MustSee("A call that needs attention", "Account: not known to the portal", "the note of the call")
	for range 3 { // stage, cause, detail, outcome
		w.Canvas().FocusNext()
	}
	w.Canvas().Focused().TypedRune('e') // Escalated
	w.Canvas().FocusNext()
	test.Type(w.Canvas().Focused(), "Mended: ")
	w.Canvas().FocusNext() // Close
	w.Canvas().FocusNext() // Send again
	w.Press(fyne.KeyReturn)
	w.MustSee("1 waiting")

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
	w.closes(client.OutcomeFollowUp, "will look into it at noon")
	w.screen.Enter()
	w.Press(fyne.KeyReturn)
	w.MustSee("A call that waits", "will look into it at noon", "Follow-up")
	w.Press(fyne.KeyEscape)
	w.MustNotSee("A call that waits")
}

func TestAnOutboxThatCannotBeReadSaysSo(t *testing.T) {
	w := newWorld(t)
	w.closes(client.OutcomeResolved, "a note")
	if err := w.desk.Close(); err != nil {
		t.Fatal(err)
	}
	w.screen.Enter()
	w.MustSee("The desk is closed", "Read again")
}

func TestCounts(t *testing.T) {
	for want, n := range map[string][2]int{"0 waiting": {0, 0}, "2 waiting, 1 needs attention": {2, 1},
		"1 waiting, 3 need attention": {1, 3}} {
		if got := outbox.Counts(n[0], n[1]); got != want {
			t.Errorf("counted %q, want %q", got, want)
		}
	}
}
