package signin_test

import (
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

func (w *world) mustSee(texts ...string) {
	w.t.Helper()
	seen := strings.Join(strings.Fields(plain(w.sees())), " ")
	for _, text := range texts {
		if !strings.Contains(seen, text) {
			w.t.Errorf("%q is not on the screen: %s", text, seen)
		}
	}
}

// plain is the words of a markup.
func plain(markup string) string {
	var words strings.Builder
	for _, line := range strings.Split(markup, "\n") {
		if i := strings.Index(line, "<text"); i >= 0 {
			line = line[i:]
			line = line[strings.Index(line, ">")+1:]
			words.WriteString(strings.TrimSuffix(line, "</text>") + " ")
		}
	}
	return words.String()
}

func TestInTheDemoEnterSignsIn(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	w.screen.Start()
	w.mustSee("Demo portal: synthetic patients", "M. Ortiz, Senior agent", "mortiz")
	w.press("Return")
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
	w.typeIn("mortiz")
	w.press("Return")
	w.typeIn("not the password")
	w.press("Return")
	w.mustSee("That login or password is not right")
	w.typeIn("riverside-demo-1") // the focus is in the password, all of it selected
	w.press("Return")
	if len(w.opened) != 1 {
		t.Fatalf("opened %d desks, seen: %s", len(w.opened), plain(w.sees()))
	}
	if strings.Contains(w.sees(), "riverside-demo-1") {
		t.Error("the password is still in the card")
	}
}

func TestAOneTimeCodeIsAskedForOnlyWhenThePortalWantsIt(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	if strings.Contains(plain(w.sees()), "One-time code") {
		t.Error("a code is asked for before the portal wants one")
	}
	kwright := w.agents()[2]
	w.typeIn(kwright.Login)
	w.press("Return")
	w.typeIn(kwright.Password)
	w.press("Return")
	w.mustSee("One-time code", "A one-time code is needed")
	w.typeIn("000000")
	w.press("Return")
	w.mustSee("That one-time code is not right")
	w.typeIn(kwright.Code())
	w.press("Return")
	if len(w.opened) != 1 || w.opened[0].Session.Agent.Role != client.RoleSupervisor {
		t.Fatalf("opened %d desks, seen: %s", len(w.opened), plain(w.sees()))
	}
}

func TestTheDemoFillsInTheOneTimeCode(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	w.screen.Start()
	for range 3 { // from the button back to the agents
		w.back()
	}
	w.window.Canvas().Focused().TypedRune('k') // K. Wright
	w.press("Return")                          // the password is right, the code is filled in
	w.press("Return")
	if len(w.opened) != 1 || w.opened[0].Session.Agent.Login != "kwright" {
		t.Fatalf("opened %d desks, seen: %s", len(w.opened), plain(w.sees()))
	}
}

func TestThrottlingCountsDownAndHoldsTheButtonBack(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	w.typeIn("mortiz")
	w.press("Return")
	for range 20 {
		if w.ticker.do != nil {
			break
		}
		w.typeIn("wrong")
		w.press("Return")
	}
	w.mustSee("Too many attempts to sign in", "Sign in (in ")
	before := plain(w.sees())
	w.ticker.do()
	if plain(w.sees()) == before {
		t.Error("a second later the same time is left")
	}
	for tick := 0; w.ticker.do != nil && tick < int(time.Hour/time.Second); tick++ {
		w.ticker.do()
	}
	if seen := plain(w.sees()); strings.Contains(seen, "Sign in (in ") || strings.Contains(seen, "Too many") {
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
	w.mustSee("Nothing answers at that address")
	w.press("Return")
	if len(w.opened) != 0 {
		t.Fatal("a desk was opened without a portal")
	}
	if err := w.portal.Faults().Offline(false); err != nil {
		t.Fatal(err)
	}
	w.press("Return")
	if len(w.opened) != 1 {
		t.Fatalf("the portal is back and no desk is open, seen: %s", plain(w.sees()))
	}
}

func TestAKeptSessionIsResumedWithoutAsking(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	w.screen.Start()
	w.press("Return")
	if err := w.opened[0].Close(); err != nil {
		t.Fatal(err)
	}
	w.show()
	w.screen.Start()
	if len(w.opened) != 2 {
		t.Fatalf("opened %d desks, want the second without a card: %s", len(w.opened), plain(w.sees()))
	}
}

func TestTabGoesThroughTheCardInReadingOrder(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	var order []string
	w.window.Canvas().Unfocus()
	for range 6 {
		w.tab()
		order = append(order, nameOf(w.window.Canvas().Focused()))
	}
	want := "Add portal, Change, entry, password, Sign in, Add portal"
	if got := strings.Join(order, ", "); got != want {
		t.Errorf("Tab goes to %s, want %s", got, want)
	}
}

func nameOf(focused any) string {
	switch f := focused.(type) {
	case *parts.Action:
		return f.Text
	case *parts.Entry:
		if f.Password {
			return "password"
		}
		return "entry"
	default:
		return "other"
	}
}
