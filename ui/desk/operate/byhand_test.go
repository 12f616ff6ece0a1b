package operate_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/client"
)

// byHand makes the world's operation one that is done in the vendor's console, in two ways with steps of their own.
func (w *world) byHand() {
	soft, hard := client.Offer{Offered: true, Steps: []string{"Open the console.", "Click softly."}}, client.Offer{Offered: true, Steps: []string{"Call the vendor."}}
	op := rename
	op.Grave = true
	op.Uses = func(v operation.Values) client.Ability { return client.Ability(v["how"]) }
	w.about = client.About{Abilities: map[client.Ability]client.Offer{"soft": soft, "hard": hard}}
	w.bar.Show(client.Account{AccountRow: client.AccountRow{Name: "Reed, Grace"}}, []app.Standing{{Operation: operation.Guided(op, soft)}})
	w.Press(fyne.KeyEscape)
	w.bar.Start("rename")
}

func TestWhatIsDoneByHandShowsTheStepsOfTheWayThatIsChosen(t *testing.T) {
	w := newWorld(t)
	w.byHand()
	w.MustSee("Do this in the portal's console", "1 Open the console. 2 Click softly.", "How did it go", "Write the result down")
	w.Press(fyne.KeyDown)
	w.MustSee("1 Call the vendor.")
	w.MustNotSee("Click softly.")
}

func TestHowItWentIsAskedForAndNeverTakenForGranted(t *testing.T) {
	w := newWorld(t)
	w.byHand()
	w.Press(fyne.KeyReturn)
	w.MustSee("Please say how it went.")
	if w.runner.Len() != 0 {
		t.Fatal("it was written down without the agent's word")
	}
	w.Press(fyne.KeyDown) // the focus is on the answers: the first of them
	w.Press(fyne.KeyReturn)
	w.MustNotSee("Are you sure?")
	w.runner.All()
	if len(w.received) != 1 || w.received[0]["attested"] != "done" {
		t.Fatalf("received %v", w.received)
	}
	w.MustSee("Rename: done", "You did it by hand.")
	w.MustNotSee("The portal told")
}

func TestWhatCouldNotBeDoneByHandIsSaidToBeNotDone(t *testing.T) {
	w := newWorld(t)
	w.byHand()
	w.err = &client.Error{Kind: client.Conflict, Code: "not-done-by-hand"}
	w.Press(fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	w.runner.All()
	if got := w.received[0]["attested"]; got != "not-found" {
		t.Errorf("said %q", got)
	}
	w.MustSee("Rename: not done", "The account here is as it was.")
	w.MustNotSee("Write the result down")
	if w.changed != 0 {
		t.Error("the account is said to have changed")
	}
}
