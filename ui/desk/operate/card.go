package operate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// card shows a secret once: large, in the groups it is printed in, and spelled for reading aloud. It goes nowhere else: not
// to the log or the note, and to the clipboard only where the agent may and presses for it.
type card struct {
	content *fyne.Container
	value   *parts.Text
	texts   []interface{ SetText(string) }
}

func newCard(secret client.Secret, clock phrase.Clock, script language.Tongue) *card {
	c := &card{}
	value := parts.NewText(secret.Value, parts.Style{Color: theme.Text, Size: theme.SizeSecret, Mono: true, Bold: true, Align: fyne.TextAlignCenter})
	value.Secret = true
	c.value, c.texts = value, append(c.texts, value)
	column := parts.Column(theme.Half, value)
	for _, group := range phrase.Aloud(secret.Value, script) {
		spelled := parts.NewParagraph(group, parts.Style{Color: theme.Text, Size: toolkit.SizeNameSubHeadingText, Align: fyne.TextAlignCenter})
		spelled.Secret = true
		c.texts = append(c.texts, spelled)
		column.Add(spelled)
	}
	until := parts.Muted
	until.Align = fyne.TextAlignCenter
	column.Add(parts.NewParagraph(goodUntil(secret, clock), until))
	look := parts.Look{Fill: theme.NeutralBack, Border: theme.Border, Radius: theme.Round, Vertical: theme.Gap, Horizontal: theme.Gap}
	c.content = parts.Column(0, parts.NewBox(look, column))
	return c
}

// goodUntil says how long the secret is good for, as far as the portal says so.
func goodUntil(secret client.Secret, clock phrase.Clock) string {
	if secret.ExpiresAt.IsZero() {
		return lang.L("It is shown this once and cannot be shown again.")
	}
	return lang.L("Good until {{.Time}}. It is shown this once and cannot be shown again.", map[string]any{"Time": clock.Since(secret.ExpiresAt)})
}

// clear takes the secret out of every text and the texts out of the window.
func (c *card) clear() {
	for _, text := range c.texts {
		text.SetText("")
	}
	c.texts = nil
	c.content.RemoveAll()
}
