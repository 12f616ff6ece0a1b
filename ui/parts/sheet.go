package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/theme"
)

// sheet lays a dialog out: title, scrolling body, buttons. It is as tall as the body needs, as far as the window is.
type sheet struct {
	width  float32
	canvas fyne.Canvas
	body   fyne.CanvasObject
}

// margin is what stays free between a dialog and the window's edges, both sides and the dialog's own inset together.
const margin = 2 * (theme.Gap + theme.Gap)

func (s *sheet) MinSize(objects []fyne.CanvasObject) fyne.Size {
	room := s.canvas.Size()
	wanted := s.width * toolkit.TextSize() / plainText
	width := max(objects[2].MinSize().Width, min(wanted, room.Width-margin))
	height := heightAt(objects[0], width) + heightAt(s.body, width-4) + 4 + objects[2].MinSize().Height + 2*theme.Gap
	return fyne.NewSize(width, min(height, max(0, room.Height-margin)))
}

func (s *sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, body, foot := objects[0], objects[1], objects[2]
	top := heightAt(title, size.Width)
	bottom := foot.MinSize().Height
	title.Resize(fyne.NewSize(size.Width, top))
	title.Move(fyne.NewPos(0, 0))
	body.Move(fyne.NewPos(-2, top+theme.Gap))
	body.Resize(fyne.NewSize(size.Width+4, max(0, size.Height-top-bottom-2*theme.Gap)))
	foot.Resize(fyne.NewSize(size.Width, bottom))
	foot.Move(fyne.NewPos(0, size.Height-bottom))
}
