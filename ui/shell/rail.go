package shell

import (
	"strconv"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// rail is the way from screen to screen.
type rail struct {
	items   map[string]*railItem
	content fyne.CanvasObject
}

func newRail(places []place, goTo func(string)) *rail {
	r := &rail{items: map[string]*railItem{}}
	column := parts.Stack(theme.Half)
	for _, p := range places {
		r.items[p.name] = newRailItem(p.icon, p.title, p.shortcut, func() { goTo(p.name) })
		column.Add(r.items[p.name])
	}
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
