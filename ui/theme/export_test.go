package theme

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
)

// Names are the colours that the palette of a mode has.
func Names(m Mode) []fyne.ThemeColorName {
	return slices.Sorted(maps.Keys(Desk{Mode: m}.palette(0)))
}
