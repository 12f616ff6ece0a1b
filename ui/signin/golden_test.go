package signin_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

// monday is during the demo portal's desk hours.
func monday() time.Time { return time.Date(2026, 3, 9, 15, 0, 0, 0, time.UTC) }

func TestTheCardLooksAsItDid(t *testing.T) {
	w := newWorld(t)
	w.now = monday
	w.show()
	w.knows(true)
	w.screen.Start()
	test.AssertRendersToMarkup(t, "card.xml", w.window.Canvas())
}

func TestTheFormLooksAsItDid(t *testing.T) {
	w := newWorld(t)
	w.screen.Start()
	w.typeIn("http://portal.example")
	w.press("Return")
	test.AssertRendersToMarkup(t, "form.xml", w.window.Canvas())
}
