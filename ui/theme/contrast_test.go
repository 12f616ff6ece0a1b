package theme_test

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/theme"
)

// pair is a foreground that the window puts on a background.
type pair struct {
	fore, back fyne.ThemeColorName
	least      float64
}

// WCAG 2.2: 1.4.3 asks 4.5 of text, 1.4.11 asks 3 of what shows where a control is and that it has the focus.
const (
	forText    = 4.5
	forControl = 3.0
)

func pairs() []pair {
	var all []pair
	put := func(least float64, back fyne.ThemeColorName, fores ...fyne.ThemeColorName) {
		for _, fore := range fores {
			all = append(all, pair{fore, back, least})
		}
	}
	tones := []fyne.ThemeColorName{theme.OkText, theme.WarnText, theme.BadText, theme.InfoText}
	importances := []fyne.ThemeColorName{toolkit.ColorNameError, toolkit.ColorNameWarning, toolkit.ColorNameSuccess}
	for _, back := range []fyne.ThemeColorName{toolkit.ColorNameBackground, theme.Surface, theme.Raised, toolkit.ColorNameOverlayBackground} {
		put(forText, back, theme.Text, theme.Muted, toolkit.ColorNamePrimary)
		put(forText, back, tones...)
		put(forText, back, importances...)
		put(forControl, back, theme.FocusRing, theme.FocusOnMain)
	}
	put(forText, toolkit.ColorNameSelection, theme.Text, theme.Muted)
	put(forText, toolkit.ColorNameMenuBackground, theme.Text, toolkit.ColorNameDisabled)
	put(forText, toolkit.ColorNameButton, theme.Text, theme.Muted)
	put(forText, theme.NeutralBack, theme.Text, theme.Muted)
	put(forText, theme.Surface, toolkit.ColorNameDisabled)
	put(forText, toolkit.ColorNameInputBackground, theme.Text, toolkit.ColorNamePlaceHolder)
	put(forControl, toolkit.ColorNameInputBackground, toolkit.ColorNameInputBorder, toolkit.ColorNamePrimary)
	put(forControl, theme.Surface, toolkit.ColorNameInputBorder)
	put(forControl, toolkit.ColorNameSelection, theme.FocusRing)
	put(forText, toolkit.ColorNameFocus, theme.Text)
	put(forControl, toolkit.ColorNameButton, theme.FocusRing)
	put(forControl, toolkit.ColorNameDisabledButton, toolkit.ColorNameDisabled)
	put(forText, toolkit.ColorNamePrimary, toolkit.ColorNameForegroundOnPrimary)
	put(forText, toolkit.ColorNameError, toolkit.ColorNameForegroundOnError)
	put(forText, toolkit.ColorNameWarning, toolkit.ColorNameForegroundOnWarning)
	put(forText, toolkit.ColorNameSuccess, toolkit.ColorNameForegroundOnSuccess)
	put(forText, theme.OkBack, theme.OkText, theme.Text)
	put(forText, theme.WarnBack, theme.WarnText, theme.Text)
	put(forText, theme.BadBack, theme.BadText, theme.Text)
	put(forText, theme.InfoBack, theme.InfoText, theme.Text)
	return all
}

func TestEveryPairIsReadable(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark, theme.Contrast} {
		desk := theme.Desk{Mode: mode}
		for _, p := range pairs() {
			t.Run(fmt.Sprintf("%d/%s on %s", mode, p.fore, p.back), func(t *testing.T) {
				got := contrast(desk.Color(p.fore, 0), desk.Color(p.back, 0))
				if got < p.least {
					t.Errorf("contrast %.2f, want at least %.1f", got, p.least)
				}
			})
		}
	}
}

// TestHighContrastHasStrongBorders: where contrast is high, what a surface is must not depend on shades.
func TestHighContrastHasStrongBorders(t *testing.T) {
	desk, light := theme.Desk{Mode: theme.Contrast}, theme.Desk{Mode: theme.Light}
	for _, back := range []fyne.ThemeColorName{toolkit.ColorNameBackground, theme.Surface, theme.Raised, toolkit.ColorNameButton,
		toolkit.ColorNameOverlayBackground, toolkit.ColorNameMenuBackground} {
		for _, fore := range []fyne.ThemeColorName{theme.Border, theme.FocusRing, toolkit.ColorNameSeparator, toolkit.ColorNameInputBorder} {
			if got := contrast(desk.Color(fore, 0), desk.Color(back, 0)); got < 7 {
				t.Errorf("%s on %s: %.1f", fore, back, got)
			}
		}
	}
	for fore, back := range map[fyne.ThemeColorName]fyne.ThemeColorName{
		theme.FocusOnMain: toolkit.ColorNamePrimary, theme.FocusRing: toolkit.ColorNameError,
	} {
		if got := contrast(desk.Color(fore, 0), desk.Color(back, 0)); got < forControl {
			t.Errorf("%s on %s: %.1f", fore, back, got)
		}
	}
	for _, name := range []fyne.ThemeSizeName{toolkit.SizeNameSeparatorThickness, toolkit.SizeNameInputBorder} {
		if desk.Size(name) <= light.Size(name) {
			t.Errorf("%s is no stronger", name)
		}
	}
}

// TestThePalettesNameTheSameColours: a name that a palette lacks is the toolkit's, which nobody measured.
func TestThePalettesNameTheSameColours(t *testing.T) {
	light := theme.Names(theme.Light)
	for _, mode := range []theme.Mode{theme.Dark, theme.Contrast} {
		if names := theme.Names(mode); !slices.Equal(light, names) {
			t.Errorf("%d: %v, not %v", mode, names, light)
		}
	}
}

// contrast is the ratio of WCAG 2.2 for two opaque colours.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func linear(channel uint32) float64 {
	v := float64(channel) / 0xffff
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
