package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/theme"
)

func arrange(l fyne.Layout, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: l, Objects: objects}
}

// Stack sets objects below each other, each as wide as the place.
func Stack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return arrange(NewStack(gap), objects...)
}

// Line sets objects beside each other, each as wide as it needs and centred in height. A layout.NewSpacer takes what is
// left over.
func Line(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return arrange(line{gap}, objects...)
}

// Spread sets fixed objects at both ends and lets the one in the middle take the rest. Tab goes in reading order: left,
// middle, right. Any of the three may be nil.
func Spread(gap float32, left, middle, right fyne.CanvasObject) *fyne.Container {
	return arrange(spread{gap, left, middle, right}, present(left, middle, right)...)
}

// Frame sets top and bottom at their heights and gives the middle the rest, in reading order. top and bottom may be nil.
func Frame(top, middle, bottom fyne.CanvasObject) *fyne.Container {
	return arrange(frame{top, middle, bottom}, present(top, middle, bottom)...)
}

// Inset leaves room around an object.
func Inset(vertical, horizontal float32, object fyne.CanvasObject) *fyne.Container {
	return arrange(layout.NewCustomPaddedLayout(vertical, vertical, horizontal, horizontal), object)
}

// InCard sets a heading and what belongs to it on a card in the middle of the window; a low window scrolls it.
func InCard(width float32, head, body fyne.CanvasObject) *Scroll {
	card := NewBox(Look{Fill: theme.Surface, Border: theme.Border, Radius: theme.Grid, Vertical: 24, Horizontal: 24},
		Stack(theme.Gap, head, body))
	return Scrolling(Inset(theme.Gap, theme.Gap, Centred(width, card)))
}

// Centred sets an object in the middle, at most as wide as given for text at 100 % and at least as wide as it needs.
func Centred(width float32, object fyne.CanvasObject) *fyne.Container {
	return arrange(centred{width}, object)
}

func present(objects ...fyne.CanvasObject) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, o := range objects {
		if o != nil {
			all = append(all, o)
		}
	}
	return all
}

// centred keeps a card readable on a wide window.
type centred struct{ width float32 }

func (c centred) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (c centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	object := objects[0]
	most := c.width * toolkit.TextSize() / plainText
	width := max(object.MinSize().Width, min(most, size.Width-2*theme.Gap))
	// The width comes first: a paragraph knows its height only then.
	object.Resize(fyne.NewSize(width, object.MinSize().Height))
	height := min(object.MinSize().Height, size.Height)
	object.Resize(fyne.NewSize(width, height))
	object.Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)/2)))
}

// Tall gives an object at least this height, as a list needs it.
func Tall(height float32, object fyne.CanvasObject) *fyne.Container {
	return arrange(tall{height}, object)
}

type tall struct{ height float32 }

func (t tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(fyne.NewSize(0, t.height))
}

func (tall) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
