package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Notice is a message in its place on a screen: beside the fields it is about. It takes no room while it says nothing.
type Notice struct {
	widget.BaseWidget
	AsText
	box   *Box
	icon  *Icon
	title *Paragraph
	body  *Paragraph
}

// NewNotice makes a notice that says nothing yet.
func NewNotice() *Notice {
	n := &Notice{icon: NewIcon("", ""), title: NewParagraph("", Strong), body: NewParagraph("", Plain)}
	n.box = NewBox(Look{}, Spread(theme.Grid, Top(n.icon), Stack(theme.Half, n.title, n.body), nil))
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Say shows a message. body may be empty.
func (n *Notice) Say(tone Tone, title, body string) {
	n.box.SetLook(Look{Fill: tone.Back(), Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Grid})
	n.icon.Set(tone.Icon(), tone.Fore())
	n.title.Set(title, Strong.In(tone.Fore()))
	showText(n.body, body)
	n.Show()
	n.Refresh()
}

// Clear takes the message away.
func (n *Notice) Clear() { n.Hide() }

// Title is what it says first; empty while it says nothing.
func (n *Notice) Title() string {
	if !n.Visible() {
		return ""
	}
	return n.title.Text()
}

// AccessibilityLabel is all that it says.
func (n *Notice) AccessibilityLabel() string { return Said(n.title, n.body) }

// Body is what it says after that.
func (n *Notice) Body() string { return n.body.Text() }

// CreateRenderer draws the notice.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.box) }

// top keeps an icon beside the first of several lines.
type top struct{}

func (top) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (top) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	objects[0].Resize(objects[0].MinSize())
	objects[0].Move(fyne.NewPos(0, 0))
}

// Top keeps a small object beside the first of several lines.
func Top(o fyne.CanvasObject) *fyne.Container { return arrange(top{}, o) }
