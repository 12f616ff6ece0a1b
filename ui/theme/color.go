package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
)

// What a colour means here. The Text names are text and icons, the Back names what they stand on.
const (
	Text    fyne.ThemeColorName = toolkit.ColorNameForeground
	Surface fyne.ThemeColorName = "desk-surface" // panels, cards, lists
	Raised  fyne.ThemeColorName = "desk-raised"  // bars above the screens, the call strip
	Border  fyne.ThemeColorName = "desk-border"  // around panels
	Muted   fyne.ThemeColorName = "desk-muted"   // secondary text; readable on every background
	// FocusRing is around what has the focus. The toolkit's own focus colour is a tint behind text.
	FocusRing fyne.ThemeColorName = "desk-focus-ring"
	// FocusOnMain is around the button that Enter means, whose face is the accent, when it has the focus.
	FocusOnMain fyne.ThemeColorName = "desk-focus-on-main"

	OkText   fyne.ThemeColorName = "desk-ok-text"
	OkBack   fyne.ThemeColorName = "desk-ok-back"
	WarnText fyne.ThemeColorName = "desk-warn-text"
	WarnBack fyne.ThemeColorName = "desk-warn-back"
	BadText  fyne.ThemeColorName = "desk-bad-text"
	BadBack  fyne.ThemeColorName = "desk-bad-back"
	InfoText fyne.ThemeColorName = "desk-info-text"
	InfoBack fyne.ThemeColorName = "desk-info-back"
	// NeutralBack is the back of a pill or key cap that means neither good nor bad; Text and Muted stand on it.
	NeutralBack fyne.ThemeColorName = "desk-neutral-back"
)

type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(hex uint32) color.NRGBA { return rgba(hex, 0xff) }

func rgba(hex uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}
