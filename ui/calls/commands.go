package calls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
)

var (
	exportKeys = parts.CtrlShift(fyne.KeyE)
	amendKeys  = parts.CtrlShift(fyne.KeyM)
)

// Commands is everything the agent can do here, for the menu. The screen is in front when one runs.
func (s *Screen) Commands() []parts.Command {
	menu := lang.L("Call log")
	listed := func() bool { return s.pane.entry.ID != "" }
	return []parts.Command{
		{Name: "find-calls", Title: lang.L("Search the calls"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyF), Run: s.FocusSearch},
		{Name: "all-calls", Title: lang.L("Clear the search and the filters"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyF), Run: s.clear},
		{Name: "calls-of-account", Title: lang.L("Calls about this account only"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyA),
			Enabled: func() bool { return s.form.account != "" }, Run: s.form.OnlyAccount},
		{Name: "read-calls", Title: lang.L("Read the calls again"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyR), Run: s.readAgain},
		{Name: "open-calls-account", Title: lang.L("Open the account of the call"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyO),
			Enabled: func() bool { return s.pane.entry.Account != "" }, Run: s.pane.openAccount},
		{Name: "amend-call", Title: lang.L("Amend the call…"), Menu: menu, Shortcut: amendKeys, Enabled: listed, Run: s.Amend},
		{Name: "export-calls", Title: lang.L("Export the calls…"), Menu: menu, Shortcut: exportKeys, Enabled: s.o.Access.readable, Run: s.Export},
	}
}

// readAgain reads everything anew, from the first page.
func (s *Screen) readAgain() {
	s.Reload()
	s.put()
}
