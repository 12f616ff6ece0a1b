package shell

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

func TestOneKeyOpensACallFromAnyScreen(t *testing.T) {
	for _, screen := range []string{"desk", "calls", "outbox"} {
		t.Run(screen, func(t *testing.T) {
			w := newWorld(t, keyring(t))
			w.signsIn()
			w.command(screen)
			w.press(fyne.KeyF2)
			w.until("an open call", func() bool { return w.shell.house.desk.Calls.Current() != nil })
		})
	}
}

func TestEveryCommandHasAShortcutOfItsOwn(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	taken := map[string]string{}
	for _, command := range w.shell.menu.commands {
		keys := parts.ShortcutText(command.Shortcut)
		if keys == "" {
			t.Errorf("%s has no shortcut", command.Name)
		}
		if other := taken[keys]; other != "" {
			t.Errorf("%s means %s and %s", keys, other, command.Name)
		}
		taken[keys] = command.Name
	}
	for keys, name := range map[string]string{"F1": "shortcuts", "F2": "open-call", "Ctrl+1": "desk", "Ctrl+2": "calls", "Ctrl+5": "outbox", "Ctrl+6": "trail",
		"Ctrl+L": "look-up", "Ctrl+P": "prove-caller", "Ctrl+R": "reset-password", "Ctrl+E": "note", "Ctrl+Enter": "close-call",
		"Ctrl+Q": "quit"} {
		if taken[keys] != name {
			t.Errorf("%s means %q, want %s", keys, taken[keys], name)
		}
	}
}

func TestF1ListsTheShortcutsAndADialogHoldsCommandsBack(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.press(fyne.KeyF1)
	w.untilSeen("Keyboard shortcuts")
	w.untilSeen("Ctrl+Shift+H")
	w.command("open-call")
	if w.shell.house.desk.Calls.Current() != nil {
		t.Error("a command ran under the dialog")
	}
	w.press(fyne.KeyEscape)
	if parts.ModalOpen(w.canvas()) {
		t.Error("Escape did not close the dialog")
	}
}

func TestANoteWaitsWhileThePortalIsGoneAndIsDeliveredAfterwards(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	if err := w.portal.Stop(); err != nil {
		t.Fatal(err)
	}
	w.closesCall("written while the portal was gone")
	w.untilSeen("Portal not reachable since")
	w.untilSeen("1 waiting")
	w.command("outbox")
	w.untilSeen("Locked after wrong passwords")

	if err := w.portal.Restart(); err != nil {
		t.Fatal(err)
	}
	w.until("delivery", func() bool { return w.shell.house.desk.Outbox.Summary().Delivered == 1 })
	w.untilSeen("Online, 0 waiting")
	w.untilSeen("Everything is delivered")
}

// opensCall opens one with the key.
func (w *world) opensCall() {
	w.t.Helper()
	w.press(fyne.KeyF2)
	w.untilSeen("Talking")
}

func (w *world) closesCall(note string) {
	w.t.Helper()
	apptest.StartCall(w.t, w.shell.house.desk)
	apptest.CloseCall(w.t, w.shell.house.desk, client.OutcomeResolved, note)
}

func TestWhenTheSessionEndsTheAgentSignsInOverTheDeskAndLosesNothing(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.opensCall()
	w.command("note")
	test.Type(w.canvas().Focused(), "half a note")
	w.endsSession()
	w.command("look-up")
	test.Type(w.canvas().Focused(), "alva")
	w.untilSeen("Not now")
	w.press(fyne.KeyEscape)
	w.untilSeen("You are signed out")
	w.untilSeen("half a note")

	w.shell.house.session.show()
	w.press(fyne.KeyReturn)
	w.until("the card to close", func() bool { return !parts.ModalOpen(w.canvas()) })
	if strings.Contains(w.sees(), "You are signed out") {
		t.Error("the banner stays after the agent has signed in again")
	}
	w.untilSeen("half a note")
	w.untilSeen("Alvarez, Maria") // what could not be looked up is asked again
	if _, err := w.shell.house.desk.Search(t.Context(), client.Query{Text: "alvarez"}); err != nil {
		t.Errorf("the new session does not work: %v", err)
	}
}

