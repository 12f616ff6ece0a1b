package parts

import "fyne.io/fyne/v2"

// Reveal scrolls so that an object in a scroll's content is in sight; its top goes before its bottom. The toolkit does not
// scroll to what gets the focus.
func Reveal(scroll *Scroll, object fyne.CanvasObject) {
	scroll.Refresh() // what has just been shown may not have its height yet
	top, found := topIn(scroll, object)
	if !found {
		return
	}
	bottom := top + object.Size().Height
	y := max(scroll.Offset.Y, bottom-scroll.Size().Height)
	scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, min(y, top)))
}

// topIn is how far below the top of the content an object is. The toolkit knows where things are only once they were drawn;
// what was just put there is looked for in the containers of this package.
func topIn(scroll *Scroll, object fyne.CanvasObject) (float32, bool) {
	if at, found := placeIn(scroll.Content, object); found {
		return at.Y - scroll.Content.Position().Y, true
	}
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(object) == nil || driver.CanvasForObject(scroll) == nil {
		return 0, false
	}
	return driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll).Y + scroll.Offset.Y, true
}

// placeIn is where an object is, seen from what holds the tree it is in.
func placeIn(in, object fyne.CanvasObject) (fyne.Position, bool) {
	if in == object {
		return in.Position(), true
	}
	for _, child := range childrenOf(in) {
		if at, found := placeIn(child, object); found {
			return in.Position().Add(at), true
		}
	}
	return fyne.Position{}, false
}

func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *Box:
		return present(o.content)
	case *Fold:
		return []fyne.CanvasObject{o.inside}
	case *Field:
		return []fyne.CanvasObject{o.arrangement}
	default:
		return nil
	}
}

// told calls a hook that may be nil.
func told(hook func()) {
	if hook != nil {
		hook()
	}
}
