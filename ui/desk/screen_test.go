package desk_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/line"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
	"portaldesk/ui/uitest"
)

// maria is locked by five wrong passwords; her contacts are fine.
func maria(w *world) client.AccountID {
	return w.portal.Sample(demoportal.Trait(client.StatusLocked), 1)[0]
}

func TestTheWholeRoadByKeyboard(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.MustSee("Who is on the phone?", "No account is open")
	w.opens("alvarez maria")
	w.MustSee("Alvarez, Maria", "Locked out", "Locked after 5 wrong passwords", "A caller is proven within a call.", "Press F2")

	w.proves(maria(w))
	w.MustSee("Caller: patient", "Proven", "Good for 15:00")
	if got := uitest.Stop(w.Canvas().Focused()); got != "Reset password" {
		t.Errorf("once the caller is proven the focus is on %q", got)
	}

	w.command("unlock")
	w.MustSee("Unlock", "For Alvarez, Maria")
	w.Press(fyne.KeyReturn)
	w.MustSee("Unlock: done", "Tell the caller", "The portal told")
	w.Press(fyne.KeyReturn)
	w.MustSee("Activated", "Caller: proven")
	w.MustNotSee("Unlock: done", "Locked out")

	w.command("close-call")
	w.MustSee("Still missing: the reason, the outcome.")
	w.Type("sign")
	w.Press(fyne.KeyTab)
	w.Type("loc")
	w.Press(fyne.KeyTab)
	w.Type("res")
	w.MustNotSee("Still missing")
	w.command("note")
	w.Type("Unlocked.")
	w.command("close-call")
	w.MustSee("No call is open.")
	if waiting := w.desk.Outbox.Summary().Waiting; waiting != 1 {
		t.Errorf("%d calls wait in the outbox, want 1", waiting)
	}
}

func TestWhatTheCallerSaysIsGoneOnceItIsChecked(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.Press(fyne.KeyRight, fyne.KeyReturn)
	w.Type("Marisol Unlikely")
	w.MustSee("Marisol Unlikely")
	w.MustNotSay("Marisol")
	w.Press(fyne.KeyReturn)
	w.MustSee("Full name: no match", "2 more may fail", "0 of 3 match")
	w.MustNotSee("Marisol")
}

func TestAVerificationThatIsClosedSaysWhatIsLeft(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.Press(fyne.KeyRight, fyne.KeyReturn)
	for range w.desk.About.Verification.MaxMismatches {
		w.Type("wrong")
		w.Press(fyne.KeyReturn)
	}
	w.MustSee("The caller is not proven, and no more attempts are taken.", "come to the clinic with an identity card")
	w.MustNotSee("Check")
}

func TestTheHeadingTellsWhoWasNotProvenAndTheFlagHowMany(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	for range 2 {
		w.command("open-call")
		w.Press(fyne.KeyRight, fyne.KeyReturn)
		for range w.desk.About.Verification.MaxMismatches {
			w.Type("wrong")
			w.Press(fyne.KeyReturn)
		}
		apptest.CloseCall(t, w.desk, client.OutcomeAbandoned, "not proven")
		w.show()
		w.opens("alvarez maria")
	}
	at := phrase.NewClock(w.desk.About.TimeZone, w.clock).Time(now)
	w.MustSee("Not proven lately: "+at+" (patient), "+at+" (patient)", "Callers who could not be proven for this account: 2.")
	w.MustNotSee("2 times", "2. Last:")
}

func TestAContactThatJustChangedSaysWhyItProvesNothing(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	id := w.portal.Sample(demoportal.TraitContactChanged, 1)[0]
	w.opens("kowalska")
	w.identifies(id)
	w.MustSee("Identified", "changed 2 days ago", "it proves nothing until")
}

func TestASecretIsGoneWithItsCard(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("reset-password")
	w.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // the temporary password
	w.MustSee("shown this once", "as in")
	secret := groups(w.Words())
	if secret == "" {
		t.Fatalf("no secret in groups: %s", w.Words())
	}
	w.MustNotSay(append(strings.Split(secret, "-"), " as in ")...)
	w.Press(fyne.KeyReturn)
	w.MustNotSee(secret, "shown this once")
	if note := w.desk.Calls.Current().Draft().Note; note != "" {
		t.Errorf("the note says %q", note)
	}
}

func TestASecretIsTakenOffTheScreenWithoutAKey(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("reset-password")
	w.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	secret := groups(w.Words())
	w.MustNotSee("Copy for")
	w.screen.TakeSecretsOff()
	w.MustNotSee(secret, "shown this once")
	w.screen.TakeSecretsOff() // and nothing to take off
}

// groups finds what is printed like a secret, four and four and four.
func groups(words string) string {
	for word := range strings.FieldsSeq(words) {
		if parts := strings.Split(word, "-"); len(parts) == 3 && len(parts[0]) == 4 && len(parts[1]) == 4 && len(parts[2]) == 4 {
			return word
		}
	}
	return ""
}

