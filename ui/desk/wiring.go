package desk

import (
	"context"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/desk/lookup"
	"portaldesk/ui/desk/operate"
	"portaldesk/ui/desk/proof"
	"portaldesk/ui/parts"
)

func (s *Screen) lookupOptions() lookup.Options {
	desk := s.d.Desk
	o := lookup.Options{Finder: desk, Runner: s.d.Runner, Log: s.d.Log, Open: s.enter, Gap: s.d.Gap, Demo: desk.Profile.Demo}
	if desk.About.Verification.ByDesk {
		o.Known = desk.About.Verification.Identifiers // what is not on file cannot be found either
	}
	o.Unlisted = desk.Profile.Kind == profile.KindGuided && desk.Profile.Guided.Directory == ""
	if desk.Index != nil && !o.Unlisted {
		o.Names = &lookup.Names{State: desk.Index.State, Clock: s.clock, Hold: desk.HoldIndex, Alone: desk.Profile.Kind == profile.KindGuided,
			Read: func(ctx context.Context) error { return desk.BuildIndex(ctx, nil) }}
	}
	return o
}

func (s *Screen) proofOptions() proof.Options {
	return proof.Options{
		Runner: s.d.Runner, Log: s.d.Log, Clock: s.clock, Policy: s.d.Desk.About.Verification,
		Begin: s.begin, GiveUp: s.d.Desk.GiveUp, OpenCall: s.openCall, Changed: s.stand, Reveal: s.reveal, Done: s.goOn,
	}
}

func (s *Screen) operateOptions() operate.Options {
	return operate.Options{
		Runner: s.d.Runner, Log: s.d.Log, Clock: s.clock, Setting: s.setting, Perform: s.d.Desk.Perform,
		Changed: s.changed, Reread: s.again, Prove: s.prove, Reveal: s.reveal,
		Approver: s.d.Desk, Card: s.d.Card, Copier: s.d.Copier, Script: s.d.Script,
	}
}

// goOn goes to what can be done once the caller is proven; when nothing can, to the note.
func (s *Screen) goOn() {
	if !s.bar.Focus() {
		s.strip.FocusNote()
	}
}

// reveal scrolls to a part of the account.
func (s *Screen) reveal(part fyne.CanvasObject) { parts.Reveal(s.stage.account, part) }

func (s *Screen) setting(a client.Account) operation.Setting {
	return operation.Setting{Account: a, About: s.d.Desk.About, Session: s.d.Desk.Session, Now: s.d.Now()}
}

// begin begins to verify a caller. A nil check stays nil when it becomes an interface.
func (s *Screen) begin(ctx context.Context, account client.AccountID, caller app.Caller) (proof.Check, error) {
	check, err := s.d.Desk.Verify(ctx, account, caller)
	if err != nil {
		return nil, err
	}
	return check, nil
}

// check is the verification that goes on for the account on the screen, nil when there is none.
func (s *Screen) check() proof.Check {
	if check := s.d.Desk.Check(s.open); check != nil {
		return check
	}
	return nil
}

// openCall opens a call, for whoever asks for one on the way to something else.
func (s *Screen) openCall() { s.strip.Open() }

// operate begins an operation on the account on the screen.
func (s *Screen) operate(id operation.ID) {
	if s.shown != nil {
		s.bar.Start(id)
	}
}

// mend begins what mends the gravest finding; when nothing does, it goes to what can be done at all.
func (s *Screen) mend() {
	if !s.view.Mend() {
		s.bar.Focus()
	}
}

// tried has the note say what the caller tried. What was tried on another account in the same call stays in it.
func (s *Screen) tried(line string) { s.strip.AddToNote("checklist "+string(s.open), line) }

// prove goes to where the caller is proven.
func (s *Screen) prove() {
	if s.shown != nil {
		s.proof.Focus()
	}
}

// callChanged brings everything in line with a call that was opened or closed, and goes to where the work goes on: to the
// proof of the caller, to the look-up, or to the note when another screen is in front. An account that is still being opened
// leads to the proof by itself.
func (s *Screen) callChanged() {
	if s.shown != nil {
		if !s.strip.InCall() {
			s.view.Forget()
		}
		s.proof.Show(s.subject())
		s.stand()
	}
	switch {
	case !parts.InWindow(s.content): // another screen is in front; only the strip is there
		s.strip.FocusNote()
	case s.shown != nil && s.strip.InCall():
		s.panes.Front(paneAccount)
		s.proof.Focus()
	case s.opening() && s.strip.InCall():
	default:
		s.FocusLookUp()
	}
}

func (s *Screen) subject() proof.Subject {
	subject := proof.Subject{Account: s.shown.Account, InCall: s.strip.InCall(), Check: s.check()}
	if call := s.d.Desk.Calls.Current(); call != nil {
		subject.Name = call.Draft().Caller.Name
	}
	return subject
}

// stand shows what stands in the way of each operation now, and what was done in the call.
func (s *Screen) stand() {
	if s.shown != nil {
		s.flags.Show(s.d.Desk.Flags(s.shown.Account))
		s.bar.Show(s.shown.Account, s.d.Desk.Standings(s.shown.Account))
	}
	s.strip.Refresh()
}

// changed shows the account as an operation left it, and reads it anew with its histories.
func (s *Screen) changed(a client.Account) {
	if s.shown == nil || s.open != a.ID {
		return
	}
	s.shown.Account = a
	s.show(*s.shown)
	s.again()
}
