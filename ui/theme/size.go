package theme

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
)

// The grid everything stands on, in pixels at 100 %.
const (
	Half  float32 = 4  // between things that belong together
	Grid  float32 = 8  // between things in one group
	Gap   float32 = 16 // between groups, and inside a panel
	Row   float32 = 34 // height of a row in a list
	Rail  float32 = 120
	Ring  float32 = 2 // thickness of the focus ring
	Round float32 = 6 // radius of panels and pills
)

// SizeSecret is the text size of a secret that is read aloud.
const SizeSecret fyne.ThemeSizeName = "desk-secret"

var sizes = map[fyne.ThemeSizeName]float32{
	toolkit.SizeNameText:               14,
	toolkit.SizeNameCaptionText:        12,
	toolkit.SizeNameSubHeadingText:     16,
	toolkit.SizeNameHeadingText:        20,
	SizeSecret:                         34,
	toolkit.SizeNamePadding:            Half,
	toolkit.SizeNameInnerPadding:       Grid,
	toolkit.SizeNameLineSpacing:        3,
	toolkit.SizeNameInlineIcon:         18,
	toolkit.SizeNameInputBorder:        1,
	toolkit.SizeNameInputRadius:        4,
	toolkit.SizeNameButtonRadius:       4,
	toolkit.SizeNameSelectionRadius:    4,
	toolkit.SizeNameDialogRadius:       Grid,
	toolkit.SizeNamePopupRadius:        Round,
	toolkit.SizeNameMenuRadius:         4,
	toolkit.SizeNameCardRadius:         Round,
	toolkit.SizeNameScrollBar:          12,
	toolkit.SizeNameScrollBarSmall:     4,
	toolkit.SizeNameSeparatorThickness: 1,
	toolkit.SizeNameModalBlurRadius:    0, // blurring a software-rendered screen costs more than it tells
}

// strongSizes are the borders where contrast is high.
var strongSizes = map[fyne.ThemeSizeName]float32{
	toolkit.SizeNameInputBorder:        2,
	toolkit.SizeNameSeparatorThickness: 2,
}

var textSizes = map[fyne.ThemeSizeName]bool{
	toolkit.SizeNameText:           true,
	toolkit.SizeNameCaptionText:    true,
	toolkit.SizeNameSubHeadingText: true,
	toolkit.SizeNameHeadingText:    true,
	toolkit.SizeNameInlineIcon:     true,
	SizeSecret:                     true,
}
