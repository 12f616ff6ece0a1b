package shell

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// switchPortal lists the portals of this installation; Enter goes to the marked one.
func (s *Shell) switchPortal() {
	if s.house == nil {
		return
	}
	all := s.workplace.Profiles.List()
	here := s.house.desk.Profile.ID
	dialog := &parts.Dialog{Title: lang.L("Switch portal")}
	list := parts.NewList(func() fyne.CanvasObject { return parts.NewClipped("", parts.Plain) },
		func(row int, content fyne.CanvasObject) {
			content.(*parts.Text).Set(all[row].Name, styleOf(all[row].ID == here))
		})
	list.OnOpen = func(row int) {
		dialog.Close()
		if all[row].ID != here {
			s.moveTo(all[row])
		}
	}
	list.Call(lang.L("Portals on this computer"))
	list.SetRows(len(all))
	list.Mark(slices.IndexFunc(all, func(p profile.Profile) bool { return p.ID == here }))
	add := parts.NewAction(lang.L("Add a portal…"), func() {
		dialog.Close()
		s.addPortal()
	})
	dialog.Body = parts.Stack(theme.Gap, parts.NewParagraph(lang.L("Your session here stays open for the way back."), parts.Muted),
		parts.Tall(float32(min(len(all), 6))*(theme.Row+theme.Half), list))
	dialog.First = list
	dialog.Actions = []*parts.Action{add, parts.NewAction(lang.L("Close"), dialog.Close)}
	dialog.Show(s.window.Canvas())
	s.workplace.Log.Debug("dialog shown", "name", "portals")
}

func styleOf(chosen bool) parts.Style {
	if chosen {
		return parts.Strong
	}
	return parts.Plain
}

// addPortal leaves the desk for the form of a new portal.
func (s *Shell) addPortal() {
	s.ask(lang.L("Leave the desk"), func() {
		s.leave(s.closeDesk(), func() {
			s.show(s.signin.Content())
			s.signin.AddPortal()
		})
	})
}