func TestALostAnswerIsSettledByAskingAgain(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.portal.Faults().DropReplies("unlockAccount", 50)
	w.command("unlock")
	w.Press(fyne.KeyReturn)
	w.MustSee("The portal may have done it, or not.", "Check whether it was done")
	w.Press(fyne.KeyReturn) // has the focus; the line still counts as broken
	w.MustSee("The portal is not back yet", "Check whether it was done")

	w.portal.Faults().Clear()
	_, err := w.desk.Search(t.Context(), client.Query{Text: "alvarez"}) // the line is back
	w.must(err)
	w.Press(fyne.KeyReturn)
	w.MustSee("Unlock: done")
	if done := w.desk.Calls.Current().Draft().Done; done[len(done)-1].Result != string(client.AuditDone) {
		t.Errorf("the call says %v", done)
	}
}

func TestAnAccountThatMovedOnIsReadAgain(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("unlock") // the form is open; meanwhile somebody else signs her out everywhere
	w.elsewhere(func(portal client.Portal, change client.Change) error {
		_, err := portal.SignOutEverywhere(t.Context(), change)
		return err
	})
	w.Press(fyne.KeyReturn)
	w.MustSee("The account was changed by someone else", "Read the account again")
	w.Press(fyne.KeyReturn)
	w.MustNotSee("The account was changed by someone else")
	w.command("unlock")
	w.Press(fyne.KeyReturn)
	w.MustSee("Unlock: done")
}

func TestAGraveOperationAsksOnceMore(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("deactivate")
	w.Press(fyne.KeyReturn)
	w.MustSee("Are you sure?")
	w.Press(fyne.KeyEscape)
	w.MustNotSee("Are you sure?")
	w.MustSee("Locked out")
}

func TestAGreyedOperationCanBeReachedAndSaysWhy(t *testing.T) {
	w := newWorld(t, client.RoleAgent)
	w.opens("alvarez maria")
	w.command("unlock")
	focused, ok := w.Canvas().Focused().(*parts.Action)
	if !ok || focused.Text != "Unlock" || !focused.Greyed {
		t.Fatalf("the focus is on %v", w.Canvas().Focused())
	}
	w.MustSee("Your role does not allow this.")
}

func TestWhatGetsTheFocusIsScrolledIntoSight(t *testing.T) {
	w := newWorld(t, client.RoleAgent)
	w.Resize(fyne.NewSize(1000, 360))
	w.opens("alvarez maria")
	w.command("unlock") // greyed: the role
	button := w.Canvas().Focused().(*parts.Action)
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(button).Y
	if bottom := top + button.Size().Height; top < 0 || bottom > 360-60 {
		t.Errorf("the button is at %v to %v", top, bottom)
	}
}

func TestOfflineIsSaidEverywhereAndEnds(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.must(w.portal.Faults().Offline(true))
	w.opens("reed")
	w.screen.Apply(app.LineChanged{State: line.State{Kind: client.Offline}})
	w.MustSee("The portal cannot be reached")
	w.must(w.portal.Faults().Offline(false))
	w.screen.Apply(app.LineChanged{State: line.State{Online: true}})
	w.runner.All()
	w.MustSee("Reed, Grace")
	w.MustNotSee("The portal cannot be reached")
}

func TestAMergedAccountLeadsToTheOneThatTookItsPlace(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.screen.FocusLookUp()
	w.Type("garcia lopez jose")
	w.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	w.MustSee("This is a duplicate record.", "Open it")
	w.Tap("Open it")
	w.MustSee("García López, José", "Activated")
	w.MustNotSee("This is a duplicate record.")
}

func TestADraftComesBackWithItsAccount(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.command("note")
	w.Type("Red bar on the screen.")
	w.must(w.desk.Close())
	w.desk = w.clinic.Resume(t)
	w.show()
	w.MustSee("Brought back after a restart", "Red bar on the screen.", "Alvarez, Maria", "Locked out")
}

func TestTheClockTicksOnlyWhileACallIsOpen(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	if w.ticker.Running() {
		t.Fatal("the clock ticks without a call")
	}
	w.command("open-call")
	w.now = w.now.Add(72 * time.Second)
	w.ticker.Tick()
	w.MustSee("Talking", "01:12")
	w.command("hold")
	w.MustSee("On hold", "00:00", "Go on")
	w.command("discard-call")
	if w.ticker.Running() {
		t.Error("the clock still ticks")
	}
	w.MustSee("No call is open.")
}

func TestAProofThatEndsIsAskedForAgain(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.now = w.now.Add(16 * time.Minute)
	w.ticker.Tick()
	w.MustSee("The proof has ended. Prove the caller once more.", "Prove the caller first.")
}

// TestLargeTextFitsASmallWindow: twice the size of the text, in what a window of 1024x768 has beside its rail.
func TestLargeTextFitsASmallWindow(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	fyne.CurrentApp().Settings().SetTheme(theme.Desk{Mode: theme.Light, TextScale: 2})
	w.Resize(fyne.NewSize(822, 600))
	for _, name := range []string{"alvarez maria", "kowalska", "nguyen, thi mai", "okafor, ada"} {
		w.opens(name)
		if width := w.screen.Content().MinSize().Width; width > 822 {
			t.Errorf("%s: the desk is %v wide", name, width)
		}
	}
}
