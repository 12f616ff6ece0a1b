package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/theme"
)

// inWindow shows content in a window of the desk's own look.
func inWindow(t *testing.T, content fyne.CanvasObject) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.Desk{Mode: theme.Light})
	window := test.NewTempWindow(t, content)
	window.Resize(fyne.NewSize(800, 600))
	return window
}

func press(w fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		w.TypedKey(&fyne.KeyEvent{Name: key})
	}
}
