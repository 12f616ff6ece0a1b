package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/diagnosis"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// onScreen is the account on the screen, and how far its reading has come.
type onScreen struct {
	reads  parts.Latest
	open   client.AccountID // the account that is shown or being read; empty for none
	shown  *diagnosis.Case  // the case on the screen, nil while there is none
	failed error            // why the account that was asked for is not shown
	stale  time.Time        // when the findings have to be found anew
}

// opening says whether an account is being opened that is not shown yet.
func (a *onScreen) opening() bool { return a.open != "" && a.shown == nil && a.failed == nil }

// enter opens an account and goes on to proving the caller, unless the agent has gone elsewhere by the time it is shown.
func (s *Screen) enter(id client.AccountID) {
	spot := parts.SpotIn(s.content)
	s.read(id, func() {
		if !spot.Left() {
			s.proof.Focus()
		}
	})
}

// OpenAccount opens an account that was found elsewhere in the window.
func (s *Screen) OpenAccount(id client.AccountID) { s.enter(id) }

// again reads the account on the screen once more, and leaves the focus where it is.
func (s *Screen) again() {
	if s.open != "" {
		s.read(s.open, nil)
	}
}

// read reads an account and shows it; then is called when it is shown. While the same account is read again, what is shown
// stays.
func (s *Screen) read(id client.AccountID, then func()) {
	s.panes.Front(paneAccount)
	if s.open != id {
		s.open, s.shown, s.failed = id, nil, nil
		s.stage.say(parts.Loading(lang.L("Opening the account …")))
	}
	var c diagnosis.Case
	var err error
	s.reads.Go(func(ctx context.Context) { c, err = s.d.Desk.Open(ctx, id) }, func() { s.took(c, err, then) })
}

func (s *Screen) took(c diagnosis.Case, err error, then func()) {
	if s.failed = err; err != nil {
		s.shown = nil
		s.stage.say(s.failure(err))
		return
	}
	s.d.Log.Debug("account opened", "status", string(c.Account.Status))
	s.shown = &c
	s.strip.SetLanguage(c.Account.Language)
	s.strip.SetContacts(c.Account.ID, c.Account.Contacts)
	s.show(c)
	s.stage.showAccount()
	if then != nil {
		then()
	}
}

// show brings every part in line with a case.
func (s *Screen) show(c diagnosis.Case) {
	s.stale = staleAt(c, c.ReadAt)
	s.view.Show(c)
	s.lookup.Replace(c.Account.AccountRow)
	s.proof.Show(s.subject())
	s.stand()
}

// failure is why an account is not shown, and what can be done about it.
func (s *Screen) failure(err error) parts.State {
	said := phrase.Of(err)
	state := parts.State{Tone: parts.Warning, Title: said.Title, Body: said.Body, Next: said.Next}
	switch client.KindOf(err) {
	case client.NotFound, client.Forbidden:
		state.Action, state.Do = lang.L("Look up"), s.FocusLookUp
	default:
		state.Action, state.Do = lang.L("Try again"), s.again
	}
	return state
}
