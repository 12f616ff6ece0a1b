package parts_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

func TestAPlaceInAWrappedNoteIsSelected(t *testing.T) {
	note := parts.NewNoteEntry("", 3)
	inWindow(t, note)
	text := strings.Repeat("words that wrap, ", 40) + "\n\nand é {{?what}} end"
	note.SetText(text)
	start := len([]rune(text[:strings.Index(text, "{{")]))
	for range 2 { // also with something selected already
		note.Select(start, start+len("{{?what}}"))
		if got := note.SelectedText(); got != "{{?what}}" {
			t.Fatalf("selected %q", got)
		}
	}
	test.Type(note, "x")
	if !strings.HasSuffix(note.Text, "and é x end") {
		t.Errorf("the note ends %q", note.Text[len(note.Text)-20:])
	}
}

func TestWhatWasInsertedIsTakenBackByOneUndo(t *testing.T) {
	note := parts.NewNoteEntry("", 3)
	inWindow(t, note)
	test.Type(note, "before after")
	note.Select(7, 7)
	note.Insert("a\nb ")
	if note.Text != "before a\nb after" {
		t.Fatalf("the note is %q", note.Text)
	}
	note.Undo()
	if note.Text != "before after" {
		t.Errorf("after undo it is %q", note.Text)
	}
}

func TestABlankOrEnterCanBeTaken(t *testing.T) {
	note := parts.NewNoteEntry("", 3)
	inWindow(t, note)
	takes := true
	note.OnBreak = func() bool { return takes }
	test.Type(note, "a b")
	press(note, fyne.KeyReturn)
	takes = false
	test.Type(note, " c")
	press(note, fyne.KeyReturn)
	if note.Text != "ab c\n" {
		t.Errorf("the note is %q", note.Text)
	}
}

func TestTextIsWrittenElsewhereWhileTheCursorStays(t *testing.T) {
	note := parts.NewNoteEntry("", 3)
	inWindow(t, note)
	test.Type(note, "one é two")
	note.Select(6, 9)
	note.Write(0, 3, "first, one")
	if got := note.SelectedText(); note.Text != "first, one é two" || got != "two" {
		t.Fatalf("the note is %q with %q selected", note.Text, got)
	}
	note.Write(0, 7, "")
	note.Write(9, 9, "!")
	test.Type(note, "2")
	if note.Text != "one é 2!" {
		t.Errorf("the note is %q", note.Text)
	}
	note.Write(0, 3, "two")
	note.Undo()
	note.Undo()
	if note.Text != "one é 2!" {
		t.Errorf("after undo it is %q", note.Text)
	}
}

func TestALineKeepsItsWidthInAFilledFlow(t *testing.T) {
	test.NewTempApp(t)
	buttons, field := parts.Line(0, block(50, 20)), parts.AsWide("wide", block(10, 20))
	flow := &fyne.Container{Layout: parts.NewFilledFlow(10), Objects: []fyne.CanvasObject{buttons, field}}
	flow.Resize(fyne.NewSize(300, 20))
	if buttons.Size().Width != 50 || field.Size().Width != 240 {
		t.Errorf("the line is %v wide, the field %v", buttons.Size().Width, field.Size().Width)
	}
}
