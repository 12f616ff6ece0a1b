package desk_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/client"
)

// The goldens are the whole window in the states an agent sees most. They are made by copying what a failed run left in
// testdata/failed, after a look at it in a real window.

func TestGoldenAccountWithACall(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.identifies(maria(w))
	test.AssertRendersToMarkup(t, "account.xml", w.Canvas())
}

func TestGoldenOperation(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("reset-password")
	test.AssertRendersToMarkup(t, "operation.xml", w.Canvas())
}

func TestGoldenIncompleteCall(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("close-call")
	w.Press(fyne.KeyDown)
	test.AssertRendersToMarkup(t, "incomplete.xml", w.Canvas())
}
