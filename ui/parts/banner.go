package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Banner is a bar that stays until what it says is no longer so: an icon, a strong beginning and a sentence, and at most one
// button.
type Banner struct {
	widget.BaseWidget
	AsContainer
	box    *Box
	icon   *Icon
	title  *Text
	body   *Paragraph
	action *Action
}

// NewBanner makes a hidden banner.
func NewBanner() *Banner {
	b := &Banner{icon: NewIcon("", ""), title: NewText("", Strong), body: NewParagraph("", Plain), action: NewAction("", nil)}
	b.box = NewBox(Look{}, Spread(theme.Grid, Line(theme.Grid, b.icon, b.title), Middle(b.body), Line(0, b.action)))
	b.ExtendBaseWidget(b)
	b.action.Hide()
	b.Hide()
	return b
}

// Say shows the banner.
func (b *Banner) Say(tone Tone, title, body string) {
	b.box.SetLook(Look{Fill: tone.Back(), Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Gap})
	b.icon.Set(tone.Icon(), tone.Fore())
	b.title.Set(title, Strong.In(tone.Fore()))
	b.body.Set(body, Plain)
	b.Show()
	b.Refresh()
}

// Offer gives the banner a button.
func (b *Banner) Offer(word string, do func()) {
	b.action.OnTapped = do
	b.action.SetText(word)
	b.action.Show()
	b.Refresh()
}

// Title is how it begins.
func (b *Banner) Title() string { return b.title.Text() }

// AccessibilityLabel is all that it says, and what it offers.
func (b *Banner) AccessibilityLabel() string { return Said(b.title, b.body, b.action) }

// Body is the sentence after the title.
func (b *Banner) Body() string { return b.body.Text() }

// CreateRenderer draws the banner.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.box) }
