package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Icon is a small picture in a colour of the theme, as tall as a line of text.
type Icon struct {
	widget.BaseWidget
	// Large doubles it: above a text instead of in its line.
	Large bool

	name  fyne.ThemeIconName
	color fyne.ThemeColorName
}

// NewIcon makes an icon. An empty name takes no room.
func NewIcon(name fyne.ThemeIconName, color fyne.ThemeColorName) *Icon {
	i := &Icon{name: name, color: color}
	i.ExtendBaseWidget(i)
	return i
}

// Set shows another icon.
func (i *Icon) Set(name fyne.ThemeIconName, color fyne.ThemeColorName) {
	if i.name != name || i.color != color {
		i.name, i.color = name, color
		i.Refresh()
	}
}

// CreateRenderer draws the icon.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{icon: i, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	r.image.Hidden = true
	r.draw()
	return r
}

type iconRenderer struct {
	icon  *Icon
	image *canvas.Image
	drawn picture
}

// picture is what an icon is drawn from.
type picture struct {
	name  fyne.ThemeIconName
	paint color.Color
}

// draw says whether there is anything new to see. A row that is filled anew refreshes all that is in it, and to draw an icon is
// to read its file again: the dearest part of a list by far.
func (r *iconRenderer) draw() bool {
	wanted := picture{name: r.icon.name}
	if wanted.name != "" {
		wanted.paint = toolkit.Color(r.icon.color)
	}
	if wanted == r.drawn {
		return false
	}
	r.drawn = wanted
	r.image.Hidden = wanted.name == ""
	if !r.image.Hidden {
		r.image.Resource = toolkit.NewColoredResource(toolkit.Icon(wanted.name), r.icon.color)
	}
	return true
}

func (r *iconRenderer) MinSize() fyne.Size {
	if r.icon.name == "" {
		return fyne.Size{}
	}
	side := toolkit.Size(toolkit.SizeNameInlineIcon)
	if r.icon.Large {
		side *= 2
	}
	return fyne.NewSquareSize(side)
}

func (r *iconRenderer) Layout(size fyne.Size) { r.image.Resize(size) }

func (r *iconRenderer) Refresh() {
	if r.draw() {
		r.image.Refresh()
	}
}

func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }

func (r *iconRenderer) Destroy() {}
