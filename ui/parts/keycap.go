package parts

import (
	"fyne.io/fyne/v2"

	"portaldesk/ui/theme"
)

// NewKeyCap shows the keys of a shortcut: "Ctrl+R". It is nothing when there is no shortcut.
func NewKeyCap(shortcut fyne.Shortcut) fyne.CanvasObject {
	text := ShortcutText(shortcut)
	if text == "" {
		return NewText("", Caption)
	}
	return NewBox(Look{Fill: theme.NeutralBack, Border: theme.Border, Radius: theme.Half, Vertical: 1, Horizontal: 6},
		NewText(text, Caption))
}
