package shell

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/line"
	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/outbox"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// topBar is which portal this is, whether it answers, until when its desk is open, and who is at it.
type topBar struct {
	house   *house
	clock   phrase.Clock
	server  *parts.Text
	state   *parts.Pill
	hours   *parts.Text
	role    *parts.Text
	below   *parts.Text // in large text the second line of the bar: hours and role
	content fyne.CanvasObject
	said    string // what the state shows, so that it is drawn only when it changed
}

func newTopBar(h *house, clock phrase.Clock) *topBar {
	t := &topBar{house: h, clock: clock, state: parts.NewPill(parts.Neutral, "", ""), hours: parts.NewClipped("", parts.Muted)}
	portal := parts.NewAction(h.desk.About.Name, h.shell.switchPortal)
	portal.Icon = toolkit.MenuDropDownIcon()
	agent := h.desk.Session.Agent
	t.role = parts.NewText(phrase.Role(agent.Role), parts.Muted)
	who := parts.Line(theme.Gap, parts.Line(theme.Half, parts.NewText(cmp.Or(agent.Name, agent.Login), parts.Strong),
		t.role), parts.NewAction(lang.L("Sign out"), h.shell.SignOut),
		parts.NewAction(lang.L("Lock"), h.shell.Lock))
	t.server = parts.NewText(h.desk.About.Server, parts.Muted)
	t.below = parts.NewClipped("", parts.Caption)
	t.content = parts.NewBox(parts.BarLook, parts.Stack(theme.Half,
		parts.Spread(theme.Gap, parts.Line(theme.Gap, portal, t.server, t.state), t.hours, who), t.below))
	return t
}

// refresh shows the present state.
func (t *topBar) refresh() {
	t.hours.SetText(phrase.Hours(t.house.desk.Hours, t.clock.Now(), time.Local))
	large := parts.LargeText()
	t.server.Hidden = t.server.Text() == "" || large
	t.hours.Hidden, t.role.Hidden, t.below.Hidden = large, large, !large
	t.below.SetText(joined(t.hours.Text(), t.role.Text(), t.server.Text()))
	tone, said := lineWords(t.house.desk.Line.State(), t.house.desk.Outbox.Summary(), t.clock)
	if said != t.said {
		t.said = said
		t.state.Set(tone, "", said)
		t.content.Refresh()
	}
}

// joined is what there is of some words in one line.
func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " · ")
}

// lineWords says whether the portal answers and what waits for it.
func lineWords(state line.State, summary queue.Summary, clock phrase.Clock) (parts.Tone, string) {
	waiting := outbox.Counts(summary.Waiting, summary.NeedsAttention)
	if state.Online {
		tone := parts.Good
		if summary.NeedsAttention > 0 {
			tone = parts.Warning
		}
		return tone, lang.L("Online, {{.Waiting}}", map[string]any{"Waiting": waiting})
	}
	facts := map[string]any{"Since": clock.Since(state.Since), "Waiting": waiting}
	switch state.Kind {
	case client.Untrusted:
		return parts.Bad, lang.L("Portal not trusted since {{.Since}}, {{.Waiting}}", facts)
	case client.Unavailable:
		return parts.Warning, lang.L("Portal not working since {{.Since}}, {{.Waiting}}", facts)
	default:
		return parts.Warning, lang.L("Portal not reachable since {{.Since}}, {{.Waiting}}", facts)
	}
}
