package signin

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// mostRows is how many portals are listed at once; more are scrolled to.
const mostRows = 4

// heading is above the card: which portal it is, whether it answers, and the way to another one.
type heading struct {
	screen  *Screen
	state   *parts.Pill
	again   *parts.Action
	content fyne.CanvasObject
}

func newHeading(s *Screen) *heading {
	h := &heading{screen: s}
	h.state = parts.NewPill(parts.Neutral, toolkit.IconNameViewRefresh, lang.L("Asking the portal…"))
	h.again = parts.NewAction(lang.L("Try again"), func() { s.Choose(s.now) })
	h.again.Hide()
	h.content = parts.Stack(theme.Grid, parts.NewText(lang.L("Sign in"), parts.Title), h.portal(),
		parts.Line(theme.Grid, h.state, layout.NewSpacer(), h.again))
	return h
}

// portal names the portal, and lists the others where there are several.
func (h *heading) portal() fyne.CanvasObject {
	buttons := parts.Line(theme.Half, parts.NewAction(lang.L("Add portal"), h.screen.AddPortal))
	if !h.screen.now.Demo {
		change := parts.NewAction(lang.L("Change"), h.screen.EditPortal)
		change.Call(h.screen.now.Name)
		buttons.Add(change)
	}
	title := parts.Spread(theme.Grid, nil, parts.NewClipped(h.screen.now.Name, parts.Heading), buttons)
	all := h.screen.o.Profiles.List()
	if len(all) < 2 {
		return title
	}
	return parts.Stack(theme.Grid, title, h.list(all))
}

// list offers every portal; Enter goes to the marked one.
func (h *heading) list(all []profile.Profile) fyne.CanvasObject {
	list := parts.NewList(func() fyne.CanvasObject { return parts.NewClipped("", parts.Plain) },
		func(row int, content fyne.CanvasObject) { content.(*parts.Text).Set(all[row].Name, h.style(all[row])) })
	list.OnOpen = func(row int) { h.screen.Choose(all[row]) }
	list.Call(lang.L("Portals on this computer"))
	list.SetRows(len(all))
	list.Mark(slices.IndexFunc(all, func(p profile.Profile) bool { return p.ID == h.screen.now.ID }))
	shown := min(len(all), mostRows)
	return parts.NewBox(parts.Look{Border: theme.Border, Radius: theme.Half, Vertical: 1, Horizontal: 1},
		parts.Tall(float32(shown)*(theme.Row+theme.Half), list))
}

func (h *heading) style(p profile.Profile) parts.Style {
	if p.ID == h.screen.now.ID {
		return parts.Strong
	}
	return parts.Plain
}

// online is that the portal answers, what runs it, and until when its desk is open, as far as it says so.
func online(about client.About, hours string) string {
	said := lang.L("Online")
	if about.Server != "" {
		said = lang.L("{{.Server}}, online", map[string]any{"Server": about.Server})
	}
	if hours != "" {
		said = lang.L("{{.Online}}. {{.Hours}}", map[string]any{"Online": said, "Hours": hours})
	}
	return said
}

// greeted shows what the portal said of itself.
func (h *heading) greeted(about client.About, err error) {
	if err != nil {
		h.state.Set(parts.Warning, "", phrase.Connecting(err).Title)
		h.again.Show()
		h.content.Refresh()
		return
	}
	h.again.Hide()
	h.state.Set(parts.Good, "", online(about, phrase.DeskHours(about, h.screen.now.Hours, h.screen.o.Now())))
	h.content.Refresh()
}
