package shell

import (
	"strings"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
)

// menu is the main menu: every command there is, each with its shortcut. It is also where single keys are listened for,
// which the toolkit's menu only shows.
type menu struct {
	shell    *Shell
	commands []parts.Command
	items    []*fyne.MenuItem // one for each command, in the same order
	main     *fyne.MainMenu
	greyed   string // which items were greyed when the menu was last drawn
}

func newMenu(s *Shell) *menu { return &menu{shell: s} }

// build makes the menu for what is in the window now.
func (m *menu) build() {
	m.commands = m.shell.commands()
	m.items = make([]*fyne.MenuItem, len(m.commands))
	m.main = fyne.NewMainMenu()
	for i, command := range m.commands {
		m.items[i] = m.item(command)
		m.under(command.Menu).Items = append(m.under(command.Menu).Items, m.items[i])
	}
	m.greyed = ""
	m.freshen()
	m.shell.window.SetMainMenu(m.main)
}

func (m *menu) item(command parts.Command) *fyne.MenuItem {
	item := fyne.NewMenuItem(command.Title, func() { m.invoke(command) })
	item.Shortcut = command.Shortcut
	item.IsQuit = command.Name == commandQuit
	return item
}

// under finds the menu of a title, or begins it.
func (m *menu) under(title string) *fyne.Menu {
	for _, menu := range m.main.Items {
		if menu.Label == title {
			return menu
		}
	}
	menu := fyne.NewMenu(title)
	m.main.Items = append(m.main.Items, menu)
	return menu
}

// invoke runs a command unless a dialog has to be answered first. Quitting and locking always may be asked for.
func (m *menu) invoke(command parts.Command) {
	parts.KeyDown(nil) // the toolkit's own menu tells nobody of its keys
	if parts.ModalOpen(m.shell.window.Canvas()) && command.Name != commandQuit && command.Name != commandLock {
		return
	}
	m.shell.workplace.Log.Debug("command", "name", command.Name, "ready", command.Ready())
	command.Invoke()
	m.freshen()
}

// freshen greys what cannot be done now. The menu is drawn anew only when that changed.
func (m *menu) freshen() {
	var greyed strings.Builder
	for i, command := range m.commands {
		m.items[i].Disabled = !command.Ready()
		if m.items[i].Disabled {
			greyed.WriteString(command.Name + " ")
		}
	}
	if m.greyed != greyed.String() {
		m.greyed = greyed.String()
		m.main.Refresh()
	}
}

// typed runs the command of a single key. Every widget hands such keys on, see [parts.HandOn].
func (m *menu) typed(ev *fyne.KeyEvent) {
	if !parts.IsFunctionKey(ev.Name) {
		return
	}
	name := parts.FunctionKey(ev.Name).ShortcutName()
	for _, command := range m.commands {
		if command.Shortcut != nil && command.Shortcut.ShortcutName() == name {
			m.invoke(command)
			return
		}
	}
}
