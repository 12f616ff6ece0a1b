package parts

import "fyne.io/fyne/v2"

// worn is the look that a part was drawn in last. The toolkit tells a change of colours or sizes only to what is in a window just
// then; what comes back into one afterwards still wears the look of before. Every panel and every word watches for that.
type worn struct {
	theme   fyne.Theme
	variant fyne.ThemeVariant
}

// outworn is who hears that something wears a look of before; nil for nobody.
var outworn func()

// OnOutworn has hear called when something in a window is about to be drawn in a look of before, on the UI goroutine. What it does
// about that, it has to do later: the toolkit is walking through the window. Nil ends it.
func OnOutworn(hear func()) { outworn = hear }

// wear takes the look of now: the part is drawn in it.
func (w *worn) wear() {
	settings := fyne.CurrentApp().Settings()
	w.theme, w.variant = settings.Theme(), settings.ThemeVariant()
}

// seen is called when the part is about to be drawn. It tells of each look of before once, whatever comes of it.
func (w *worn) seen() {
	before := *w
	if w.wear(); *w != before {
		told(outworn)
	}
}
