package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/settings"
	"portaldesk/ui/parts"
)

// The commands that do not wait for an open dialog.
const (
	commandQuit = "quit"
	commandLock = "lock"
)

// commands is everything that can be done in the window now, in the order of the menus.
func (s *Shell) commands() []parts.Command {
	all := s.ownCommands()
	if s.house != nil {
		all = append(all, s.house.commands()...)
	}
	all = append(all, s.viewCommands()...)
	if s.o.Demo != nil {
		all = append(all, s.demoCommands()...)
	}
	help := lang.L("Help")
	return append(all,
		parts.Command{Name: "shortcuts", Title: lang.L("Keyboard shortcuts"), Menu: help,
			Shortcut: parts.FunctionKey(fyne.KeyF1), Run: s.showShortcuts})
}

func (s *Shell) ownCommands() []parts.Command {
	const menu = "Portaldesk"
	atDesk := func() bool { return s.house != nil }
	return []parts.Command{
		{Name: "switch-portal", Title: lang.L("Switch portal…"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyP), Enabled: atDesk, Run: s.switchPortal},
		{Name: commandLock, Title: lang.L("Lock the desk"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyL), Enabled: atDesk, Run: s.Lock},
		{Name: "sign-out", Title: lang.L("Sign out"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyQ), Enabled: atDesk, Run: s.SignOut},
		{Name: commandQuit, Title: lang.L("Quit"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyQ), Run: s.Quit},
	}
}

// commands are the screens' own and the ways between them. What concerns an account is done on the desk, so that screen
// comes to the front first; what concerns the call is done in the strip, which is always there.
func (h *house) commands() []parts.Command {
	all := h.screen.Commands()
	for i, command := range all {
		if command.Menu != lang.L("Call") {
			all[i].Run = func() { h.onDesk(command.Run) }
		}
	}
	all = append(all, h.callCommands()...)
	view := lang.L("View")
	all = append(all, h.trailCommands()...)
	all = append(all, h.placeCommands()...)
	return append(all,
		parts.Command{Name: "about-portal", Title: lang.L("About this portal"), Menu: view, Shortcut: parts.CtrlShift(fyne.KeyI), Run: h.aboutPortal},
		parts.Command{Name: "send-now", Title: lang.L("Send what waits now"), Menu: view, Shortcut: parts.CtrlShift(fyne.KeyS), Run: func() {
			h.goTo(screenOutbox)
			h.outbox.SendNow()
		}})
}

func (h *house) onDesk(run func()) {
	if h.shown != screenDesk {
		h.goTo(screenDesk)
	}
	run()
}

func (s *Shell) viewCommands() []parts.Command {
	menu := lang.L("View")
	mode := func(t settings.Theme) func() {
		return func() { s.prefs.change(func(set *settings.Settings) { set.Theme = t }) }
	}
	scale := func(by int) func() { return func() { s.prefs.change(scaled(by)) } }
	return []parts.Command{
		{Name: "larger", Title: lang.L("Larger text"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyEqual), Run: scale(1)},
		{Name: "smaller", Title: lang.L("Smaller text"), Menu: menu, Shortcut: parts.Ctrl(fyne.KeyMinus), Run: scale(-1)},
		{Name: "look-system", Title: lang.L("Colours as the system"), Menu: menu, Shortcut: parts.CtrlShift(fyne.Key0), Run: mode(settings.ThemeSystem)},
		{Name: "look-light", Title: lang.L("Light colours"), Menu: menu, Shortcut: parts.CtrlShift(fyne.Key1), Run: mode(settings.ThemeLight)},
		{Name: "look-dark", Title: lang.L("Dark colours"), Menu: menu, Shortcut: parts.CtrlShift(fyne.Key2), Run: mode(settings.ThemeDark)},
		{Name: "look-contrast", Title: lang.L("High contrast"), Menu: menu, Shortcut: parts.CtrlShift(fyne.Key3), Run: mode(settings.ThemeContrast)},
	}
}

func (s *Shell) demoCommands() []parts.Command {
	menu := lang.L("Demo")
	var all []parts.Command
	if s.o.Demo.Phone != nil {
		all = append(all, parts.Command{Name: "phone", Title: lang.L("Patient's phone"), Menu: menu,
			Shortcut: parts.FunctionKey(fyne.KeyF9), Run: s.showPhone})
	}
	if s.o.Demo.Caller != nil {
		all = append(all, parts.Command{Name: "practise", Title: lang.L("Practise with a caller"), Menu: menu,
			Shortcut: parts.FunctionKey(fyne.KeyF8), Enabled: func() bool { return s.house != nil }, Run: s.showDrills})
	}
	for _, command := range s.o.Demo.Commands {
		command.Menu = menu
		all = append(all, command)
	}
	return all
}
