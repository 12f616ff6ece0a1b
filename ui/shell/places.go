package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
)

// The screens, by the names that are logged.
const (
	screenDesk      = "desk"
	screenCalls     = "calls"
	screenCallbacks = "callbacks"
	screenApprovals = "approvals"
	screenOutbox    = "outbox"
	screenTrail     = "trail"
	screenSettings  = "settings"
)

// place is a screen of the house: how it is called in the rail and the menu, and how it is entered.
type place struct {
	name     string
	icon     fyne.ThemeIconName
	title    string
	shortcut fyne.Shortcut
	content  fyne.CanvasObject
	// enter brings the screen up to date and puts the focus into it. The content is in the window by then.
	enter func()
}

// newPlaces are the screens in the order of the rail.
func newPlaces(h *house) []place {
	return h.withApprovals([]place{
		{screenDesk, toolkit.IconNameAccount, lang.L("Desk"), parts.Ctrl(fyne.Key1), h.screen.Content(), h.screen.FocusLookUp},
		{screenCalls, toolkit.IconNameList, lang.L("Calls"), parts.Ctrl(fyne.Key2), h.calls.Content(), h.calls.Enter},
		{screenCallbacks, toolkit.IconNameHistory, lang.L("Callbacks"), parts.Ctrl(fyne.Key3), h.callbacks.Content(), h.enterCallbacks},
		{screenOutbox, toolkit.IconNameMailSend, lang.L("Outbox"), parts.Ctrl(fyne.Key5), h.outbox.Content(), h.outbox.Enter},
		{screenTrail, toolkit.IconNameVisibility, lang.L("Trail"), parts.Ctrl(fyne.Key6), h.trail.Content(), h.trail.Enter},
		{screenSettings, toolkit.IconNameSettings, lang.L("Settings"), parts.Ctrl(fyne.KeyComma), h.settings.Content(), h.enterSettings},
	})
}

func (h *house) enterSettings() {
	h.settings.Show()
	parts.Focus(h.settings.First())
}

// goTo shows a screen and enters it.
func (h *house) goTo(name string) {
	for _, p := range h.places {
		if p.name == name {
			h.shown = name
			h.rail.choose(name)
			h.stage.Objects = []fyne.CanvasObject{p.content}
			h.stage.Refresh()
			p.enter()
			h.shell.workplace.Log.Debug("screen", "name", name)
		}
	}
}

// placeCommands are the ways to the screens.
func (h *house) placeCommands() []parts.Command {
	var all []parts.Command
	for _, p := range h.places {
		all = append(all, parts.Command{Name: p.name, Title: p.title, Menu: lang.L("View"), Shortcut: p.shortcut,
			Run: func() { h.goTo(p.name) }})
	}
	return all
}
