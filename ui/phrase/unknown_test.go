package phrase_test

import (
	"testing"
	"time"

	"portaldesk/app/hours"
	"portaldesk/client"
	"portaldesk/ui/phrase"
)

func TestAMomentThatNobodyToldIsNotWritten(t *testing.T) {
	clock := phrase.NewClock("", time.Now)
	for name, got := range map[string]string{"ago": clock.Ago(time.Time{}), "since": clock.Since(time.Time{}), "moment": clock.Moment(time.Time{})} {
		if got != "not known" {
			t.Errorf("%s says %q", name, got)
		}
	}
	if clock.Zone != time.Local {
		t.Errorf("a portal without a time zone is taken to be in %v", clock.Zone)
	}
}

func TestAPortalWithoutHoursIsNotSaidToBeClosed(t *testing.T) {
	if got := phrase.DeskHours(client.About{}, hours.Rules{}, time.Now()); got != "" {
		t.Errorf("said %q", got)
	}
}

func TestAPatientWithoutANameIsStillCalledSomething(t *testing.T) {
	for _, c := range []struct {
		row  client.AccountRow
		want string
	}{
		{client.AccountRow{Name: "Reed, Grace", LoginID: "gr****"}, "Reed, Grace"},
		{client.AccountRow{LoginID: "gr****"}, "No name on file (gr****)"},
		{client.AccountRow{}, "No name on file"},
	} {
		if got := phrase.Patient(c.row); got != c.want {
			t.Errorf("%+v is called %q, want %q", c.row, got, c.want)
		}
	}
}
