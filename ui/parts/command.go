package parts

import "fyne.io/fyne/v2"

// Command is one thing the agent can do from the menu and by its shortcut.
type Command struct {
	// Name is the command's own, never translated: "open-call".
	Name string
	// Title is the menu's word, translated.
	Title string
	// Menu is the title of the menu it stands in, translated.
	Menu string
	// Shortcut is nil when it has none. A function key without modifier is a [FunctionKey].
	Shortcut fyne.Shortcut
	// Enabled says whether Run would do something now; nil means always.
	Enabled func() bool
	// Run does it, on the UI goroutine.
	Run func()
}

// Ready says whether the command can run now.
func (c Command) Ready() bool { return c.Run != nil && (c.Enabled == nil || c.Enabled()) }

// Invoke runs the command if it is ready, and says whether it was.
func (c Command) Invoke() bool {
	if !c.Ready() {
		return false
	}
	c.Run()
	return true
}
