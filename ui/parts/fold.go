package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Fold keeps what few people need out of the way: a button with a word, and below it, once it is pressed, the content.
type Fold struct {
	widget.BaseWidget
	AsContainer
	// OnChanged is called after it was unfolded or folded again; it may be nil.
	OnChanged func(unfolded bool)

	head    *Action
	content fyne.CanvasObject
	inside  *fyne.Container
}

// NewFold makes a fold that is closed.
func NewFold(title string, content fyne.CanvasObject) *Fold {
	f := &Fold{content: content}
	f.head = NewAction(title, func() { f.Unfold(!f.Unfolded()) })
	f.head.Icon = toolkit.Icon(toolkit.IconNameNavigateNext)
	f.head.State = func() string { return UnfoldedWord(f.Unfolded()) }
	f.inside = arrange(folded{&stack{gap: theme.Gap}}, f.head, content)
	content.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// Unfolded says whether the content is shown.
func (f *Fold) Unfolded() bool { return f.content.Visible() }

// Unfold shows or hides the content.
func (f *Fold) Unfold(shown bool) {
	if shown == f.Unfolded() {
		return
	}
	icon := toolkit.IconNameNavigateNext
	if shown {
		icon = toolkit.IconNameMoveDown
	}
	showIf(f.content, shown)
	f.head.Icon = toolkit.Icon(icon)
	f.head.Refresh()
	f.inside.Refresh()
	if f.OnChanged != nil {
		f.OnChanged(shown)
	}
}

// AccessibilityLabel is the word of the button.
func (f *Fold) AccessibilityLabel() string { return f.head.Text }

// Head is the button.
func (f *Fold) Head() *Action { return f.head }

// folded sets the content below the button, which is as wide as its word. A button that is hidden takes no room, and no gap either.
type folded struct{ *stack }

func (l folded) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.stack.Layout(objects, size)
	head := objects[0]
	head.Resize(head.MinSize())
}

// CreateRenderer draws the fold.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.inside) }