// endsSession ends it at the portal, as somebody else would.
func (w *world) endsSession() {
	w.t.Helper()
	p := w.shell.house.desk.Profile
	tokens, err := secret.Tokens(w.clinic.Workplace.Ring, p.ID).Tokens()
	if err != nil {
		w.t.Fatal(err)
	}
	other := secret.Tokens(secret.InMemory(), p.ID)
	if err := other.Keep(tokens); err != nil {
		w.t.Fatal(err)
	}
	portal, err := apptest.Dial(p, other)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := portal.SignOut(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func TestWithoutAKeyringTheWindowSaysSoAndQuittingAsksFirst(t *testing.T) {
	w := newWorld(t, secret.InMemory())
	w.signsIn()
	w.untilSeen("No keyring")
	w.opensCall()
	w.command("quit")
	w.untilSeen("Something would be lost")
	w.press(fyne.KeyReturn) // Stay has the focus
	if w.shell.house == nil || w.shell.house.desk.Calls.Current() == nil {
		t.Fatal("the desk was closed although the agent stayed")
	}
	w.command("quit")
	w.canvas().FocusPrevious()
	w.press(fyne.KeyReturn)
	w.until("the desk to close", func() bool { return w.shell.house == nil && w.shell.closing == nil })
}

func TestTheNextRunGoesOnWhereThisOneWasClosed(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.opensCall()
	w.command("note")
	test.Type(w.canvas().Focused(), "kept over the night")
	w.command("quit")
	w.until("the desk to close", func() bool { return w.shell.house == nil && w.shell.closing == nil })

	w.shell = w.start(t.Context())
	w.until("the desk without a card", func() bool { return w.shell.house != nil })
	w.untilSeen("kept over the night")
}

func TestTheEndOfTheProgramSavesWhatIsOpen(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.close(w.shell)
	ctx, end := context.WithCancel(t.Context())
	w.shell = w.start(ctx)
	w.signsIn()
	w.opensCall()
	w.command("note")
	test.Type(w.canvas().Focused(), "typed just now")
	end()
	w.until("the desk to close", func() bool { return w.shell.house == nil && w.shell.closing == nil })

	w.shell = w.start(t.Context())
	w.until("the desk without a card", func() bool { return w.shell.house != nil })
	w.untilSeen("typed just now")
}

func TestSigningOutLeadsBackToTheCard(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command("sign-out")
	w.untilSeen("Demo portal: synthetic patients")
	w.shell = w.start(t.Context())
	w.untilSeen("Demo portal: synthetic patients") // nothing is resumed
}

func TestTheTitleHoldsNoPatient(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	page, err := w.shell.house.desk.Search(t.Context(), client.Query{Text: "alvarez"})
	if err != nil || len(page.Items) == 0 {
		t.Fatalf("found %d, %v", len(page.Items), err)
	}
	w.command("look-up")
	test.Type(w.canvas().Focused(), "alvarez")
	w.until("rows", func() bool { return strings.Contains(w.sees(), page.Items[0].Name) })
	w.press(fyne.KeyDown, fyne.KeyReturn)
	w.untilSeen("Why can")
	if got := w.shell.window.Title(); got != "Portaldesk · Riverside Clinic" {
		t.Errorf("the title is %q", got)
	}
}

func TestTheWayToAnotherPortalKeepsTheSessionHere(t *testing.T) {
	w := newWorld(t, keyring(t))
	other := profile.Profile{ID: profile.NewID(), Name: "Hillside", Kind: profile.KindAdminAPI, URL: "https://127.0.0.1:1"}
	if err := w.shell.workplace.Profiles.Save(other); err != nil {
		t.Fatal(err)
	}
	w.signsIn()
	w.command("switch-portal")
	w.press(fyne.KeyDown, fyne.KeyReturn)
	w.untilSeen("Hillside")
	w.shell.signin.Choose(w.shell.workplace.Profiles.List()[0])
	w.until("the desk without a card", func() bool { return w.shell.house != nil })
}
