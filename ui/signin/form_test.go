package signin_test

import (
	"testing"

	"portaldesk/app/profile"
)

func TestTheFirstStartAsksForAPortalAndNamesTheStepThatFailed(t *testing.T) {
	w := newWorld(t)
	w.screen.Start()
	w.mustSee("Welcome to Portaldesk")
	w.typeIn("http://portal.example")
	w.press("Return")
	w.mustSee("The address has to begin with https://")

	w.typeIn(w.portal.URL())
	w.press("Return")
	w.mustSee("Nobody this computer trusts vouches for the portal")
	if kept := w.workplace.Profiles.List(); len(kept) != 0 {
		t.Errorf("a portal that is not trusted was kept: %d", len(kept))
	}

	w.tab()
	w.tab() // the CA file
	w.typeIn(w.caFile + ".missing")
	w.press("Return")
	w.mustSee("This file cannot be read, or holds no certificate in PEM form.")

	w.typeIn(w.caFile)
	w.press("Return")
	kept := w.workplace.Profiles.List()
	if len(kept) != 1 || kept[0].Name != "Riverside Clinic" || kept[0].CAFile != w.caFile {
		t.Fatalf("kept %+v, seen: %s", kept, plain(w.sees()))
	}
	w.mustSee("Sign in", "Riverside Clinic")
}

func TestAPortalThatIsOnlyGoneMayBeKeptWithoutATest(t *testing.T) {
	w := newWorld(t)
	if err := w.portal.Faults().Offline(true); err != nil {
		t.Fatal(err)
	}
	w.screen.Start()
	w.typeIn(w.portal.URL() + "/")
	w.press("Return")
	w.mustSee("Nothing answers at that address", "Save without test")
	w.tab()
	w.tab()
	w.tab() // past name and CA file
	w.press("Return")
	kept := w.workplace.Profiles.List()
	if len(kept) != 1 || kept[0].URL != w.portal.URL() {
		t.Fatalf("kept %+v", kept)
	}
}

func TestEscapeLeavesTheFormWithoutSaving(t *testing.T) {
	w := newWorld(t)
	w.knows(false)
	w.screen.Start()
	w.screen.AddPortal()
	w.typeIn("https://other.example")
	w.press("Escape")
	w.mustSee("Sign in", "Riverside")
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
	w.window.Canvas().Unfocus()
	w.tab() // Add portal
	w.tab() // the list
	w.press("Down", "Return")
	w.mustSee("Hillside", "Nothing answers at that address")
}
