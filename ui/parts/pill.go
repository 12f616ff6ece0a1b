package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Pill is a state in a word with an icon: "Locked", "Delivered". Word and icon tell it, the colour only helps.
type Pill struct {
	widget.BaseWidget
	AsText
	box  *Box
	icon *Icon
	word *Text
}

// NewPill makes a pill. An empty icon takes the tone's own.
func NewPill(tone Tone, icon fyne.ThemeIconName, word string) *Pill {
	p := &Pill{icon: NewIcon("", ""), word: NewText("", Plain)}
	p.box = NewBox(Look{}, Line(theme.Half, p.icon, p.word))
	p.ExtendBaseWidget(p)
	p.Set(tone, icon, word)
	return p
}

// Set shows another state.
func (p *Pill) Set(tone Tone, icon fyne.ThemeIconName, word string) {
	if icon == "" {
		icon = tone.Icon()
	}
	p.box.SetLook(Look{Fill: tone.Back(), Radius: theme.Round, Vertical: 2, Horizontal: theme.Grid})
	p.icon.Set(icon, tone.Fore())
	style := Plain.In(tone.Fore())
	if tone == Neutral {
		style = Plain
	}
	p.word.Set(word, style)
	p.Refresh()
}

// Word is the state it shows.
func (p *Pill) Word() string { return p.word.Text() }

// AccessibilityLabel is the state.
func (p *Pill) AccessibilityLabel() string { return p.Word() }

// CreateRenderer draws the pill.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }
