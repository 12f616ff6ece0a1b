package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
)

// AsWide gives a field at least the width of a text, as it is set in a field.
func AsWide(text string, field fyne.CanvasObject) *fyne.Container {
	return arrange(textWide{text}, field)
}

type textWide struct{ text string }

func (w textWide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := fyne.MeasureText(w.text, toolkit.TextSize(), fyne.TextStyle{}).Width + 4*toolkit.InnerPadding()
	return objects[0].MinSize().Max(fyne.NewSize(width, 0))
}

func (textWide) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
