package due_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/hours"
	"portaldesk/client"
	"portaldesk/ui/due"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// world is a field in a window, of a desk in New York that is open from Monday to Friday, 08:00 to 17:00.
type world struct {
	*uitest.Window
	now     time.Time
	field   *due.Field
	changes int
}

func newWorld(t *testing.T, now string) *world {
	t.Helper()
	var week []client.DeskHours
	for day := time.Monday; day <= time.Friday; day++ {
		week = append(week, client.DeskHours{Weekday: day, Opens: "08:00", Closes: "17:00"})
	}
	schedule, err := hours.New(client.About{TimeZone: "America/New_York", DeskHours: week}, hours.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", now, schedule.Zone())
	if err != nil {
		t.Fatal(err)
	}
	uitest.App(t)
	w := &world{now: at}
	clock := due.ClockOf(schedule, phrase.NewClock("UTC", func() time.Time { return w.now }))
	w.field = due.New(clock, schedule)
	w.field.OnChanged = func() { w.changes++ }
	w.Window = uitest.Open(t, parts.Stack(0, w.field.Quick, w.field.Entry, w.field.Said), 800, 400)
	return w
}

func (w *world) means(t *testing.T, want string) {
	t.Helper()
	got := ""
	if due := w.field.Due(); !due.IsZero() {
		got = due.In(w.now.Location()).Format("Mon 2006-01-02 15:04")
	}
	if got != want {
		t.Errorf("it means %q, want %q; seen: %s", got, want, w.Words())
	}
}

const friday = "2026-11-20 10:02"

func TestATimeWhenTheDeskIsClosedIsMovedAndSaidSo(t *testing.T) {
	w := newWorld(t, friday)
	w.GoTo("When? 15:30, Mon 8:00")
	w.Type("15:30")
	w.means(t, "Fri 2026-11-20 15:30")
	w.MustSee("Promised for today 15:30.")
	w.Replace("19:00")
	w.means(t, "Mon 2026-11-23 08:00")
	w.MustSee("The desk is closed then; next is Monday 23 Nov 08:00.")
	if w.changes == 0 {
		t.Error("nobody was told of what was typed")
	}
}

func TestThanksgivingIsNoDayToCall(t *testing.T) {
	w := newWorld(t, "2026-11-24 10:00")
	w.GoTo("When? 15:30, Mon 8:00")
	w.Type("thu 10")
	w.means(t, "Fri 2026-11-27 08:00")
}

func TestWhatIsNoTimePromisesNothing(t *testing.T) {
	w := newWorld(t, friday)
	w.GoTo("When? 15:30, Mon 8:00")
	for text, said := range map[string]string{"soon": "That is no time yet.", "today 9:00": "That time is over."} {
		w.Replace("15:30")
		w.Replace(text)
		w.means(t, "")
		w.MustSee(said)
	}
}

func TestTheButtonsEnterTimesOfTheDesk(t *testing.T) {
	for _, test := range []struct{ now, button, want string }{
		{friday, "In 1 hour", "Fri 2026-11-20 11:05"},
		{friday, "This afternoon", "Fri 2026-11-20 15:00"},
		{"2026-11-20 15:30", "This afternoon", "Fri 2026-11-20 16:45"},
		{"2026-11-20 16:50", "This afternoon", "Mon 2026-11-23 08:00"},
		{"2026-11-19 10:00", "Tomorrow morning", "Fri 2026-11-20 09:00"},
		{friday, "Tomorrow morning", "Mon 2026-11-23 08:00"},
		{"2026-11-20 16:30", "In 1 hour", "Mon 2026-11-23 08:00"},
	} {
		w := newWorld(t, test.now)
		w.Tap(test.button)
		w.means(t, test.want)
		if again := newWorld(t, test.now); again.field.Entry.Text != "" {
			t.Fatal("a new field is not empty")
		}
	}
	w := newWorld(t, friday)
	w.Tap("Tomorrow morning")
	w.MustSee("The desk is closed then; next is Monday 23 Nov 08:00.")
	w.Press(fyne.KeySpace) // once more
	w.MustSee("The desk is closed then; next is Monday 23 Nov 08:00.")
}

func TestWordsThatWereTypedYesterdayMeanWhatTheyMeantThen(t *testing.T) {
	w := newWorld(t, friday)
	meant := w.now.Add(72 * time.Hour)
	w.field.Show("tomorrow 9", meant)
	w.means(t, "Mon 2026-11-23 10:02")
	w.MustSee("Promised for Monday 23 Nov 10:02.")
	w.now = meant.Add(time.Minute)
	w.field.Show("tomorrow 9", meant)
	w.MustSee("That time is over.")
	if w.changes != 0 {
		t.Error("showing counts as typing")
	}
}
