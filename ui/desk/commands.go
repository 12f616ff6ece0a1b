package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/app/operation"
	"portaldesk/ui/desk/account"
	"portaldesk/ui/desk/operate"
	"portaldesk/ui/parts"
)

// Commands is everything the agent can do here, for the menu.
func (s *Screen) Commands() []parts.Command {
	return append(s.callCommands(), s.accountCommands()...)
}

func (s *Screen) callCommands() []parts.Command {
	menu := lang.L("Call")
	inCall := s.strip.InCall
	return []parts.Command{
		{Name: "open-call", Title: lang.L("Open a call"), Menu: menu, Shortcut: parts.FunctionKey(fyne.KeyF2), Run: s.strip.Open},
		{Name: "hold", Title: lang.L("Hold"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyH), Enabled: inCall, Run: s.phase(call.Hold)},
		{Name: "pause", Title: lang.L("Pause"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyH), Enabled: inCall, Run: s.phase(call.Paused)},
		{Name: "wrap-up", Title: lang.L("Wrap up"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyT), Enabled: inCall, Run: s.phase(call.Wrap)},
		{Name: "note", Title: lang.L("Write the note"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyE), Enabled: inCall, Run: s.strip.FocusNote},
		{Name: "template", Title: lang.L("Insert a note template"), Menu: menu, Shortcut: parts.FunctionKey(fyne.KeyF4), Enabled: inCall, Run: s.strip.PickTemplate},
		{Name: "next-blank", Title: lang.L("Next blank in the note"), Menu: menu, Shortcut: parts.FunctionKey(fyne.KeyF3), Enabled: inCall, Run: s.strip.NextBlank},
		{Name: "close-call", Title: lang.L("Save and close"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyReturn), Enabled: inCall, Run: s.strip.Close},
		{Name: "discard-call", Title: lang.L("Discard the empty call"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyD), Enabled: inCall, Run: s.strip.Discard},
	}
}

func (s *Screen) phase(phase call.Phase) func() { return func() { s.strip.Toggle(phase) } }

// hasNames says whether names are searched in an index on this computer.
func (s *Screen) hasNames() bool { return s.d.Desk.Index != nil }

func (s *Screen) accountCommands() []parts.Command {
	menu := lang.L("Account")
	isOpen := func() bool { return s.shown != nil }
	commands := []parts.Command{
		{Name: "look-up", Title: lang.L("Look up"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyL), Run: s.FocusLookUp},
		{Name: "read-names", Title: lang.L("Read all names anew"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyN), Enabled: s.hasNames, Run: s.lookup.ReadNames},
		{Name: "read-again", Title: lang.L("Read the account again"), Menu: menu, Shortcut: parts.FunctionKey(fyne.KeyF5), Enabled: isOpen, Run: s.again},
		{Name: "prove-caller", Title: lang.L("Prove the caller"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyP), Enabled: isOpen, Run: s.onAccount(s.prove)},
		{Name: "mend", Title: lang.L("Mend the gravest finding"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyK), Enabled: isOpen, Run: s.onAccount(s.mend)},
		{Name: "ask-caller", Title: lang.L("Ask the caller"), Menu: menu, Shortcut: account.AskKey, Enabled: isOpen, Run: s.onAccount(s.view.Ask)},
		{Name: "more-to-try", Title: lang.L("More to try"), Menu: menu, Shortcut: account.TryKey, Enabled: isOpen, Run: s.onAccount(s.view.Try)},
	}
	for _, op := range operation.All() {
		commands = append(commands, parts.Command{
			Name: string(op.ID), Title: lang.L(op.Title), Menu: menu, Shortcut: operate.Shortcut(op.ID),
			Enabled: isOpen, Run: s.onAccount(func() { s.bar.Start(op.ID) }),
		})
	}
	return commands
}

// onAccount brings the account to the front before something is done with it.
func (s *Screen) onAccount(do func()) func() {
	return func() {
		if s.shown != nil {
			s.panes.Front(paneAccount)
			do()
		}
	}
}
