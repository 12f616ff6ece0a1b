package app_test

import (
	"errors"
	"os"
	"testing"
	"time"

	"portaldesk/app/apptest"
	"portaldesk/app/call"
	"portaldesk/app/hours"
	"portaldesk/app/secret"
	"portaldesk/app/template"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestDamagedTemplatesDoNotKeepAnAgentFromHerDesk(t *testing.T) {
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})
	path := clinic.Workplace.Profiles.TemplatesPath(clinic.Profile.ID)
	if err := os.WriteFile(path, []byte("no templates"), 0o600); err != nil {
		t.Fatal(err)
	}
	desk := clinic.SignIn(t, client.RoleSenior)
	if damaged, ok := errors.AsType[*template.DamagedError](desk.TemplatesProblem); !ok || damaged.KeptAs == "" {
		t.Errorf("the problem is %v", desk.TemplatesProblem)
	}
	if _, found := desk.Templates.Find("locked", "en"); !found {
		t.Error("the templates of the program are not there")
	}
}

func TestADeskWorksByTheCodesAndHoursOfItsProfile(t *testing.T) {
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})
	own, err := call.DefaultReasons().AddStage(call.Stage{Title: "Kiosk", Causes: []call.Cause{{Title: "Out of paper"}}})
	if err != nil {
		t.Fatal(err)
	}
	clinic.Profile.Reasons = own
	clinic.Profile.Hours = hours.Rules{TimeZone: "UTC", Hours: []client.DeskHours{{Weekday: time.Sunday, Opens: "03:00", Closes: "04:00"}}}
	desk := clinic.SignIn(t, client.RoleSenior)
	if sunday := time.Date(2026, 3, 15, 3, 30, 0, 0, time.UTC); !desk.Hours.Open(sunday) || desk.Hours.Open(sunday.Add(time.Hour)) {
		t.Error("the desk does not keep the hours of its profile")
	}
	c := apptest.StartCall(t, desk)
	c.SetReason(client.Reason{Stage: "kiosk", Cause: "out-of-paper"})
	c.SetOutcome(client.OutcomeResolved)
	if _, err := desk.CloseCall(); err != nil {
		t.Errorf("a call with a code of the profile: %v", err)
	}
}

func TestADeskWhoseHoursNoClockCanFollowHasNone(t *testing.T) {
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})
	clinic.Profile.Hours.TimeZone = "Mars/Olympus" // a zone that this computer has forgotten
	if desk := clinic.SignIn(t, client.RoleSenior); desk.Hours != nil {
		t.Error("the desk has hours")
	}
}
