package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
	"portaldesk/ui/uitest"
)

func TestAGreyedActionCanBeReachedAndExplainsInsteadOfRunning(t *testing.T) {
	test.NewTempApp(t)
	ran, explained := 0, 0
	action := parts.NewAction("Unlock", func() { ran++ })
	action.OnExplain = func() { explained++ }
	action.SetGreyed(true)
	window := test.NewTempWindow(t, action)
	window.Canvas().FocusNext()
	if window.Canvas().Focused() != action || explained != 1 {
		t.Fatalf("focused %v, explained %d times", window.Canvas().Focused(), explained)
	}
	action.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if ran != 0 || explained != 2 {
		t.Errorf("ran %d times, explained %d times", ran, explained)
	}
	action.SetGreyed(false)
	action.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if ran != 1 {
		t.Errorf("ran %d times once it was given back", ran)
	}
}

func TestSegmentsAreOneStopAndGoByArrowAndLetter(t *testing.T) {
	test.NewTempApp(t)
	var chosen []int
	segments := parts.NewSegments([]string{"Patient", "Parent", "Caregiver"}, func(i int) { chosen = append(chosen, i) })
	window := test.NewTempWindow(t, segments)
	window.Canvas().FocusNext()
	segments.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // takes the one that carries the mark
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyLeft} {
		segments.TypedKey(&fyne.KeyEvent{Name: key})
	}
	segments.TypedRune('p') // the next that begins with it
	segments.TypedRune('c')
	if want := []int{0, 1, 0, 1, 2}; len(chosen) != len(want) || segments.Chosen() != 2 {
		t.Errorf("chosen %v, want %v", chosen, want)
	}
	window.Canvas().FocusNext()
	if window.Canvas().Focused() != segments {
		t.Error("the Tab key stops more than once")
	}
}

func TestAnActionHandsKeysOnToTheWindow(t *testing.T) {
	test.NewTempApp(t)
	window := test.NewTempWindow(t, parts.NewAction("Hold", nil))
	var heard fyne.KeyName
	window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) { heard = event.Name })
	window.Canvas().FocusNext()
	window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	if heard != fyne.KeyF2 {
		t.Errorf("the window heard %q", heard)
	}
}

func TestLargeTextLeavesTheKeysOffTheButton(t *testing.T) {
	app := uitest.App(t)
	action := parts.NewAction("Hold", nil)
	action.Shortcut = "Ctrl+H"
	w := uitest.Open(t, action, 300, 100)
	w.MustSee("Hold Ctrl+H")
	app.Settings().SetTheme(theme.Desk{TextScale: 2})
	action.Refresh()
	w.MustSee("Hold")
	w.MustNotSee("Ctrl+H")
}
