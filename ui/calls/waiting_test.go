package calls_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/apptest"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/ui/calls"
)

func TestWhatWaitsStandsOnTopAndWithoutThePortalToo(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "delivered before."))
	w.offline(true)
	apptest.StartCall(t, w.desk)
	apptest.CloseCall(t, w.desk, client.OutcomeResolved, "closed while the portal was gone.")
	w.enters()
	w.MustSee("The portal cannot be reached", "closed while the portal was gone.", "Waiting to be sent")
	w.MustNotSee("delivered before.")

	w.offline(false)
	w.MustSee("closed while the portal was gone.", "Waiting to be sent", "delivered before.")
	_, err := w.desk.Outbox.Deliver(t.Context())
	w.must(err)
	w.screen.Reload()
	w.runner.All()
	w.MustSee("2 found", "closed while the portal was gone.")
	w.MustNotSee("Waiting to be sent")
}

func TestWhatWasReadStaysWhenThePortalGoes(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "delivered before."))
	w.enters()
	w.offline(true)
	w.command("read-calls")
	w.MustSee("The portal cannot be reached", "delivered before.")
	w.Type("before")
	w.MustNotSee("delivered before.")
}

func TestAnAmendmentIsALinkedEntryAndTheCallStays(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "the note of the call."))
	w.enters()
	w.command("amend-call")
	w.MustSee("The call of today 14:00 stays as it is.")
	w.Press(fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	w.MustSee("An amendment has at least one word.")
	w.Type("She called back: it works.")
	w.GoTo("Add to the call")
	w.Press(fyne.KeyReturn)
	w.MustNotSee("Amend the call")
	w.MustSee("Amendments", "Waiting to be sent", "She called back: it works.", "Amends the call of today 14:00", "the note of the call.")

	_, err := w.desk.Outbox.Deliver(t.Context())
	w.must(err)
	w.screen.Reload()
	w.runner.All()
	w.MustSee("2 found", "Amends the call of today 14:00", "Call of today 14:00", "Amendments", "the note of the call.")
	w.MustNotSee("Waiting to be sent")
}

func TestWithoutThePortalAnAmendmentWaits(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "the note of the call."))
	w.enters()
	w.offline(true)
	w.MustSee("the note of the call.")
	w.command("amend-call")
	w.MustSee("it waits in the outbox and goes out by itself")
	w.Type("Later.")
	w.GoTo("Add to the call")
	w.Press(fyne.KeyReturn)
	w.MustSee("Later.", "Waiting to be sent")
}

func TestAnAmendmentThatIsQueuedIsNotAskedForAgainWhateverElseFails(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "the note of the call."))
	queued := true
	w.open(answers{Log: w.desk, amend: func(of client.Call, note string) error {
		if queued {
			w.must(w.desk.AmendCall(of, note))
		}
		return &store.Error{Op: "append", Kind: store.ErrDisk}
	}}, everything, 1180, 720)
	w.enters()
	amends := func(note string) {
		w.command("amend-call")
		w.Type(note)
		w.GoTo("Add to the call")
		w.Press(fyne.KeyReturn)
	}
	amends("kept.")
	w.MustSee("The amendment is kept", "kept.")
	w.MustNotSee("What is to be added?")
	queued = false
	amends("lost.")
	w.MustSee("What is to be added?", "The disk failed", "lost.")
}

func TestARoleThatKeepsNoCallsIsToldWhyItCannotAmend(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "the note of the call."))
	w.open(w.desk, calls.Access{Offer: client.Offer{Offered: true}, Permitted: true}, 1180, 720)
	w.enters()
	w.command("amend-call")
	w.MustSee("Your role does not write calls, nor amend them.")
}

func TestWhatWasTypedToBeAddedIsThereAgain(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "the note of the call."))
	w.enters()
	w.command("amend-call")
	w.Type("half a sent")
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.MustNotSee("half a sent")
	w.command("amend-call")
	w.MustSee("half a sent")
}

func TestAnAmendmentLeadsToItsCall(t *testing.T) {
	w := newWorld(t)
	call := pastCall(3*24*time.Hour, "the note of the call.")
	w.keeps(call)
	_, err := w.beside.AmendCall(t.Context(), client.Amendment{ID: pastCall(0, "").ID, Call: call.ID, At: now.Add(-time.Hour), Note: "added later."})
	w.must(err)
	w.enters()
	w.MustSee("Amendment of today 14:00", "Amends the call of 17 Nov 2026 15:00")
	w.Tap("The call it amends")
	w.MustSee("Call of 17 Nov 2026 15:00", "the note of the call.", "Amendments", "added later.")
}

func TestTheCallThatIsNamedIsFoundThoughItIsNotListed(t *testing.T) {
	w := newWorld(t)
	account := w.portal.Sample("locked", 1)[0]
	before, again := pastCall(50*time.Hour, "the first call."), pastCall(time.Hour, "the second call.")
	before.Account, again.Account, again.RepeatOf = account, account, before.ID
	w.keeps(before, again)
	w.enters()
	w.GoTo("chooser Any time")
	w.Type("today")
	w.MustNotSee("the first call.")
	w.Tap("The call before")
	w.MustSee("the first call.")
}

func TestARepeatCallIsMarkedAndLeadsToTheOneBefore(t *testing.T) {
	w := newWorld(t)
	account := w.portal.Sample("locked", 1)[0]
	before, again := pastCall(50*time.Hour, "the first call."), pastCall(time.Hour, "the second call.")
	before.Account, again.Account, again.RepeatOf = account, account, before.ID
	w.keeps(before, again)
	w.enters()
	w.MustSee("Repeat within 7 days", "Call of today 14:00", "The call before")
	w.Tap("The call before")
	w.MustSee("Call of 18 Nov 2026 13:00")
}

func TestACallThatThePortalDidNotTakeIsMendedInTheOutbox(t *testing.T) {
	w := newWorld(t)
	apptest.StartCall(t, w.desk).SetAccount("an account that is gone")
	apptest.CloseCall(t, w.desk, client.OutcomeResolved, "refused by the portal.")
	_, err := w.desk.Outbox.Deliver(t.Context())
	w.must(err)
	w.enters()
	w.MustSee("refused by the portal.", "Needs attention")
	w.command("amend-call")
	w.MustSee("Mend it in the outbox.")
}
