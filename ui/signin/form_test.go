package signin_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/profile"
	"portaldesk/client"
)

// entersPortal goes through the set-up of the demo's portal until everything it asks for is entered.
func (w *world) entersPortal() {
	w.t.Helper()
	w.Press(fyne.KeyReturn) // a portal made for Portaldesk
	w.Replace(w.portal.URL())
	w.Press(fyne.KeyReturn)
	agent := w.clinic.Credentials(w.t, client.RoleSenior)
	w.Type(agent.Login)
	w.Press(fyne.KeyReturn)
	w.Type(agent.Password)
	w.Press(fyne.KeyReturn)
}

func TestTheFirstStartSetsAPortalUpAndGoesOnToTheDeskWithTheSameSignIn(t *testing.T) {
	w := newWorld(t)
	w.screen.Start()
	w.MustSee("Welcome to Portaldesk", "What runs the portal?")
	w.entersPortal()
	w.MustSee("Nobody this computer trusts vouches for the portal")
	if kept := w.workplace.Profiles.List(); len(kept) != 0 {
		t.Errorf("a portal that is not trusted was kept: %d", len(kept))
	}
	w.Press(fyne.KeyReturn) // choose a CA file
	w.Replace(w.caFile)
	w.Press(fyne.KeyReturn)
	w.MustSee("Connected", "You are signed in as")
	w.Press(fyne.KeyReturn)
	kept := w.workplace.Profiles.List()
	if len(kept) != 1 || kept[0].Name != "Riverside Clinic" || kept[0].CAFile != w.caFile || len(w.opened) != 1 {
		t.Fatalf("kept %+v, opened %d desks, seen: %s", kept, len(w.opened), w.Words())
	}
}

func TestAPortalThatIsOnlyGoneMayBeKeptWithoutATest(t *testing.T) {
	w := newWorld(t)
	if err := w.portal.Faults().Offline(true); err != nil {
		t.Fatal(err)
	}
	w.screen.Start()
	w.entersPortal()
	w.MustSee("Nothing answers at that address", "Save without test")
	w.Tap("Save without test")
	kept := w.workplace.Profiles.List()
	if len(kept) != 1 || kept[0].URL != w.portal.URL() {
		t.Fatalf("kept %+v", kept)
	}
}

func TestEscapeLeavesTheSetUpWithoutSaving(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	w.screen.AddPortal()
	w.Press(fyne.KeyReturn)
	w.Type("https://other.example")
	w.Press(fyne.KeyEscape)
	w.MustSee("What runs the portal?")
	w.Press(fyne.KeyEscape)
	w.MustSee("Sign in", "Riverside")
	if kept := w.workplace.Profiles.List(); len(kept) != 1 {
		t.Errorf("%d portals are kept, want the one that was there", len(kept))
	}
}

func TestSeveralPortalsAreListedAndChosenWithEnter(t *testing.T) {
	w := newWorld(t)
	w.knows(true)
	other := profile.Profile{ID: profile.NewID(), Name: "Hillside", Kind: profile.KindAdminAPI, URL: "https://127.0.0.1:1"}
	if err := w.workplace.Profiles.Save(other); err != nil {
		t.Fatal(err)
	}
	w.screen.Start()
	w.Canvas().Unfocus()
	w.Press(fyne.KeyTab, fyne.KeyTab) // Add portal, the list
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	w.MustSee("Hillside", "Nothing answers at that address")
}
