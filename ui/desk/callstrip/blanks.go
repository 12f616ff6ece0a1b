package callstrip

import (
	"slices"
	"strings"
	"unicode/utf8"

	"portaldesk/app/template"
	"portaldesk/ui/parts"
)

// NextBlank goes to the blank of the note that follows the cursor, and after the last to the first.
func (s *Strip) NextBlank() {
	if s.call == nil {
		return
	}
	s.FocusNote()
	s.note.toBlank(s.note.entry.CursorTextOffset())
}

// toBlank selects the first blank that begins at or after a character, else the first of all; then typing replaces it.
func (n *note) toBlank(from int) {
	blanks := template.Unfilled(n.entry.Text)
	if len(blanks) == 0 {
		return
	}
	at := max(0, slices.IndexFunc(blanks, func(b template.Blank) bool { return b.Start >= from }))
	n.entry.Select(blanks[at].Start, blanks[at].End)
}

// shortMark stands before a template's short name in a note.
const shortMark = "::"

// expand puts the template in place whose short name was typed just before the cursor, as in "::locked", and says whether
// there was one.
func (s *Strip) expand() bool {
	if s.call == nil || s.o.Customs.Templates == nil {
		return false
	}
	cursor := s.note.entry.CursorTextOffset()
	before := string([]rune(s.note.entry.Text)[:cursor])
	mark := strings.LastIndex(before, shortMark)
	if mark < 0 {
		return false
	}
	short := before[mark+len(shortMark):]
	found, known := s.o.Customs.Templates.Find(short, s.call.Draft().Language)
	if !known {
		return false
	}
	s.note.entry.Select(utf8.RuneCountInString(before[:mark]), cursor)
	s.insert(found)
	return true
}

// insert puts a template at the cursor, filled, and goes to its first blank.
func (s *Strip) insert(t template.Template) {
	filled := t.Fill(s.values())
	parts.Focus(s.note.entry)
	s.note.entry.Insert(filled.Text)
	end := s.note.entry.CursorTextOffset()
	if len(filled.Blanks) > 0 {
		s.note.toBlank(end - utf8.RuneCountInString(filled.Text))
	}
	s.o.Log.Debug("template inserted", "blanks", len(filled.Blanks))
}
