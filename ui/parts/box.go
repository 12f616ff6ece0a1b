package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Look is how a box is drawn. Colours are names of the theme; an empty one draws nothing.
type Look struct {
	Fill, Border fyne.ThemeColorName
	Radius       float32
	// Focused draws the focus ring in place of the border.
	Focused bool
	// Vertical and Horizontal is the room between the box and its content.
	Vertical, Horizontal float32
}

// The looks of the window.
var (
	// PanelLook holds a part of a screen. Its corners are square, as those of everything large: a rounded one is worked out for each
	// pixel of the whole box, half the time of a frame where no graphics card helps.
	PanelLook = Look{Fill: theme.Surface, Border: theme.Border, Vertical: theme.Gap, Horizontal: theme.Gap}
	// BarLook is a bar along an edge of the window.
	BarLook = Look{Fill: theme.Raised, Vertical: theme.Grid, Horizontal: theme.Gap}
)

// Box is a background with a border, that follows the theme, around some content.
type Box struct {
	widget.BaseWidget
	Look    Look
	content fyne.CanvasObject
}

// NewBox puts content into a box. content may be nil: then it is only a colour.
func NewBox(look Look, content fyne.CanvasObject) *Box {
	b := &Box{Look: look, content: content}
	b.ExtendBaseWidget(b)
	return b
}

// NewPanel puts content into a panel of a screen.
func NewPanel(content fyne.CanvasObject) *Box { return NewBox(PanelLook, content) }

// SetLook draws the box otherwise.
func (b *Box) SetLook(look Look) {
	if b.Look != look {
		b.Look = look
		b.Refresh()
	}
}

// CreateRenderer draws the box.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := &boxRenderer{box: b, back: &canvas.Rectangle{}}
	r.style()
	return r
}

type boxRenderer struct {
	worn
	box  *Box
	back *canvas.Rectangle
}

func (r *boxRenderer) style() {
	r.wear()
	look := r.box.Look
	r.back.FillColor = named(look.Fill)
	r.back.StrokeColor = named(look.Border)
	r.back.StrokeWidth = 0
	if look.Border != "" {
		r.back.StrokeWidth = toolkit.Size(toolkit.SizeNameSeparatorThickness)
	}
	if look.Focused {
		r.back.StrokeColor, r.back.StrokeWidth = toolkit.Color(theme.FocusRing), theme.Ring
	}
	r.back.CornerRadius = look.Radius
}

func (r *boxRenderer) MinSize() fyne.Size {
	room := fyne.NewSize(2*r.box.Look.Horizontal, 2*r.box.Look.Vertical)
	if r.box.content == nil {
		return room
	}
	return r.box.content.MinSize().Add(room)
}

func (r *boxRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	if r.box.content == nil {
		return
	}
	look := r.box.Look
	r.box.content.Move(fyne.NewPos(look.Horizontal, look.Vertical))
	r.box.content.Resize(fyne.NewSize(max(0, size.Width-2*look.Horizontal), max(0, size.Height-2*look.Vertical)))
}

func (r *boxRenderer) Refresh() {
	r.style()
	r.back.Refresh()
	r.Layout(r.box.Size())
}

func (r *boxRenderer) Objects() []fyne.CanvasObject {
	r.seen()
	return present(r.back, r.box.content)
}

func (r *boxRenderer) Destroy() {}
