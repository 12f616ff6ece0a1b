package signin_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/uitest"
)

func TestInTheDemoEnterSignsIn(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	w.screen.Start()
	w.MustSee("Demo portal: synthetic patients", "M. Ortiz, Senior agent", "mortiz")
	w.Press("Return")
	if len(w.opened) != 1 || w.opened[0].Session.Agent.Login != "mortiz" {
		t.Fatalf("opened %d desks", len(w.opened))
	}
	if last, ok := w.workplace.Profiles.Last(); !ok || last.Login != "mortiz" {
		t.Error("the login is not remembered for the next start")
	}
}

func TestAWrongPasswordIsSaidAndCanBeTypedAnew(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	w.Replace("mortiz")
	w.Press("Return")
	w.Replace("not the password")
	w.Press("Return")
	w.MustSee("That login or password is not right")
	w.Replace("riverside-demo-1") // the focus is in the password, all of it selected
	w.Press("Return")
	if len(w.opened) != 1 {
		t.Fatalf("opened %d desks, seen: %s", len(w.opened), w.Words())
	}
	if strings.Contains(w.Words(), "riverside-demo-1") {
		t.Error("the password is still in the card")
	}
}

func TestAOneTimeCodeIsAskedForOnlyWhenThePortalWantsIt(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	if strings.Contains(w.Words(), "One-time code") {
		t.Error("a code is asked for before the portal wants one")
	}
	kwright := w.agents()[2]
	w.Replace(kwright.Login)
	w.Press("Return")
	w.Replace(kwright.Password)
	w.Press("Return")
	w.MustSee("One-time code", "A one-time code is needed")
	w.Replace("000000")
	w.MustNotSay("000000", kwright.Password)
	w.Press("Return")
	w.MustSee("That one-time code is not right")
	w.Replace(kwright.Code())
	w.Press("Return")
	if len(w.opened) != 1 || w.opened[0].Session.Agent.Role != client.RoleSupervisor {
		t.Fatalf("opened %d desks, seen: %s", len(w.opened), w.Words())
	}
}

func TestTheDemoFillsInTheOneTimeCode(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	w.screen.Start()
	for range 3 { // from the button back to the agents
		w.Press(uitest.BackTab)
	}
	w.Canvas().Focused().TypedRune('k') // K. Wright
	w.Press("Return")                   // the password is right, the code is filled in
	w.Press("Return")
	if len(w.opened) != 1 || w.opened[0].Session.Agent.Login != "kwright" {
		t.Fatalf("opened %d desks, seen: %s", len(w.opened), w.Words())
	}
}

func TestThrottlingCountsDownAndHoldsTheButtonBack(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	w.Replace("mortiz")
	w.Press("Return")
	for range 20 {
		if w.ticker.Running() {
			break
		}
		w.Replace("wrong")
		w.Press("Return")
	}
	w.MustSee("Too many attempts to sign in", "Sign in (in ")
	before := w.Words()
	w.ticker.Tick()
	if w.Words() == before {
		t.Error("a second later the same time is left")
	}
	for tick := 0; w.ticker.Running() && tick < int(time.Hour/time.Second); tick++ {
		w.ticker.Tick()
	}
	if seen := w.Words(); strings.Contains(seen, "Sign in (in ") || strings.Contains(seen, "Too many") {
		t.Errorf("after the pause the card still says: %s", seen)
	}
}

func TestAPortalThatIsGoneIsSaidAndTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	if err := w.portal.Faults().Offline(true); err != nil {
		t.Fatal(err)
	}
	w.screen.Start()
	w.MustSee("Nothing answers at that address")
	w.Press("Return")
	if len(w.opened) != 0 {
		t.Fatal("a desk was opened without a portal")
	}
	if err := w.portal.Faults().Offline(false); err != nil {
		t.Fatal(err)
	}
	w.Press("Return")
	if len(w.opened) != 1 {
		t.Fatalf("the portal is back and no desk is open, seen: %s", w.Words())
	}
}

func TestAKeptSessionIsResumedWithoutAsking(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	w.screen.Start()
	w.Press("Return")
	if err := w.opened[0].Close(); err != nil {
		t.Fatal(err)
	}
	w.show()
	w.screen.Start()
	if len(w.opened) != 2 {
		t.Fatalf("opened %d desks, want the second without a card: %s", len(w.opened), w.Words())
	}
}

func TestTabGoesThroughTheCardInReadingOrder(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	var order []string
	w.Canvas().Unfocus()
	for range 6 {
		w.Press(fyne.KeyTab)
		order = append(order, uitest.Stop(w.Canvas().Focused()))
	}
	want := "Add portal, Change, entry, password, Sign in, Add portal"
	if got := strings.Join(order, ", "); got != want {
		t.Errorf("Tab goes to %s, want %s", got, want)
	}
}
