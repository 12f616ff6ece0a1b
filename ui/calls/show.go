package calls

import (
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// show brings the screen in line with what is listed.
func (s *Screen) show() {
	state, said := s.tell()
	s.view.say(state, said, s.book.len() > 0)
	s.view.count.SetText(s.counted())
	s.view.export.SetGreyed(!s.o.Access.readable())
	s.view.lay()
}

// tell is why there are no calls, or not all of them; false when there is nothing to say.
func (s *Screen) tell() (parts.State, bool) {
	access := s.o.Access
	_, ok := s.form.query()
	switch {
	case !access.Offer.Offered:
		return notOffered(access.Offer), true
	case !access.Permitted:
		return parts.State{Tone: parts.Warning, Title: lang.L("Your role may not read closed calls"),
			Next: lang.L("A supervisor can, or can change your role.")}, true
	case !ok:
		return parts.State{Icon: toolkit.IconNameSearch, Title: lang.L("Which days?"),
			Body: lang.L("A day is not readable. What is wrong stands below its field.")}, true
	case s.book.len() == 0 && (s.asking || !s.book.asked):
		return parts.Loading(lang.L("Reading the calls …")), true
	case s.book.err != nil:
		return s.failed(s.book.err), true
	case s.book.len() > 0:
		return parts.State{}, false
	case s.form.narrowed():
		return parts.State{Icon: toolkit.IconNameSearch, Title: lang.L("No call matches"),
			Body:   lang.L("Nothing on record fits the search and the filters."),
			Action: lang.L("Clear the filters"), Do: s.clear}, true
	default:
		return parts.Empty(lang.L("No calls yet"), lang.L("A call that you close is listed here at once; F2 opens one.")), true
	}
}

// clear shows every call again, and goes on in the search field: the button that was pressed is gone.
func (s *Screen) clear() {
	s.form.Clear()
	s.FocusSearch()
}

func notOffered(offer client.Offer) parts.State {
	state := parts.State{Tone: parts.Info, Title: lang.L("This portal lists no closed calls"), Body: phrase.FromPortal(offer.Reason), Next: phrase.FromPortal(offer.WayAround)}
	if state.Body == "" {
		state.Body = lang.L("Calls are handed to it, and it does not hand them back.")
	}
	return state
}

// failed says why there is no answer.
func (s *Screen) failed(err error) parts.State {
	switch client.KindOf(err) {
	case client.Offline, client.Unavailable:
		return parts.State{Tone: parts.Warning, Title: lang.L("The portal cannot be reached"),
			Body:   lang.L("The calls it keeps are read again by themselves when it is back. What waits in the outbox is on this computer."),
			Action: lang.L("Try again"), Do: s.put}
	default:
		said := phrase.Of(err)
		return parts.State{Tone: parts.Warning, Title: said.Title, Body: said.Body, Next: said.Next, Action: lang.L("Try again"), Do: s.put}
	}
}

// counted is how many calls there are.
func (s *Screen) counted() string {
	shown := len(s.book.calls)
	facts := map[string]any{"Shown": phrase.Grouped(shown), "Total": phrase.Grouped(s.book.total)}
	switch {
	case s.book.err != nil || !s.book.asked || shown == 0:
		return ""
	case s.book.total > shown:
		return lang.L("{{.Shown}} of {{.Total}} shown, more as you scroll", facts)
	case s.book.next != "":
		return lang.L("{{.Shown}} shown, more as you scroll", facts)
	default:
		return lang.L("{{.Shown}} found", facts)
	}
}
