package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

const sheetWidth = 760

// showShortcuts lists every command that has keys, menu by menu.
func (s *Shell) showShortcuts() {
	var groups []fyne.CanvasObject
	for _, menu := range s.menu.main.Items {
		if group := s.shortcutsOf(menu.Label); group != nil {
			groups = append(groups, group)
		}
	}
	body := &fyne.Container{Layout: parts.NewColumns(300, theme.Gap), Objects: halves(groups)}
	dialog := &parts.Dialog{Title: lang.L("Keyboard shortcuts"), Width: sheetWidth, Body: body}
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close)}
	dialog.Closed = func() { s.workplace.Log.Debug("dialog closed", "name", "shortcuts") }
	dialog.Show(s.window.Canvas())
	s.workplace.Log.Debug("dialog shown", "name", "shortcuts")
}

func (s *Shell) shortcutsOf(menu string) fyne.CanvasObject {
	rows := []fyne.CanvasObject{parts.NewText(menu, parts.Strong)}
	for _, command := range s.menu.commands {
		if command.Menu == menu && command.Shortcut != nil {
			rows = append(rows, parts.Spread(theme.Grid, nil, parts.NewClipped(command.Title, parts.Plain),
				parts.NewKeyCap(command.Shortcut)))
		}
	}
	if len(rows) == 1 {
		return nil
	}
	return parts.Stack(theme.Half, rows...)
}

// halves sets groups into two columns of about the same length.
func halves(groups []fyne.CanvasObject) []fyne.CanvasObject {
	total, so := float32(0), float32(0)
	for _, group := range groups {
		total += group.MinSize().Height
	}
	at := 0
	for at < len(groups)-1 && so < total/2 {
		so += groups[at].MinSize().Height
		at++
	}
	return []fyne.CanvasObject{parts.Stack(theme.Gap, groups[:at]...), parts.Stack(theme.Gap, groups[at:]...)}
}
