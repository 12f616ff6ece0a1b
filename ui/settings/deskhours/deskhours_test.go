package deskhours_test

import (
	"errors"
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/google/go-cmp/cmp"

	"portaldesk/app/hours"
	"portaldesk/client"
	"portaldesk/ui/settings/deskhours"
	"portaldesk/ui/uitest"
)

// page is the hours of a desk in a window, and what was kept.
type page struct {
	*uitest.Window
	kept    *hours.Rules
	refused error
}

var chicago = client.About{TimeZone: "America/Chicago", DeskHours: []client.DeskHours{
	{Weekday: time.Monday, Opens: "08:00", Closes: "17:00"}, {Weekday: time.Friday, Opens: "08:00", Closes: "15:00"}}}

func newPage(t *testing.T, now hours.Rules, about client.About) *page {
	t.Helper()
	uitest.App(t)
	p := &page{Window: uitest.Open(t, canvas.NewRectangle(nil), 1000, 1300)}
	runner := &uitest.Queue{Context: t.Context()}
	p.After = runner.All
	deskhours.Show(deskhours.Options{Now: now, About: about, Runner: runner, Log: slog.New(slog.DiscardHandler), Canvas: p.Canvas(),
		Keep: func(changed hours.Rules) error {
			if p.refused == nil {
				p.kept = &changed
			}
			return p.refused
		}})
	return p
}

// goTo moves the focus with the Tab key to the control that its field calls by a name.
func (p *page) goTo(t *testing.T, name string) {
	t.Helper()
	for range 40 {
		if called, ok := p.Focused().(interface{ Name() string }); ok && called.Name() == name {
			return
		}
		p.Press(fyne.KeyTab)
	}
	t.Fatalf("the Tab key leads to no %q", name)
}

func (p *page) enter(t *testing.T, name, text string) {
	t.Helper()
	p.goTo(t, name)
	p.Replace(text)
}

// choose goes so many options to the right.
func (p *page) choose(t *testing.T, name string, right int) {
	t.Helper()
	p.goTo(t, name)
	for range right {
		p.Press(fyne.KeyRight)
	}
}

func TestHoursOfTheClinicsOwnBeginWithThoseOfThePortal(t *testing.T) {
	p := newPage(t, hours.Rules{}, chicago)
	p.MustBeNamed()
	p.MustSee("As the portal says", "the portal's: America/Chicago", "Thanksgiving Day")
	p.MustNotSee("Tuesday")
	p.choose(t, "Opening hours", 1)
	p.MustSee("Monday", "08:00-17:00", "08:00-15:00", "closed")
	p.enter(t, "Tuesday", "8 – 12, 13:00-17:30")
	p.Tap("Save")
	p.MustNotSee("When the desk may be called")
	want := hours.Rules{Hours: []client.DeskHours{{Weekday: time.Monday, Opens: "08:00", Closes: "17:00"},
		{Weekday: time.Tuesday, Opens: "08:00", Closes: "12:00"}, {Weekday: time.Tuesday, Opens: "13:00", Closes: "17:30"},
		{Weekday: time.Friday, Opens: "08:00", Closes: "15:00"}}}
	if diff := cmp.Diff(&want, p.kept); diff != "" {
		t.Error(diff)
	}
}

func TestHolidaysFollowTheTimeZone(t *testing.T) {
	p := newPage(t, hours.Rules{}, chicago)
	p.enter(t, "Time zone of the desk", "Europe/Madrid")
	p.MustNotSee("Thanksgiving Day")
	p.choose(t, "Holidays", 2)
	p.GoTo("Thanksgiving Day")
	p.Type(" ")
	p.enter(t, "Days of the clinic's own", "12-24 Christmas Eve\n\n2026-12-28 Moving house")
	p.Tap("Save")
	want := hours.Rules{TimeZone: "Europe/Madrid", Holidays: hours.Holidays{Set: hours.SetUS, Off: []string{"thanksgiving"},
		Own: []hours.OwnDay{{Name: "Christmas Eve", Date: "12-24"}, {Name: "Moving house", Date: "2026-12-28"}}}}
	if diff := cmp.Diff(&want, p.kept); diff != "" {
		t.Error(diff)
	}
	again := newPage(t, want, chicago)
	again.MustSee("Europe/Madrid", "12-24 Christmas Eve", "2026-12-28 Moving house")
	again.Tap("Save")
	if diff := cmp.Diff(&want, again.kept); diff != "" {
		t.Errorf("opened and saved it is another: %s", diff)
	}
}

func TestWhatNoClockCanFollowIsSaidWhereItStands(t *testing.T) {
	for name, test := range map[string]struct{ field, text, why string }{
		"a word":         {"Monday", "in the morning", "Write the times like 08:00-17:00"},
		"no end":         {"Friday", "08:00", "Write the times like 08:00-17:00"},
		"no time at all": {"Monday", "08:00-08:00", "opens and closes at the same time"},
		"no such zone":   {"Time zone of the desk", "Chicago", "No such time zone"},
		"no such day":    {"Days of the clinic's own", "24.12. Christmas Eve", "24.12. is no date"},
		"no name":        {"Days of the clinic's own", "12-24", "needs a name"},
		"twice":          {"Days of the clinic's own", "12-24 Christmas Eve\n12-24 Holy night", "12-24 is there twice"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPage(t, hours.Rules{}, chicago)
			p.choose(t, "Opening hours", 1)
			p.enter(t, test.field, test.text)
			p.Tap("Save")
			p.MustSee("When the desk may be called", test.why)
			if p.kept != nil {
				t.Errorf("kept %+v", *p.kept)
			}
		})
	}
}

func TestAWeekWithoutHoursIsNotKept(t *testing.T) {
	p := newPage(t, hours.Rules{}, client.About{})
	p.MustSee("without a time zone no hours are told")
	p.choose(t, "Opening hours", 1)
	p.Tap("Save")
	p.MustSee("Enter hours for one day at least")
	if p.kept != nil {
		t.Errorf("kept %+v", *p.kept)
	}
}

func TestHoursThatCouldNotBeKeptStayOnThePage(t *testing.T) {
	p := newPage(t, hours.Rules{}, chicago)
	p.refused = errors.New("the disk is gone")
	p.choose(t, "Opening hours", 1)
	p.enter(t, "Tuesday", "09:00-10:00")
	p.Tap("Save")
	p.MustSee("It could not be kept", "Nothing was changed.", "09:00-10:00")
	p.Press(fyne.KeyEscape)
	p.MustNotSee("09:00-10:00")
}
