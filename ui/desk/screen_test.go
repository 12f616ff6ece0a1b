package desk_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/line"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/parts"
)

// maria is locked by five wrong passwords; her contacts are fine.
func maria(w *world) client.AccountID {
	return w.portal.Sample(demoportal.Trait(client.StatusLocked), 1)[0]
}

func TestTheWholeRoadByKeyboard(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.mustSee("Who is on the phone?", "No account is open")
	w.opens("alvarez maria")
	w.mustSee("Alvarez, Maria", "Locked out", "Locked after 5 wrong passwords", "A caller is proven within a call.", "Press F2")

	w.proves(maria(w))
	w.mustSee("Caller: patient", "Proven", "Good for 15:00")
	if got := stop(w.window.Canvas().Focused()); got != "Reset password" {
		t.Errorf("once the caller is proven the focus is on %q", got)
	}

	w.command("unlock")
	w.mustSee("Unlock", "For Alvarez, Maria")
	w.press(fyne.KeyReturn)
	w.mustSee("Unlock: done", "Tell the caller", "The portal told")
	w.press(fyne.KeyReturn)
	w.mustSee("Activated", "Caller: proven")
	w.mustNotSee("Unlock: done", "Locked out")

	w.command("close-call")
	w.mustSee("Still missing: the reason, the outcome.")
	w.types("sign")
	w.press(fyne.KeyTab)
	w.types("loc")
	w.press(fyne.KeyTab)
	w.types("res")
	w.mustNotSee("Still missing")
	w.command("note")
	w.types("Unlocked.")
	w.command("close-call")
	w.mustSee("No call is open.")
	if waiting := w.desk.Outbox.Summary().Waiting; waiting != 1 {
		t.Errorf("%d calls wait in the outbox, want 1", waiting)
	}
}

func TestWhatTheCallerSaysIsGoneOnceItIsChecked(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.press(fyne.KeyRight, fyne.KeyReturn)
	w.types("Marisol Unlikely")
	w.mustSee("Marisol Unlikely")
	w.press(fyne.KeyReturn)
	w.mustSee("Full name: no match", "2 more may fail", "0 of 3 match")
	w.mustNotSee("Marisol")
}

func TestAVerificationThatIsClosedSaysWhatIsLeft(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.press(fyne.KeyRight, fyne.KeyReturn)
	for range w.desk.About.Verification.MaxMismatches {
		w.types("wrong")
		w.press(fyne.KeyReturn)
	}
	w.mustSee("The caller is not proven, and no more attempts are taken.", "come to the clinic with an identity card")
	w.mustNotSee("Check")
}

func TestAContactThatJustChangedSaysWhyItProvesNothing(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	id := w.portal.Sample(demoportal.TraitContactChanged, 1)[0]
	w.opens("kowalska")
	w.identifies(id)
	w.mustSee("Identified", "changed 2 days ago", "it proves nothing until")
}

func TestASecretIsGoneWithItsCard(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("reset-password")
	w.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // the temporary password
	w.mustSee("shown this once", "as in")
	secret := groups(w.words())
	if secret == "" {
		t.Fatalf("no secret in groups: %s", w.words())
	}
	w.press(fyne.KeyReturn)
	w.mustNotSee(secret, "shown this once")
	if note := w.desk.Calls.Current().Draft().Note; note != "" {
		t.Errorf("the note says %q", note)
	}
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
	w.press(fyne.KeyReturn)
	w.mustSee("The portal may have done it, or not.", "Check whether it was done")
	w.press(fyne.KeyReturn) // has the focus; the line still counts as broken
	w.mustSee("The portal is not back yet", "Check whether it was done")

	w.portal.Faults().Clear()
	_, err := w.desk.Search(t.Context(), client.Query{Text: "alvarez"}) // the line is back
	w.must(err)
	w.press(fyne.KeyReturn)
	w.mustSee("Unlock: done")
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
	w.press(fyne.KeyReturn)
	w.mustSee("The account was changed by someone else", "Read the account again")
	w.press(fyne.KeyReturn)
	w.mustNotSee("The account was changed by someone else")
	w.command("unlock")
	w.press(fyne.KeyReturn)
	w.mustSee("Unlock: done")
}

func TestAGraveOperationAsksOnceMore(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("deactivate")
	w.press(fyne.KeyReturn)
	w.mustSee("Are you sure?")
	w.press(fyne.KeyEscape)
	w.mustNotSee("Are you sure?")
	w.mustSee("Locked out")
}

func TestAGreyedOperationCanBeReachedAndSaysWhy(t *testing.T) {
	w := newWorld(t, client.RoleAgent)
	w.opens("alvarez maria")
	w.command("unlock")
	focused, ok := w.window.Canvas().Focused().(*parts.Action)
	if !ok || focused.Text != "Unlock" || !focused.Greyed {
		t.Fatalf("the focus is on %v", w.window.Canvas().Focused())
	}
	w.mustSee("Your role does not allow this.")
}

func TestWhatGetsTheFocusIsScrolledIntoSight(t *testing.T) {
	w := newWorld(t, client.RoleAgent)
	w.window.Resize(fyne.NewSize(1000, 360))
	w.opens("alvarez maria")
	w.command("unlock") // greyed: the role
	button := w.window.Canvas().Focused().(*parts.Action)
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
	w.mustSee("The portal cannot be reached")
	w.must(w.portal.Faults().Offline(false))
	w.screen.Apply(app.LineChanged{State: line.State{Online: true}})
	w.settle()
	w.mustSee("Reed, Grace")
	w.mustNotSee("The portal cannot be reached")
}

func TestAMergedAccountLeadsToTheOneThatTookItsPlace(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.screen.FocusLookUp()
	w.types("garcia lopez jose")
	w.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	w.mustSee("This is a duplicate record.", "Open it")
	w.tap("Open it")
	w.mustSee("García López, José", "Activated")
	w.mustNotSee("This is a duplicate record.")
}

func TestADraftComesBackWithItsAccount(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.command("open-call")
	w.command("note")
	w.types("Red bar on the screen.")
	w.must(w.desk.Close())
	w.desk = w.clinic.Resume(t)
	w.show()
	w.mustSee("Brought back after a restart", "Red bar on the screen.", "Alvarez, Maria", "Locked out")
}

func TestTheClockTicksOnlyWhileACallIsOpen(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	if len(w.ticker.ticks) != 0 {
		t.Fatal("the clock ticks without a call")
	}
	w.command("open-call")
	w.now = w.now.Add(72 * time.Second)
	w.ticker.tick()
	w.mustSee("Talking", "01:12")
	w.command("hold")
	w.mustSee("On hold", "00:00", "Go on")
	w.command("discard-call")
	if len(w.ticker.ticks) != 0 {
		t.Error("the clock still ticks")
	}
	w.mustSee("No call is open.")
}

func TestAProofThatEndsIsAskedForAgain(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.now = w.now.Add(16 * time.Minute)
	w.ticker.tick()
	w.mustSee("The proof has ended. Prove the caller once more.", "Prove the caller first.")
}
