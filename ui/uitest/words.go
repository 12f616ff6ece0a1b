package uitest

import (
	"html"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

// Words is every text in the window, dialogs included, in the order in which it is drawn.
func (w *Window) Words() string { return words(test.RenderToMarkup(w.Canvas())) }

// MustSee holds the window against texts that have to be in it, and what can be worked in it against [Window.MustBeNamed].
func (w *Window) MustSee(texts ...string) {
	w.t.Helper()
	w.MustBeNamed()
	seen := w.Words()
	for _, text := range texts {
		if !strings.Contains(seen, squeezed(text)) {
			w.t.Errorf("%q is not in the window: %s", text, seen)
		}
	}
}

// MustNotSee holds it against texts that must not be in it.
func (w *Window) MustNotSee(texts ...string) {
	w.t.Helper()
	seen := w.Words()
	for _, text := range texts {
		if strings.Contains(seen, squeezed(text)) {
			w.t.Errorf("%q is in the window: %s", text, seen)
		}
	}
}

// Sees says whether a text is in the window.
func (w *Window) Sees(text string) bool { return strings.Contains(w.Words(), squeezed(text)) }

// words are the texts of a markup.
func words(markup string) string {
	var words []string
	for line := range strings.Lines(markup) {
		if _, text, ok := strings.Cut(line, "<text"); ok {
			_, text, _ = strings.Cut(text, ">")
			text, _, _ = strings.Cut(text, "</text>")
			words = append(words, html.UnescapeString(text))
		}
	}
	return squeezed(strings.Join(words, " "))
}

// squeezed has one blank wherever there is white space: where a line is broken says nothing.
func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }

// Stops are the names of the next stops of the Tab key, as [Stop] calls them.
func (w *Window) Stops(count int) []string {
	var names []string
	for range count {
		w.Canvas().FocusNext()
		names = append(names, Stop(w.Canvas().Focused()))
	}
	return names
}

// Stop is what a test calls something that has the focus: the word of a button, the hint of a field.
func Stop(focused fyne.Focusable) string {
	switch widget := focused.(type) {
	case nil:
		return "nothing"
	case *parts.Action:
		return widget.Text
	case *parts.Entry:
		return entry(widget)
	case *parts.Chooser:
		return "chooser " + widget.Selected
	case *parts.Toggle:
		return widget.Text
	case *parts.Segments:
		return "segments"
	case *parts.List:
		return "list"
	case *parts.Tile:
		return widget.Title()
	default:
		return "other"
	}
}

func entry(e *parts.Entry) string {
	switch {
	case e.Password:
		return "password"
	case e.PlaceHolder != "":
		return e.PlaceHolder
	default:
		return "entry"
	}
}
