package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Field is a row of a form: a label above its control, and below it a hint or what is wrong with the entry.
type Field struct {
	widget.BaseWidget
	AsContainer
	Control fyne.CanvasObject

	label       *Paragraph
	hint        string
	note        *Paragraph
	icon        *Icon
	below       *fyne.Container
	arrangement *fyne.Container
}

// NewField makes a row. hint may be empty.
func NewField(label string, control fyne.CanvasObject, hint string) *Field {
	f := &Field{Control: control, label: NewParagraph(label, Strong), hint: hint,
		note: NewParagraph(hint, Caption), icon: NewIcon("", "")}
	f.below = Spread(theme.Half, f.icon, f.note, nil)
	f.arrangement = Stack(theme.Half, f.label, control, f.below)
	f.ExtendBaseWidget(f)
	f.SetError("")
	nameIn(f, control)
	return f
}

// SetError says below the control what is wrong with the entry; empty brings the hint back.
func (f *Field) SetError(text string) {
	if text == "" {
		f.icon.Hide()
		f.note.Set(f.hint, Caption)
	} else {
		f.icon.Set(Bad.Icon(), Bad.Fore())
		f.icon.Show()
		f.note.Set(text, Caption.In(Bad.Fore()))
	}
	showIf(f.below, text != "" || f.hint != "")
	f.Refresh()
}

// AccessibilityLabel is the label above the control.
func (f *Field) AccessibilityLabel() string { return f.label.Text() }

// wrong is what is wrong with the entry; empty for nothing.
func (f *Field) wrong() string {
	if !f.icon.Visible() {
		return ""
	}
	return f.note.Text()
}

// Note is what stands below the control: the hint or the error.
func (f *Field) Note() string { return f.note.Text() }

// CreateRenderer draws the row.
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.arrangement) }
