package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Style is how a text is set.
type Style struct {
	Color fyne.ThemeColorName
	Size  fyne.ThemeSizeName
	Bold  bool
	Mono  bool
	// Align is where a text stands in a place that is wider than it.
	Align fyne.TextAlign
}

// The styles of the window.
var (
	Plain   = Style{Color: theme.Text, Size: toolkit.SizeNameText}
	Strong  = Style{Color: theme.Text, Size: toolkit.SizeNameText, Bold: true}
	Muted   = Style{Color: theme.Muted, Size: toolkit.SizeNameText}
	Caption = Style{Color: theme.Muted, Size: toolkit.SizeNameCaptionText}
	Heading = Style{Color: theme.Text, Size: toolkit.SizeNameSubHeadingText, Bold: true}
	Title   = Style{Color: theme.Text, Size: toolkit.SizeNameHeadingText, Bold: true}
)

// In is the style in another colour.
func (s Style) In(color fyne.ThemeColorName) Style {
	s.Color = color
	return s
}

// Text is one line of text without insets; what comes with several is set in one. A line that is longer than its place ends in an ellipsis when Clip is set;
// otherwise its place is as wide as the line.
type Text struct {
	widget.BaseWidget
	AsText
	Style Style
	Clip  bool
	// Secret keeps the text from screen readers.
	Secret bool

	text string
}

// NewText makes a line of text that is shown whole.
func NewText(text string, style Style) *Text {
	t := &Text{Style: style, text: oneLine(text)}
	t.ExtendBaseWidget(t)
	return t
}

// NewClipped makes a line of text that gives way when there is not enough room.
func NewClipped(text string, style Style) *Text {
	t := NewText(text, style)
	t.Clip = true
	return t
}

// SetText shows another text.
func (t *Text) SetText(text string) { t.Set(text, t.Style) }

// Set shows another text in another style.
func (t *Text) Set(text string, style Style) {
	if text = oneLine(text); t.text != text || t.Style != style {
		t.text, t.Style = text, style
		t.Refresh()
	}
}

// AccessibilityLabel is the whole text, unless it is a secret.
func (t *Text) AccessibilityLabel() string { return readWord(t.text, t.Secret) }

// Text is the whole text, also when less is shown.
func (t *Text) Text() string { return t.text }

// CreateRenderer draws the text.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t, line: canvas.NewText(t.text, nil)}
	r.style()
	return r
}

type textRenderer struct {
	worn
	text *Text
	line *canvas.Text
}

func (r *textRenderer) style() {
	r.wear()
	s := r.text.Style
	r.line.Color = toolkit.Color(s.Color)
	r.line.TextSize = toolkit.Size(s.Size)
	r.line.TextStyle = fyne.TextStyle{Bold: s.Bold, Monospace: s.Mono}
	r.line.Alignment = s.Align
}

func (r *textRenderer) MinSize() fyne.Size {
	whole := fyne.MeasureText(r.text.text, r.line.TextSize, r.line.TextStyle)
	if r.text.Clip {
		whole.Width = fyne.Min(whole.Width, r.line.TextSize*2)
	}
	return whole
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.line.Text = r.text.text
	if r.text.Clip {
		r.line.Text = clip(r.text.text, size.Width, r.line)
	}
	height := r.line.MinSize().Height
	r.line.Resize(fyne.NewSize(size.Width, height))
	r.line.Move(fyne.NewPos(0, (size.Height-height)/2))
}

func (r *textRenderer) Refresh() {
	r.style()
	r.Layout(r.text.Size())
	r.line.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject {
	r.seen()
	return []fyne.CanvasObject{r.line}
}

func (r *textRenderer) Destroy() {}

// clip is the longest beginning of text that fits, with an ellipsis when something is missing.
func clip(text string, width float32, style *canvas.Text) string {
	fits := func(s string) bool {
		return fyne.MeasureText(s, style.TextSize, style.TextStyle).Width <= width+0.5
	}
	if fits(text) {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if fits(string(runes[:mid]) + "…") {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return string(runes[:low]) + "…"
}
