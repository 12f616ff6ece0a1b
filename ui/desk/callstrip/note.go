package callstrip

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/call"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

const noteMost = 5 // rows

// noteLeast is how many rows an empty note takes.
func noteLeast() int {
	if parts.LargeText() {
		return 1
	}
	return 2
}

// note is the field of the note. It grows with what is typed, up to five lines.
type note struct {
	content fyne.CanvasObject
	entry   *parts.Entry
	rows    int
}

func newNote(s *Strip) *note {
	rows := noteLeast()
	n := &note{entry: parts.NewNoteEntry(lang.L("Note: what was asked, done, promised"), rows), rows: rows}
	n.entry.Call(lang.L("Note"))
	n.entry.OnBreak = s.expand
	n.entry.OnChanged = func(text string) {
		s.entered(func(c *call.Call) { c.SetNote(text) })
		s.grow()
	}
	n.content = n.entry
	return n
}

// show fills the field from a draft, without taking it for the agent's typing.
func (n *note) show(draft call.Draft) {
	typed := n.entry.OnChanged
	n.entry.OnChanged = nil
	n.entry.SetText(draft.Note)
	n.entry.OnChanged = typed
}

// grow gives the field the rows its text takes, within a height, and says whether they changed.
func (n *note) grow(height float32) bool {
	row := fyne.MeasureText("M", toolkit.TextSize(), fyne.TextStyle{}).Height
	around := n.entry.MinSize().Height - float32(n.rows)*row
	fitting := int((height - around) / row)
	rows := max(min(n.lines(), fitting, noteMost), noteLeast())
	if rows == n.rows {
		return false
	}
	n.rows = rows
	n.entry.SetMinRowsVisible(rows)
	return true
}

// lines estimates how many lines the text takes at the field's width.
func (n *note) lines() int {
	width := n.entry.Size().Width - 4*toolkit.InnerPadding()
	lines := 0
	for paragraph := range strings.SplitSeq(n.entry.Text, "\n") {
		lines++
		if width > 0 {
			lines += int(fyne.MeasureText(paragraph, toolkit.TextSize(), fyne.TextStyle{}).Width / width)
		}
	}
	return lines
}

// noteLayout sets what was done at the right of the note, where there is anything.
type noteLayout struct{}

// doneShare is the part of the width that what was done takes.
const doneShare = 0.3

func (noteLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	note, done := objects[0], objects[1]
	if !done.Visible() {
		return note.MinSize()
	}
	return fyne.NewSize(note.MinSize().Width+done.MinSize().Width, max(note.MinSize().Height, done.MinSize().Height))
}

func (noteLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	note, done := objects[0], objects[1]
	width := size.Width
	if done.Visible() {
		width -= size.Width*doneShare + theme.Grid
		done.Move(fyne.NewPos(width+theme.Grid, 0))
		done.Resize(fyne.NewSize(size.Width*doneShare, size.Height))
	}
	note.Resize(fyne.NewSize(width, size.Height))
}
