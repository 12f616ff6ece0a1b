package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is a text that wraps at words, without insets. It is as tall as its width makes it.
type Paragraph struct {
	widget.BaseWidget
	AsText
	// Secret keeps the text from screen readers.
	Secret bool

	rich  *widget.RichText
	text  string
	style Style
}

// NewParagraph makes a text that wraps.
func NewParagraph(text string, style Style) *Paragraph {
	p := &Paragraph{rich: widget.NewRichText()}
	p.rich.Wrapping = fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	p.Set(text, style)
	return p
}

// Set shows another text in another style.
func (p *Paragraph) Set(text string, style Style) {
	text = legible(text)
	p.text, p.style = text, style
	p.rich.Segments = []widget.RichTextSegment{&widget.TextSegment{Text: text, Style: widget.RichTextStyle{
		ColorName: style.Color, SizeName: style.Size, Alignment: style.Align,
		TextStyle: fyne.TextStyle{Bold: style.Bold, Monospace: style.Mono},
	}}}
	p.rich.Refresh()
}

// SetText shows another text in the same style.
func (p *Paragraph) SetText(text string) {
	if p.text != legible(text) {
		p.Set(text, p.style)
	}
}

// AccessibilityLabel is the text, unless it is a secret.
func (p *Paragraph) AccessibilityLabel() string { return readWord(p.text, p.Secret) }

// Text is what it shows.
func (p *Paragraph) Text() string { return p.text }

// CreateRenderer draws the text.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(arrange(tight{}, p.rich))
}

// tight takes away the insets that the toolkit's texts have.
type tight struct{}

func (tight) inset() float32 { return toolkit.Size(toolkit.SizeNameInnerPadding) }

func (t tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(max(0, least.Width-2*t.inset()), max(0, least.Height-2*t.inset()))
}

func (t tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(-t.inset(), -t.inset()))
	objects[0].Resize(fyne.NewSize(size.Width+2*t.inset(), size.Height+2*t.inset()))
}
