package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// BackTab is Shift with Tab, for [Window.Press].
const BackTab fyne.KeyName = "BackTab"

// Window is a window of the toolkit's test driver, in the desk's light look.
type Window struct {
	fyne.Window
	// After is called after every key, and after a text was typed: it does what goes on in the background. It may be nil.
	After func()

	t testing.TB
}

// App starts the toolkit anew, in the desk's light look, before anything is made for it. It ends with the test.
func App(t testing.TB) fyne.App {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.Desk{Mode: theme.Light})
	return app
}

// Open shows content in a window of the [App]. It ends with the test.
func Open(t testing.TB, content fyne.CanvasObject, width, height float32) *Window {
	t.Helper()
	w := Over(t, test.NewTempWindow(t, content))
	w.Resize(fyne.NewSize(width, height))
	return w
}

// Over turns a window that is there already.
func Over(t testing.TB, window fyne.Window) *Window { return &Window{Window: window, t: t} }

// Focused is what the next key goes to. Nothing is a failure.
func (w *Window) Focused() fyne.Focusable {
	w.t.Helper()
	focused := w.Canvas().Focused()
	if focused == nil {
		w.t.Fatal("nothing has the focus")
	}
	return focused
}

// Press presses keys where the focus is. Tab and [BackTab] move it.
func (w *Window) Press(keys ...fyne.KeyName) {
	w.t.Helper()
	for _, key := range keys {
		switch key {
		case fyne.KeyTab:
			w.Canvas().FocusNext()
		case BackTab:
			w.Canvas().FocusPrevious()
		default:
			w.Focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
		w.after()
	}
}

// Type types where the focus is.
func (w *Window) Type(text string) {
	w.t.Helper()
	test.Type(w.Focused(), text)
	w.after()
}

// Replace types in place of what stands in the field that has the focus.
func (w *Window) Replace(text string) {
	w.t.Helper()
	entry, ok := w.Focused().(*parts.Entry)
	if !ok {
		w.t.Fatalf("the focus is on %s, not in a field", Stop(w.Focused()))
	}
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(entry, text)
	w.after()
}

// Tap goes to the button that shows a word and presses it.
func (w *Window) Tap(word string) {
	w.t.Helper()
	w.GoTo(word)
	w.Press(fyne.KeyReturn)
}

// GoTo moves the focus with the Tab key until it is on what [Stop] calls by a name. A way that leads past nothing of that
// name is a failure.
func (w *Window) GoTo(name string) {
	w.t.Helper()
	seen := map[fyne.Focusable]bool{}
	for {
		w.Canvas().FocusNext()
		focused := w.Canvas().Focused()
		if focused == nil || seen[focused] {
			w.t.Fatalf("the Tab key leads to nothing that is called %q; seen: %s", name, w.Words())
		}
		if seen[focused] = true; Stop(focused) == name {
			return
		}
	}
}

func (w *Window) after() {
	if w.After != nil {
		w.After()
	}
}
