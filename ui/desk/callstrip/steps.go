package callstrip

import (
	"context"
	"errors"
	"time"

	"portaldesk/app"
	"portaldesk/app/call"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// tickSpan is the step of the clock that the agent sees.
const tickSpan = time.Second

// Open opens a call, and goes to its note when one is open already.
func (s *Strip) Open() {
	if s.call != nil {
		s.FocusNote()
		return
	}
	s.open()
}

func (s *Strip) open() {
	var opened *call.Call
	language := s.wants
	s.work(func() (err error) {
		opened, err = s.o.Desk.StartCall(language)
		return err
	}, func() {
		s.head.setBroughtBack(false)
		s.take(opened)
		s.o.Log.Debug("call opened")
		s.o.Changed()
		waiting := s.opened
		s.opened = nil
		for _, then := range waiting {
			then()
		}
	})
}

// work writes to the disk, away from the UI goroutine and one thing at a time, and says what went wrong.
func (s *Strip) work(do func() error, then func()) {
	if s.busy {
		return
	}
	s.busy = true
	var err error
	s.o.Runner.Go(func(context.Context) { err = do() }, func() {
		s.busy = false
		if err != nil {
			s.opened = nil
			s.complain(err)
			return
		}
		then()
	})
}

// Close closes the call into the outbox. What is missing is marked, and the first of it focused.
func (s *Strip) Close() {
	if s.call == nil {
		return
	}
	s.work(func() error {
		_, err := s.o.Desk.CloseCall()
		return err
	}, s.over)
}

// Discard drops a call in which nothing happened.
func (s *Strip) Discard() {
	if s.call != nil {
		s.work(s.o.Desk.DiscardCall, s.over)
	}
}

func (s *Strip) over() {
	s.take(nil)
	s.o.Log.Debug("call closed")
	s.o.Changed()
}

func (s *Strip) complain(err error) {
	said := phrase.Of(err)
	if s.call == nil {
		s.idle.complain(said)
		return
	}
	s.notice.Say(parts.Warning, said.Title, said.Detail())
	s.lay()
	if missing, ok := errors.AsType[*call.Incomplete](err); ok {
		s.form.mark(missing.Missing)
		s.goTo(missing.Missing[0])
		s.o.Log.Debug("call incomplete", "missing", len(missing.Missing))
	}
	if blanks, ok := errors.AsType[*call.Unfilled](err); ok {
		s.FocusNote()
		s.note.toBlank(blanks.Blanks[0].Start)
		s.o.Log.Debug("blanks left", "blanks", len(blanks.Blanks))
	}
	if long, ok := errors.AsType[*call.TooLong](err); ok {
		s.goTo(long.Part)
	}
}

func (s *Strip) goTo(part call.Part) {
	if target := s.form.target(part); target != nil {
		parts.Focus(target)
		return
	}
	s.FocusNote()
}

// FocusNote goes to the note.
func (s *Strip) FocusNote() {
	if s.call != nil {
		parts.Focus(s.note.entry)
		s.o.Log.Debug("focus", "on", "note")
	}
}

// Toggle enters a phase of the clock, or goes back to talking when the call is in it.
func (s *Strip) Toggle(phase call.Phase) {
	if s.call == nil {
		return
	}
	if s.call.Phase() == phase {
		phase = call.Talk
	}
	s.call.Enter(phase)
	s.head.saving()
	s.Refresh()
}

// Apply takes in what happened in the background.
func (s *Strip) Apply(event app.Event) {
	if _, ok := event.(app.CallbacksChanged); ok {
		s.Refresh()
	}
	saved, ok := event.(app.DraftSaved)
	if !ok || s.call == nil {
		return
	}
	if saved.Err != nil {
		s.unsaved = true
		s.head.notSaved()
		s.rescue.needed()
		s.complain(saved.Err)
		return
	}
	s.head.saved()
	if s.unsaved {
		s.unsaved = false
		s.notice.Clear()
		s.rescue.offer.Hide() // what was said of a file stays: the file is still there
		s.lay()
	}
}
