package trail

import (
	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// Screen is the trail viewer.
type Screen struct {
	o      Options
	ask    parts.Latest // the question on the screen, and its next page
	form   *form
	view   *view
	book   book
	asking bool
	// entering says that the focus waits for what is being read.
	entering bool
}

// New makes the screen; Enter fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, ask: parts.Latest{Runner: o.Runner}}
	s.form = newForm(o, s.put)
	s.view = newView(s)
	s.show()
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.view.content }

// Enter is called when the screen comes to the front. It reads what is new, unless the agent had scrolled on: then she finds
// the list as she left it.
func (s *Screen) Enter() {
	s.wait()
	if len(s.book.entries) <= pageSize {
		s.put()
		return
	}
	s.focusFirst()
}

// wait puts the focus where something always is, until the list is read.
func (s *Screen) wait() {
	s.entering = true
	s.o.Around.Canvas.Focus(s.view.door)
}

// focusFirst goes to the list once there is one, unless the agent has gone somewhere else meanwhile.
func (s *Screen) focusFirst() {
	if s.entering && len(s.book.entries) > 0 && s.o.Around.Canvas.Focused() == fyne.Focusable(s.view.door) {
		s.o.Around.Canvas.Focus(s.view.list)
	}
	s.entering = s.entering && s.asking
}

// SetAccount tells which account is open on the desk; empty for none.
func (s *Screen) SetAccount(id client.AccountID) { s.form.setAccount(id) }

// Reload reads the trail anew, from the newest entry.
func (s *Screen) Reload() { s.put() }
