package trail

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
)

// commandRead is in the menu only.
const commandRead = "read-trail"

// Commands is everything the agent can do here, for the menu. The screen is in front when one runs.
func (s *Screen) Commands() []parts.Command {
	menu := lang.L("Trail")
	return []parts.Command{
		{Name: "verify-trail", Title: lang.L("Verify…"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyV), Run: s.Verify},
		{Name: "weekly-look", Title: lang.L("Weekly look…"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyW), Run: s.Look},
		{Name: "export-trail", Title: lang.L("Export…"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyX), Run: s.Export},
		{Name: commandRead, Title: lang.L("Read the trail again"), Menu: menu, Shortcut: parts.CtrlShift(fyne.KeyT), Run: s.Reload},
	}
}
