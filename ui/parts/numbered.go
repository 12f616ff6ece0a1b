package parts

import (
	"strconv"

	"fyne.io/fyne/v2"

	"portaldesk/ui/theme"
)

// Numbered sets sentences below each other, each with its number before it, so that a person who looks away finds back.
func Numbered(sentences []string) *fyne.Container {
	lines := make([]fyne.CanvasObject, len(sentences))
	for i, sentence := range sentences {
		number := NewBox(Look{Fill: theme.NeutralBack, Radius: theme.Round, Vertical: 1, Horizontal: 6},
			NewText(strconv.Itoa(i+1), Strong))
		lines[i] = Spread(theme.Grid, Top(number), NewParagraph(sentence, Plain), nil)
	}
	return Stack(theme.Grid, lines...)
}
