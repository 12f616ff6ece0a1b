package shell

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

func leaving() parts.State { return parts.Loading(lang.L("Saving and closing…")) }

// Quit saves what is open and ends the program. It asks first when something would be lost.
func (s *Shell) Quit() { s.ask(lang.L("Quit"), s.quit) }

// quit ends the program without asking.
func (s *Shell) quit() {
	s.leave(s.closeDesk(), s.app.Quit)
}

// SignOut ends the session at the portal and goes back to the card.
func (s *Shell) SignOut() {
	if s.house == nil {
		return
	}
	desk := s.house.desk
	s.ask(lang.L("Sign out"), func() {
		s.leave(desk.SignOut, func() { s.backToCard(s.kept(desk.Profile), false) })
	})
}

// moveTo goes to another portal. The session at this one stays open for the way back.
func (s *Shell) moveTo(p profile.Profile) {
	s.ask(lang.L("Switch portal"), func() {
		s.leave(s.closeDesk(), func() { s.backToCard(p, true) })
	})
}

// closeDesk is the way out that keeps the session.
func (s *Shell) closeDesk() func(context.Context) error {
	if s.house == nil {
		return nil
	}
	desk := s.house.desk
	return func(context.Context) error { return desk.Close() }
}

// kept is the profile as it is on the list now: signing in remembers the login in it.
func (s *Shell) kept(p profile.Profile) profile.Profile {
	if known, ok := s.workplace.Profiles.Get(p.ID); ok {
		return known
	}
	return p
}

// ask goes on at once when nothing would be lost, and else says what.
func (s *Shell) ask(word string, goOn func()) {
	if s.house == nil {
		goOn()
		return
	}
	loss := lossOf(s.house.desk)
	if loss == "" {
		goOn()
		return
	}
	dialog := &parts.Dialog{Title: lang.L("Something would be lost"), Body: parts.Stack(theme.Gap, parts.NewParagraph(loss, parts.Plain))}
	stay := parts.NewAction(lang.L("Stay"), dialog.Close)
	stay.Weight = parts.Main
	lose := parts.NewAction(lang.L("{{.Do}} and lose it", map[string]any{"Do": word}), func() {
		dialog.Close()
		goOn()
	})
	lose.Weight = parts.Grave
	dialog.Actions = []*parts.Action{lose, stay}
	dialog.Closed = func() { s.workplace.Log.Debug("dialog closed", "name", "loss") }
	s.house.lock.over(func() { dialog.Show(s.window.Canvas()) })
	s.workplace.Log.Debug("dialog shown", "name", "loss")
}

// lossOf says what does not outlive the desk; empty when everything does. With a keyring everything does.
func lossOf(desk *app.Desk) string {
	if !desk.Fleeting {
		return ""
	}
	summary := desk.Outbox.Summary()
	undelivered := summary.Waiting + summary.NeedsAttention
	open := desk.Calls.Current() != nil
	switch {
	case undelivered > 0 && open:
		return lang.L("This computer has no keyring, so nothing is kept after this run. Notes not delivered yet: {{.N}}, and the open call. Wait for the portal, or copy them by hand.",
			map[string]any{"N": undelivered})
	case undelivered > 0:
		return lang.L("This computer has no keyring, so nothing is kept after this run. Notes not delivered yet: {{.N}}. Wait for the portal, or copy them by hand.",
			map[string]any{"N": undelivered})
	case open:
		return lang.L("This computer has no keyring, so nothing is kept after this run. The open call would be lost. Close the call first.")
	default:
		return ""
	}
}
