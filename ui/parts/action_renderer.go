package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	desktheme "portaldesk/ui/theme"
)

const (
	actionSide   = 10
	actionHeight = 34
	actionGap    = 6
	actionIcon   = 16
)

// CreateRenderer draws the button.
func (a *Action) CreateRenderer() fyne.WidgetRenderer {
	a.ExtendBaseWidget(a)
	r := &actionRenderer{
		action: a,
		face:   canvas.NewRectangle(color.Transparent),
		word:   canvas.NewText(a.Text, color.Black),
		keys:   canvas.NewText(a.Shortcut, color.Black),
		icon:   widget.NewIcon(a.Icon),
	}
	r.Refresh()
	return r
}

type actionRenderer struct {
	action     *Action
	face       *canvas.Rectangle
	word, keys *canvas.Text
	icon       *widget.Icon
}

func (r *actionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.face, r.icon, r.word, r.keys}
}

func (r *actionRenderer) Destroy() {}

func (r *actionRenderer) MinSize() fyne.Size {
	width := 2*actionSide + r.word.MinSize().Width
	if r.action.Icon != nil {
		width += r.iconSide() + actionGap
	}
	if r.shortcut() != "" {
		width += r.keys.MinSize().Width + actionGap
	}
	return fyne.NewSize(width, max(actionHeight, r.word.MinSize().Height+8))
}

// shortcut is the keys as far as there is room for them.
func (r *actionRenderer) shortcut() string {
	if LargeText() {
		return ""
	}
	return r.action.Shortcut
}

// iconSide grows with the text.
func (r *actionRenderer) iconSide() float32 {
	return actionIcon * r.action.Theme().Size(theme.SizeNameText) / plainText
}

func (r *actionRenderer) Layout(size fyne.Size) {
	r.face.Resize(size)
	x := max(actionSide, (size.Width-r.MinSize().Width)/2+actionSide)
	if r.action.Icon != nil {
		side := r.iconSide()
		r.icon.Resize(fyne.NewSquareSize(side))
		r.icon.Move(fyne.NewPos(x, (size.Height-side)/2))
		x += side + actionGap
	}
	for _, text := range []*canvas.Text{r.word, r.keys} {
		least := text.MinSize()
		text.Resize(least)
		text.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + actionGap
	}
}

func (r *actionRenderer) Refresh() {
	th, variant := r.action.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	paint := func(name fyne.ThemeColorName) color.Color { return th.Color(name, variant) }
	face, word := r.colours()
	r.word.Text, r.word.TextSize, r.word.Color = r.action.Text, th.Size(theme.SizeNameText), paint(word)
	r.keys.Text, r.keys.TextSize, r.keys.Color = r.shortcut(), th.Size(theme.SizeNameCaptionText), paint(word)
	if r.action.Weight == Quiet {
		r.keys.Color = paint(theme.ColorNamePlaceHolder)
	}
	r.face.FillColor, r.face.CornerRadius = paint(face), th.Size(theme.SizeNameInputRadius)
	r.face.StrokeWidth, r.face.StrokeColor = 1, paint(theme.ColorNameInputBorder)
	if r.action.hovered && !r.action.Greyed {
		r.face.StrokeColor = paint(theme.ColorNamePrimary)
	}
	if r.action.focused {
		r.face.StrokeWidth, r.face.StrokeColor = 2, paint(desktheme.FocusRing)
		if r.action.Weight == Main {
			r.face.StrokeColor = paint(desktheme.FocusOnMain)
		}
	}
	r.icon.Hidden = r.action.Icon == nil
	r.icon.SetResource(r.themedIcon(word))
	r.Layout(r.action.Size())
	canvas.Refresh(r.action)
}

// colours names the button's face and word.
func (r *actionRenderer) colours() (face, word fyne.ThemeColorName) {
	switch {
	case r.action.Greyed:
		return theme.ColorNameBackground, theme.ColorNamePlaceHolder
	case r.action.Weight == Main:
		return theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	case r.action.Weight == Grave:
		return theme.ColorNameError, theme.ColorNameForegroundOnError
	default:
		return theme.ColorNameButton, theme.ColorNameForeground
	}
}

func (r *actionRenderer) themedIcon(word fyne.ThemeColorName) fyne.Resource {
	if r.action.Icon == nil {
		return nil
	}
	return theme.NewColoredResource(r.action.Icon, word)
}
