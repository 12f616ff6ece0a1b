package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Progress is a bar that fills from left to right. How far it is must also be said in words beside it.
type Progress struct {
	widget.BaseWidget
	share float32
}

const progressHeight = 8

// NewProgress makes an empty bar.
func NewProgress() *Progress {
	p := &Progress{}
	p.ExtendBaseWidget(p)
	return p
}

// Set fills a share of the bar, 0 to 1.
func (p *Progress) Set(share float32) {
	share = max(0, min(1, share))
	if share != p.share {
		p.share = share
		p.Refresh()
	}
}

// Share is how much of it is filled.
func (p *Progress) Share() float32 { return p.share }

// CreateRenderer draws the bar.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{progress: p, back: &canvas.Rectangle{}, fill: &canvas.Rectangle{}}
	r.style()
	return r
}

type progressRenderer struct {
	progress   *Progress
	back, fill *canvas.Rectangle
}

func (r *progressRenderer) style() {
	r.back.FillColor, r.fill.FillColor = named(theme.NeutralBack), named(toolkit.ColorNamePrimary)
	r.back.StrokeColor, r.back.StrokeWidth = named(toolkit.ColorNameInputBorder), toolkit.Size(toolkit.SizeNameInputBorder)
	r.back.CornerRadius, r.fill.CornerRadius = progressHeight/2, progressHeight/2
}

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(40, progressHeight) }

func (r *progressRenderer) Layout(size fyne.Size) {
	at := fyne.NewPos(0, (size.Height-progressHeight)/2)
	r.back.Move(at)
	r.back.Resize(fyne.NewSize(size.Width, progressHeight))
	r.fill.Move(at)
	r.fill.Resize(fyne.NewSize(size.Width*r.progress.share, progressHeight))
}

func (r *progressRenderer) Refresh() {
	r.style()
	r.Layout(r.progress.Size())
	r.back.Refresh()
	r.fill.Refresh()
}

func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.fill} }

func (r *progressRenderer) Destroy() {}
