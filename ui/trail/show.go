package trail

import (
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// show brings everything but the rows in line with what is known.
func (s *Screen) show() {
	s.view.count.SetText(s.counted())
	s.warn()
	s.view.setState(s.state())
	s.view.lay()
}

// state is what stands in the place of the list; false when there are rows.
func (s *Screen) state() (parts.State, bool) {
	_, readable := s.form.filter()
	switch {
	case len(s.book.entries) > 0:
		return parts.State{}, false
	case !readable:
		return parts.State{Icon: toolkit.IconNameSearch, Title: lang.L("Which days?"),
			Body: lang.L("A day is not readable. What is wrong stands below its field.")}, true
	case s.asking || !s.book.asked:
		return parts.Loading(lang.L("Reading the trail …")), true
	case s.book.err != nil:
		said := phrase.Of(s.book.err)
		return parts.State{Tone: parts.Bad, Title: said.Title, Body: said.Body, Next: said.Next, Action: lang.L("Read again"), Do: s.Reload}, true
	case s.form.narrowed():
		return parts.State{Icon: toolkit.IconNameSearch, Title: lang.L("No entry matches"),
			Body: lang.L("Nothing in the trail fits the filters."), Action: lang.L("Clear the filters"), Do: s.clear}, true
	default:
		return parts.Empty(lang.L("Nothing is in the trail yet"), lang.L("What is done at this desk is written here, and stays.")), true
	}
}

// clear shows every entry again, and goes on in the list: the button that was pressed is gone.
func (s *Screen) clear() {
	s.wait()
	s.form.reset()
}

// warn says why not all entries are on the list.
func (s *Screen) warn() {
	switch {
	case s.book.err != nil && len(s.book.entries) > 0:
		said := phrase.Of(s.book.err)
		s.view.why.Say(parts.Bad, lang.L("Older entries could not be read"), said.String())
	case s.book.unreadable > 0:
		s.view.why.Say(parts.Warning, lang.L("Some entries cannot be read"),
			lang.L("So far: {{.N}}. They are kept as they are, and are not on the list. Verify the trail: it says which they are.",
				map[string]any{"N": phrase.Grouped(s.book.unreadable)}))
	default:
		s.view.why.Clear()
	}
}

// counted is how much of the trail is shown.
func (s *Screen) counted() string {
	facts := map[string]any{"N": phrase.Grouped(len(s.book.entries)), "Day": s.o.Clock.Day(s.book.until)}
	switch {
	case s.asking && !s.book.until.IsZero():
		return lang.L("{{.N}} shown, looking further back than {{.Day}} …", facts)
	case !s.book.asked || s.book.err != nil || len(s.book.entries) == 0:
		return ""
	case s.book.next > 0:
		return lang.L("{{.N}} shown, more as you scroll", facts)
	default:
		return lang.L("{{.N}} found", facts)
	}
}
