package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
)

// Mode says which variant is shown.
type Mode int

// The modes. FollowSystem shows what the operating system asks for.
const (
	FollowSystem Mode = iota
	Light
	Dark
	// Contrast is white on black with strong borders, whatever the system asks for.
	Contrast
)

// Desk is the theme of every window. The zero value follows the system at normal text size.
type Desk struct {
	// Mode overrides the system's variant.
	Mode Mode
	// TextScale multiplies every text size: 1 (or 0) is normal, 2 is 200 %.
	TextScale float32
}

var _ fyne.Theme = Desk{}

// Color answers the colour of a name, ours or the toolkit's.
func (d Desk) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if c, ok := d.palette(variant)[name]; ok {
		return c
	}
	return toolkit.DefaultTheme().Color(name, d.variant(variant))
}

func (d Desk) palette(variant fyne.ThemeVariant) palette {
	switch {
	case d.Mode == Contrast:
		return contrast
	case d.variant(variant) == toolkit.VariantDark:
		return dark
	default:
		return light
	}
}

// Font answers the toolkit's own fonts: they cover Latin, Greek and Cyrillic, and fall back to the system's for the rest.
func (d Desk) Font(style fyne.TextStyle) fyne.Resource { return toolkit.DefaultTheme().Font(style) }

// Icon answers the toolkit's own icons.
func (d Desk) Icon(name fyne.ThemeIconName) fyne.Resource { return toolkit.DefaultTheme().Icon(name) }

// Size answers a measure in pixels at 100 %.
func (d Desk) Size(name fyne.ThemeSizeName) float32 {
	if size, stronger := strongSizes[name]; stronger && d.Mode == Contrast {
		return size
	}
	size, ours := sizes[name]
	if !ours {
		return toolkit.DefaultTheme().Size(name)
	}
	if textSizes[name] && d.TextScale > 0 {
		return size * d.TextScale
	}
	return size
}

func (d Desk) variant(asked fyne.ThemeVariant) fyne.ThemeVariant {
	switch d.Mode {
	case Light:
		return toolkit.VariantLight
	case Dark, Contrast:
		return toolkit.VariantDark
	default:
		return asked
	}
}
