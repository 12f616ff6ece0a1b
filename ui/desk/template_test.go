package desk_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/template"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

func (w *world) note() string { return w.desk.Calls.Current().Draft().Note }

// locked opens a call about a lock.
func (w *world) locked() {
	w.t.Helper()
	w.command("open-call")
	w.command("close-call")
	w.Type("sign")
	w.Press(fyne.KeyTab)
	w.Type("locked")
}

func TestTheTemplateThatSuitsTheReasonIsFirst(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.locked()
	w.command("template")
	w.Press(fyne.KeyReturn)
	if got := w.note(); !strings.Contains(got, "Patient called: locked out of "+w.desk.About.Name+" since {{?when}}") {
		t.Fatalf("the note is %q", got)
	}
	w.Type("this morning") // the first blank is selected
	w.command("next-blank")
	w.Type("yes")
	if got := w.note(); !strings.Contains(got, "since this morning.\nTries were the caller's own: yes\n") {
		t.Errorf("the note is %q", got)
	}
}

func TestATemplateIsFoundByWords(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("note")
	w.Type("Before. ")
	w.command("template")
	w.Type("another clinic")
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	if got := w.note(); !strings.HasPrefix(got, "Before. ") || !strings.Contains(got, "was at the portal of {{?which clinic}}") {
		t.Errorf("the note is %q", got)
	}
}

func TestAShortNameBecomesItsTemplateAndUndoGivesTheNoteBack(t *testing.T) {
	for end, key := range map[string]fyne.KeyName{"a blank": "", "Enter": fyne.KeyReturn} {
		w := newWorld(t, client.RoleSenior)
		w.command("open-call")
		w.command("note")
		w.Type("Heard. ::wrong-portal")
		if key == "" {
			w.Type(" ")
		} else {
			w.Press(key)
		}
		if got := w.note(); !strings.HasPrefix(got, "Heard. ") || strings.Contains(got, "::") || !strings.Contains(got, "{{?which clinic}}") {
			t.Errorf("after %s the note is %q", end, got)
		}
		entry := w.Canvas().Focused().(*parts.Entry)
		entry.Undo()
		entry.Undo()
		if got := w.note(); got != "Heard. ::wrong-portal" {
			t.Errorf("after undo the note is %q", got)
		}
	}
}

func TestANameThatNoTemplateHasStaysAsItIsTyped(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.command("note")
	w.Type("std::vector x")
	if got := w.note(); got != "std::vector x" {
		t.Errorf("the note is %q", got)
	}
}

func TestACallIsNotClosedOverABlank(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.locked()
	w.desk.Calls.Current().SetOutcome(client.OutcomeResolved)
	w.command("note")
	w.Type("It is {{?so or so}}.")
	w.command("close-call")
	w.MustSee("A blank in the note is not filled in", "so or so")
	w.Type("so") // it is selected
	if got := w.note(); got != "It is so." {
		t.Fatalf("the note is %q", got)
	}
	w.command("close-call")
	if w.desk.Calls.Current() != nil {
		t.Error("the call is still open")
	}
}

func TestADamagedFileOfTemplatesIsSaidWhereTheyAreChosen(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.desk.TemplatesProblem = &template.DamagedError{KeptAs: "kept.txt", At: &template.ParseError{Line: 7}}
	w.show()
	w.command("open-call")
	w.command("template")
	w.MustSee("Your own templates could not be read", "Line 7", "kept.txt", "Locked after wrong passwords")
}

func TestTheCallerIsToldWhenToCall(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.command("open-call")
	w.MustNotSee("Tell the caller")
	w.locked()
	w.Press(fyne.KeyTab)
	w.Type("res")
	w.MustSee("Tell the caller: You can call us")
}
