package parts_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
)

// A command of one key works wherever the focus is: every widget hands the key on to the window.
func TestEveryWidgetHandsFunctionKeysAndEscapeOn(t *testing.T) {
	list := parts.NewList(func() fyne.CanvasObject { return parts.NewText("row", parts.Plain) },
		func(int, fyne.CanvasObject) {})
	list.SetRows(3)
	widgets := map[string]parts.FocusTarget{
		"entry": parts.NewEntry(""), "password": parts.NewPasswordEntry(""), "note": parts.NewNoteEntry("", 2),
		"action": parts.NewAction("Do", nil), "chooser": parts.NewChooser("", []string{"a"}, nil),
		"segments": parts.NewSegments([]string{"a"}, nil), "toggle": parts.NewToggle("t", nil), "list": list,
	}
	for name, widget := range widgets {
		t.Run(name, func(t *testing.T) {
			window := inWindow(t, widget)
			var got []fyne.KeyName
			window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, ev.Name) })
			window.Canvas().Focus(widget)
			press(widget, fyne.KeyF2, fyne.KeyF12, fyne.KeyEscape)
			if want := []fyne.KeyName{fyne.KeyF2, fyne.KeyF12, fyne.KeyEscape}; !slices.Equal(got, want) {
				t.Errorf("the window got %v, want %v", got, want)
			}
		})
	}
}

func TestFunctionKeys(t *testing.T) {
	for key, want := range map[fyne.KeyName]bool{fyne.KeyF1: true, fyne.KeyF12: true, fyne.KeyF: false, fyne.KeyF9: true,
		fyne.KeyEscape: false, "FX": false} {
		if got := parts.IsFunctionKey(key); got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
}

func TestShortcutsAreWrittenAsOnTheKeyboard(t *testing.T) {
	for want, shortcut := range map[string]fyne.Shortcut{
		"F2": parts.FunctionKey(fyne.KeyF2), "Ctrl+R": parts.Ctrl(fyne.KeyR), "Ctrl+Shift+H": parts.CtrlShift(fyne.KeyH),
		"Ctrl+Enter": parts.Ctrl(fyne.KeyReturn), "": nil,
	} {
		if fyne.KeyModifierShortcutDefault != fyne.KeyModifierControl {
			t.Log("on this platform the modifier has another name")
			return
		}
		if got := parts.ShortcutText(shortcut); got != want {
			t.Errorf("written %q, want %q", got, want)
		}
	}
}

func TestACommandThatIsNotReadyDoesNotRun(t *testing.T) {
	ran := 0
	command := parts.Command{Run: func() { ran++ }, Enabled: func() bool { return false }}
	if command.Invoke() || ran != 0 {
		t.Error("it ran although it was not enabled")
	}
	command.Enabled = nil
	if !command.Invoke() || ran != 1 {
		t.Error("it did not run although nothing was in the way")
	}
}
