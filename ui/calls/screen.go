package calls

import (
	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// Screen is the call log.
type Screen struct {
	o     Options
	ask   parts.Latest // the question on the screen
	more  parts.Latest // the next page of its answer
	waits parts.Latest // what is in the outbox
	form  *form
	view  *view
	pane  *pane

	book    book
	inbox   inbox // all that wait, whatever is asked
	asking  bool
	offline bool
	wanted  client.CallID             // is gone on to as soon as it is listed; empty for none
	refused map[client.CallOrder]bool // orders that are not offered here
	unsent  map[client.CallID]string  // what was typed to be added to a call, and is not yet
}

// New makes the screen; Enter fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, refused: map[client.CallOrder]bool{}, unsent: map[client.CallID]string{}}
	s.ask = parts.Latest{Runner: o.Runner, Gap: o.Gap}
	s.more, s.waits = parts.Latest{Runner: o.Runner}, parts.Latest{Runner: o.Runner, Gap: waitsGap(o.Gap)}
	s.form = newForm(o, s.asked, s.intoList, s.lay)
	s.pane = newPane(s)
	s.view = newView(s)
	s.show()
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.view.content }

// Enter is called when the screen comes to the front. It reads what is new, unless the agent had scrolled on: then she finds
// the list as she left it.
func (s *Screen) Enter() {
	s.view.notice.Clear()
	s.FocusSearch()
	s.Reload()
	if len(s.book.calls) <= pageSize {
		s.put()
	}
}

// FocusSearch puts the cursor into the search field, with what is in it selected.
func (s *Screen) FocusSearch() {
	s.view.showList()
	parts.Focus(s.form.search)
	s.form.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// intoList goes from the search field to the list, if there is one.
func (s *Screen) intoList() {
	if s.book.len() > 0 {
		parts.Focus(s.view.list)
	}
}

// SetAccount tells which account is open on the desk; empty for none.
func (s *Screen) SetAccount(id client.AccountID) { s.form.SetAccount(id) }

// SetOffline tells whether the portal can be reached. When it is back, an unanswered question is asked again.
func (s *Screen) SetOffline(offline bool) {
	was := s.offline
	s.offline = offline
	s.show()
	if was && !offline {
		s.Retry()
	}
}

// Retry asks again what could not be answered.
func (s *Screen) Retry() {
	if s.book.err != nil {
		s.put()
	}
	if s.pane.linked.err != nil {
		s.pane.readLinked()
	}
}

// mark shows the call of a row beside the list.
func (s *Screen) mark(row int) {
	if e, ok := s.book.row(row); ok {
		s.pane.show(e)
	}
}

// open goes on to the call of a row: to its buttons, or where there is no room beside the list, to the call.
func (s *Screen) open(row int) {
	s.mark(row)
	s.view.showCall()
}

// ShowCall goes on to a call about an account, as soon as that is read: it stands among all calls about that account.
func (s *Screen) ShowCall(call client.Call) {
	s.SetAccount(call.Account)
	s.form.AboutAccount()
	s.wanted = call.ID
}

// follow shows a call that another one names. It is marked where it is on the list.
func (s *Screen) follow(call client.Call) {
	if row := s.book.find(call.ID); row >= 0 {
		s.view.list.Mark(row)
		return
	}
	s.pane.show(entry{Call: call})
}

// lay gives everything its place anew, after the form grew or shrank.
func (s *Screen) lay() {
	if s.view != nil {
		s.view.lay()
	}
}
