package parts

import "fyne.io/fyne/v2"

// heightAt is how high an object has to be when it is this wide. Wrapping texts know it only once they have that width.
func heightAt(object fyne.CanvasObject, width float32) float32 {
	object.Resize(fyne.NewSize(width, object.MinSize().Height))
	return object.MinSize().Height
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	shown := make([]fyne.CanvasObject, 0, len(objects))
	for _, object := range objects {
		if object.Visible() {
			shown = append(shown, object)
		}
	}
	return shown
}
