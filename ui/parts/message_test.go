package parts_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
)

func TestAFieldSaysItsErrorInWordsAndTheHintComesBack(t *testing.T) {
	field := parts.NewField("Address", parts.NewEntry(""), "the hint")
	inWindow(t, parts.Stack(0, field))
	field.SetError("this is wrong")
	if markup := test.RenderObjectToMarkup(field); !strings.Contains(markup, "this is wrong") {
		t.Errorf("the error is not shown: %s", markup)
	}
	field.SetError("")
	if field.Note() != "the hint" {
		t.Errorf("below the field stands %q", field.Note())
	}
}

func TestANoticeTakesNoRoomWhileItSaysNothing(t *testing.T) {
	notice := parts.NewNotice()
	below := parts.NewText("below", parts.Plain)
	inWindow(t, parts.Stack(8, notice, below))
	if y := below.Position().Y; y != 0 {
		t.Errorf("an empty notice takes %v pixels", y)
	}
	notice.Say(parts.Bad, "what happened", "what to do")
	if notice.Title() != "what happened" || notice.Body() != "what to do" {
		t.Error("the notice does not say what it was told to")
	}
	notice.Clear()
	if notice.Title() != "" {
		t.Error("the notice still says something")
	}
}

func TestAStateHasItsButtonOnlyWhenThereIsSomethingToDo(t *testing.T) {
	did := 0
	panel := parts.NewStatePanel(parts.Empty("Nothing", "here"))
	window := inWindow(t, panel)
	if panel.Focusable() != nil {
		t.Error("a state without anything to do has a button")
	}
	panel.Set(parts.State{Title: "Failed", Action: "Again", Do: func() { did++ }})
	window.Canvas().Focus(panel.Focusable())
	press(panel.Focusable(), fyne.KeyReturn)
	if did != 1 {
		t.Error("Enter on the button did nothing")
	}
}

// What a tone means is told by an icon of its own, not by its colour alone.
func TestTonesDifferWithoutColour(t *testing.T) {
	icons := map[fyne.ThemeIconName]parts.Tone{}
	for _, tone := range []parts.Tone{parts.Good, parts.Warning, parts.Bad, parts.Info} {
		if other, taken := icons[tone.Icon()]; taken {
			t.Errorf("tones %d and %d have the same icon", tone, other)
		}
		icons[tone.Icon()] = tone
	}
	pill := parts.NewPill(parts.Good, toolkit.IconNameLogin, "Active")
	if pill.Word() != "Active" {
		t.Errorf("the pill says %q", pill.Word())
	}
}
