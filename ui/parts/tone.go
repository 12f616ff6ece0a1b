package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/theme"
)

// Tone is what something means to the agent. It is always told by a word and an icon too, never by its colour alone.
type Tone int

// The tones.
const (
	Neutral Tone = iota
	Good
	Warning
	Bad
	Info
)

// Fore is the colour of text and icons of the tone; it is readable on Back and on every surface.
func (t Tone) Fore() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Muted, theme.OkText, theme.WarnText, theme.BadText, theme.InfoText}[t]
}

// Back is the colour behind it.
func (t Tone) Back() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.NeutralBack, theme.OkBack, theme.WarnBack, theme.BadBack, theme.InfoBack}[t]
}

// Icon is the toolkit's icon that stands for the tone where nothing more exact is at hand.
func (t Tone) Icon() fyne.ThemeIconName {
	return [...]fyne.ThemeIconName{toolkit.IconNameInfo, toolkit.IconNameConfirm, toolkit.IconNameWarning,
		toolkit.IconNameError, toolkit.IconNameInfo}[t]
}

func named(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return toolkit.Color(name)
}
