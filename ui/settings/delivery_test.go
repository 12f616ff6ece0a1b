package settings_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/background"
	"portaldesk/app/profile"
	kept "portaldesk/app/settings"
	"portaldesk/ui/settings"
	"portaldesk/ui/uitest"
)

// system is what starts the delivery; refuses is what it says no with.
type system struct {
	on      bool
	refuses error
	unknown error
	asked   []bool
}

func (s *system) On() (bool, error) { return s.on && s.unknown == nil, s.unknown }

func (s *system) Turn(on bool) error {
	s.asked = append(s.asked, on)
	if s.refuses == nil {
		s.on = on
	}
	return s.refuses
}

func newScreen(t *testing.T, delivery settings.Delivery) *uitest.Window {
	t.Helper()
	uitest.App(t)
	runner := &uitest.Queue{Context: t.Context()}
	screen := settings.New(settings.Options{Now: kept.Defaults, Change: func(func(*kept.Settings)) {}, Durable: true,
		Profiles: func() []profile.Profile { return nil }, Delivery: delivery, Runner: runner})
	w := uitest.Open(t, screen.Content(), 900, 1800)
	w.After = runner.All
	screen.Show()
	runner.All()
	return w
}

// choose goes to the choice about the delivery and moves it.
func choose(t *testing.T, w *uitest.Window, key fyne.KeyName) {
	t.Helper()
	for range 40 {
		if called, ok := w.Canvas().Focused().(interface{ Name() string }); ok && called.Name() == "Do notes leave while the window is closed?" {
			w.Press(key)
			return
		}
		w.Press(fyne.KeyTab)
	}
	t.Fatal("the Tab key does not lead to the delivery")
}

func TestDeliveryIsTurnedOnAndOff(t *testing.T) {
	s := &system{}
	w := newScreen(t, s)
	w.MustBeNamed()
	if len(s.asked) > 0 {
		t.Errorf("showing it asked for %v", s.asked)
	}
	choose(t, w, fyne.KeyRight)
	choose(t, w, fyne.KeyLeft)
	if len(s.asked) != 2 || !s.asked[0] || s.asked[1] {
		t.Errorf("asked for %v", s.asked)
	}
}

func TestADeliveryThatCannotBeHadIsSaidAndStaysOff(t *testing.T) {
	s := &system{refuses: background.ErrNoManager}
	w := newScreen(t, s)
	choose(t, w, fyne.KeyRight)
	w.MustSee("This computer starts nothing for one person alone")
	choose(t, w, fyne.KeyRight) // it stands at No again
	if len(s.asked) != 2 {
		t.Errorf("asked for %v", s.asked)
	}
}

func TestADeliveryOfWhichNothingIsKnownIsSaid(t *testing.T) {
	s := &system{}
	w := newScreen(t, s)
	s.unknown = background.ErrNotAllowed
	choose(t, w, fyne.KeyRight)
	w.MustSee("This account may not change services of this computer")
}

func TestWithoutADeliveryNothingIsSaidOfIt(t *testing.T) {
	newScreen(t, nil).MustNotSee("Delivery")
}
