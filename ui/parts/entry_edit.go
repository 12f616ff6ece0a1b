package parts

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedRune types a character, unless [Entry.OnBreak] takes the blank.
func (e *Entry) TypedRune(r rune) {
	if r == ' ' && e.broke() {
		return
	}
	e.Entry.TypedRune(r)
}

// broke says whether the hook took what ends a word.
func (e *Entry) broke() bool { return e.OnBreak != nil && e.OnBreak() }

// Insert puts text in the place of what is selected, or at the cursor, as if it had been pasted: one undo takes it back.
func (e *Entry) Insert(text string) {
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted(text)})
}

// pasted is a clipboard that holds a text of the program's.
type pasted string

func (p pasted) Content() string { return string(p) }

func (pasted) SetContent(string) {}

// Select selects the characters of the text from start to end, which is where the cursor then stands.
func (e *Entry) Select(start, end int) {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) // lets go of what is selected
	}
	e.goTo(start)
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.Entry.KeyDown(shift)
	for e.CursorTextOffset() < end {
		before := e.CursorTextOffset()
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		if e.CursorTextOffset() == before {
			break
		}
	}
	e.Entry.KeyUp(shift)
}

// goTo puts the cursor before a character. Which row that is in is known only to the toolkit, which wraps the text.
func (e *Entry) goTo(offset int) {
	row := 0
	for e.offsetOf(row+1) <= offset && e.offsetOf(row+1) > e.offsetOf(row) {
		row++
	}
	e.CursorColumn = offset - e.offsetOf(row)
	e.Refresh()
}

// offsetOf puts the cursor at the beginning of a row, and answers which character that is; past the last row it is 0.
func (e *Entry) offsetOf(row int) int {
	e.CursorRow, e.CursorColumn = row, 0
	return e.CursorTextOffset()
}

// Write puts text in the place of the characters from start to end. The cursor, and what is selected, stay with the words
// they were at; undo takes it back, what was taken away as a step of its own.
func (e *Entry) Write(start, end int, text string) {
	to := e.CursorTextOffset()
	from := to - utf8.RuneCountInString(e.SelectedText())
	moved := func(at int) int {
		switch {
		case at <= start:
			return at
		case at >= end:
			return at + utf8.RuneCountInString(text) - (end - start)
		default:
			return start
		}
	}
	e.Select(start, end)
	if text == "" && start < end { // there is no pasting of nothing
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	}
	e.Insert(text)
	e.Select(moved(from), moved(to))
}
