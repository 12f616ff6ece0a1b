package notes_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"portaldesk/app/call"
	"portaldesk/app/template"
	"portaldesk/ui/settings/notes"
	"portaldesk/ui/uitest"
)

// shelf is the templates on the disk, and their list in a window.
type shelf struct {
	*uitest.Window
	t    *testing.T
	path string
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	uitest.App(t)
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "desk", "own.templates.txt")}
	if err := os.Mkdir(filepath.Dir(s.path), 0o700); err != nil {
		t.Fatal(err)
	}
	book, err := template.Open(s.path)
	if err != nil {
		t.Fatal(err)
	}
	runner := &uitest.Queue{Context: t.Context()}
	s.Window = uitest.Open(t, canvas.NewRectangle(nil), 1000, 760)
	s.After = runner.All
	notes.Show(notes.Options{Book: book, Runner: runner, Log: slog.New(slog.DiscardHandler), Canvas: s.Canvas(), Reasons: call.DefaultReasons()})
	return s
}

// own are the agent's templates as they are on the disk.
func (s *shelf) own() []template.Template {
	s.t.Helper()
	book, err := template.Open(s.path)
	if err != nil {
		s.t.Fatal(err)
	}
	return book.Own()
}

// write fills in a new template.
func (s *shelf) write(name, short, text string) {
	s.t.Helper()
	for at, words := range []string{name, short} {
		if at > 0 {
			s.Press(fyne.KeyTab)
		}
		s.Replace(words)
	}
	s.Press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab)
	s.Replace(text)
}

func TestANewTemplateIsKept(t *testing.T) {
	s := newShelf(t)
	s.MustSee("Access code expired", "::code-expired · English", "of the program")
	s.MustNotSee("yours")
	s.Tap("New template…")
	s.write("Vaccine proof", "vaccine", "Asked for {{?which}} at {{portal}}.")
	s.Tap("Save")
	s.MustSee("Vaccine proof", "::vaccine · English", "yours")
	want := template.Template{Name: "Vaccine proof", Short: "vaccine", Language: "en", Body: "Asked for {{?which}} at {{portal}}."}
	if own := s.own(); len(own) != 1 || own[0] != want {
		t.Errorf("kept: %+v", own)
	}
}

func TestOneOfTheProgramIsReplacedByAnOwnOneAndIsBackWhenThatIsDeleted(t *testing.T) {
	s := newShelf(t)
	s.Press(fyne.KeyReturn)
	s.MustSee("Note template of the program")
	s.MustNotSee("Delete")
	s.Replace("Our words")
	s.Tap("Save")
	s.MustSee("Our words", "yours")
	before := s.own()[0]
	s.Press(fyne.KeyReturn) // the mark is on it
	s.MustSee("Your note template")
	s.Press(fyne.KeyTab)
	s.Replace("renamed")
	s.Tap("Save")
	if own := s.own(); len(own) != 1 || own[0].Short != "renamed" || own[0].Body != before.Body || own[0].Cause != before.Cause {
		t.Errorf("renamed: %+v", own)
	}
	s.Press(fyne.KeyReturn)
	s.Tap("Delete")
	s.MustNotSee("Our words", "yours")
	if len(s.own()) != 0 {
		t.Error("it is still on the disk")
	}
}

func TestMistakesAreSaidAtTheirFieldAndNothingIsLost(t *testing.T) {
	for name, c := range map[string]struct{ name, short, text, says string }{
		"no name":         {"", "vaccine", "x", "Give it a name."},
		"no short name":   {"Vaccine", "", "x", "It needs a short name."},
		"blanks in it":    {"Vaccine", "the vaccine", "x", "Only small letters"},
		"no text":         {"Vaccine", "vaccine", "", "Write the text."},
		"unknown":         {"Vaccine", "vaccine", "{{patient}}", "Nothing fills in “patient”."},
		"never closed":    {"Vaccine", "vaccine", "{{?what", "{{ needs its }} in the same line."},
		"a line for many": {"Vaccine", "vaccine", "a\n----\nb", "A line of “----” parts templates and cannot stand in one."},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			s.Tap("New template…")
			s.write(c.name, c.short, c.text)
			s.Tap("Save")
			s.MustSee("New note template", c.says)
			if len(s.own()) != 0 {
				t.Error("it was kept")
			}
		})
	}
}

func TestWhatTheDiskRefusesStaysOnThePage(t *testing.T) {
	s := newShelf(t)
	s.Tap("New template…")
	s.write("Vaccine proof", "vaccine", "Asked for a proof.")
	folder := filepath.Dir(s.path)
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // no folder any more
		t.Fatal(err)
	}
	s.Tap("Save")
	s.MustSee("It could not be kept", "Nothing was changed.", "Asked for a proof.")
}
