package callstrip

import (
	"strings"
	"unicode/utf8"

	"portaldesk/ui/parts"
)

// written is what other parts of the desk wrote into the note of the open call, by who wrote it.
type written map[string]string

// AddToNote appends a line to the note, and opens a call first when none is open; the focus stays where it is, the cursor in
// the sentence it is in, and the draft is saved as after a keystroke. A second line of the same source takes the place of
// its first, if that is still there as it was written; an empty one takes it away.
func (s *Strip) AddToNote(source, line string) {
	if s.call != nil {
		s.note.add(s.written, source, line)
		return
	}
	spot := parts.SpotIn(s.box)
	s.opened = append(s.opened, func() {
		spot.Return()
		s.note.add(s.written, source, line)
	})
	s.open()
}

// add puts the line where it belongs.
func (n *note) add(lines written, source, line string) {
	former := lines[source]
	lines[source] = line
	if start, found := lineIn(n.entry.Text, former); found {
		n.replace(start, former, line)
		return
	}
	if line != "" {
		n.append(line)
	}
}

// append writes a line after the text, and goes on after it with a cursor that stood on the empty last line.
func (n *note) append(line string) {
	end := utf8.RuneCountInString(n.entry.Text)
	fresh := n.entry.Text == "" || strings.HasSuffix(n.entry.Text, "\n")
	behind := fresh && n.entry.CursorTextOffset() == end
	if !fresh {
		line = "\n" + line
	}
	n.entry.Write(end, end, line+"\n")
	if behind {
		end = utf8.RuneCountInString(n.entry.Text)
		n.entry.Select(end, end)
	}
}

// replace puts a line in the place of another that begins at a character. One that is empty takes its line break along.
func (n *note) replace(start int, former, line string) {
	end := start + utf8.RuneCountInString(former)
	if line == "" && end < utf8.RuneCountInString(n.entry.Text) {
		end++
	}
	n.entry.Write(start, end, line)
}

// lineIn finds a whole line of a text, and at which character it begins.
func lineIn(text, line string) (start int, found bool) {
	if line == "" {
		return 0, false
	}
	for each := range strings.SplitSeq(text, "\n") {
		if each == line {
			return start, true
		}
		start += utf8.RuneCountInString(each) + 1
	}
	return 0, false
}
