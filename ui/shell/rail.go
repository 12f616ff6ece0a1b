package shell

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// The screens, by the names that are logged.
const (
	screenDesk     = "desk"
	screenOutbox   = "outbox"
	screenSettings = "settings"
)

// rail is the way from screen to screen.
type rail struct {
	items   map[string]*railItem
	content fyne.CanvasObject
}

func newRail(goTo func(string)) *rail {
	r := &rail{items: map[string]*railItem{
		screenDesk: newRailItem(toolkit.IconNameAccount, lang.L("Desk"), parts.Ctrl(fyne.Key1),
			func() { goTo(screenDesk) }),
		screenOutbox: newRailItem(toolkit.IconNameMailSend, lang.L("Outbox"), parts.Ctrl(fyne.Key2),
			func() { goTo(screenOutbox) }),
		screenSettings: newRailItem(toolkit.IconNameSettings, lang.L("Settings"), parts.Ctrl(fyne.KeyComma),
			func() { goTo(screenSettings) }),
	}}
	column := parts.Stack(theme.Half, r.items[screenDesk], r.items[screenOutbox], r.items[screenSettings])
	r.content = parts.NewBox(parts.Look{Fill: theme.Raised, Vertical: theme.Grid, Horizontal: theme.Grid}, column)
	return r
}

func (r *rail) choose(name string) {
	for each, item := range r.items {
		item.setChosen(each == name)
	}
}

func (r *rail) setCount(name string, count int, urgent bool) { r.items[name].setCount(count, urgent) }

// badge is a count as it stands beside a word; empty for none.
func badge(count int) string {
	switch {
	case count <= 0:
		return ""
	case count > 99:
		return "99+"
	default:
		return strconv.Itoa(count)
	}
}
