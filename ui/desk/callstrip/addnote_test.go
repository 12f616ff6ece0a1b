package callstrip_test

import (
	"testing"

	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

func TestALineFromElsewhereOpensACallAndLeavesTheAgentWhereSheIs(t *testing.T) {
	w := newWorld(t)
	w.Canvas().Focus(w.focus)
	w.strip.AddToNote("browser", "Tried: another browser")
	w.strip.AddToNote("portal", "Tried: the right portal")
	w.runner.All()
	if got := w.note(); got != "Tried: another browser\nTried: the right portal\n" {
		t.Errorf("the note is %q", got)
	}
	if got := uitest.Stop(w.Canvas().Focused()); got != "elsewhere" {
		t.Errorf("the focus went to %q", got)
	}
}

func TestALineOfTheSameSourceTakesThePlaceOfItsFirst(t *testing.T) {
	w := newWorld(t)
	w.adds("browser", "Tried: another browser")
	w.adds("portal", "Tried: the right portal")
	w.adds("browser", "Tried: another browser, helped")
	if got := w.note(); got != "Tried: another browser, helped\nTried: the right portal\n" {
		t.Errorf("the note is %q", got)
	}
	w.adds("browser", "")
	if got := w.note(); got != "Tried: the right portal\n" {
		t.Errorf("taken back, the note is %q", got)
	}
	w.adds("browser", "Tried: again")
	if got := w.note(); got != "Tried: the right portal\nTried: again\n" {
		t.Errorf("tried again, the note is %q", got)
	}
}

func TestALineThatTheAgentChangedStays(t *testing.T) {
	w := newWorld(t)
	w.adds("browser", "Tried: another browser")
	w.strip.FocusNote()
	w.Replace("Tried: Firefox")
	w.adds("browser", "Tried: another browser, helped")
	if got := w.note(); got != "Tried: Firefox\nTried: another browser, helped\n" {
		t.Errorf("the note is %q", got)
	}
}

func TestTypingGoesOnWhereItWasWhileLinesComeIn(t *testing.T) {
	w := newWorld(t)
	w.adds("browser", "Tried: é")
	w.strip.FocusNote()
	w.Type("Hears {{?what}}")
	note := w.Focused().(*parts.Entry)
	w.adds("browser", "Tried: a longer é")
	w.Type(" today")
	w.adds("portal", "Portal right")
	w.Type("!")
	if got := w.note(); got != "Tried: a longer é\nHears {{?what}} today!\nPortal right\n" {
		t.Errorf("the note is %q", got)
	}
	w.strip.NextBlank()
	w.adds("portal", "Portal wrong")
	if got := note.SelectedText(); got != "{{?what}}" {
		t.Errorf("selected is %q", got)
	}
}
