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
	test.AssertRendersToMarkup(t, "card.xml", w.Canvas())
}

func TestTheFormLooksAsItDid(t *testing.T) {
	w := newWorld(t)
	w.screen.Start()
	w.Press("Return") // a portal made for Portaldesk
	w.Replace("http://portal.example")
	w.Press("Return")
	test.AssertRendersToMarkup(t, "form.xml", w.Canvas())
}
