package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"portaldesk/ui/parts"
)

func TestWhereTwoPanesDoNotFitTheOneInFrontHasTheWholePlace(t *testing.T) {
	first, second := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	second.SetMinSize(fyne.NewSize(200, 50))
	b := parts.NewBeside(parts.Room{Share: 0.33, Least: 300, Most: 400, Rest: 320, Gap: 8}, first, second)
	shows := func(width float32, left, right float32) {
		t.Helper()
		b.Content.Resize(fyne.NewSize(width, 500))
		for i, pane := range []*canvas.Rectangle{first, second} {
			if want := []float32{left, right}[i]; pane.Visible() != (want > 0) || want > 0 && pane.Size().Width != want {
				t.Errorf("%v wide: pane %d is there: %v, %v wide; want %v", width, i, pane.Visible(), pane.Size().Width, want)
			}
		}
	}
	shows(1100, 363, 729)
	shows(628, 300, 320)
	shows(627, 627, 0)
	b.Front(1)
	shows(627, 0, 627)
	shows(1100, 363, 729)
	if least := b.Content.MinSize(); least.Width != 200 {
		t.Errorf("asks for a width of %v", least.Width)
	}
}
