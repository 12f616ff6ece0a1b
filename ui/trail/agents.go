package trail

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// agents is the filter by who did it: all, the one who sits here, those who were seen in the trail, or one who is typed. The
// trail knows agents by their ids. Who sees her own entries only has nothing to choose.
type agents struct {
	self  client.Agent
	which *parts.Chooser
	typed
	known []string // ids, sorted
	tell  func()
}

func newAgents(self client.Agent, others bool, changed func()) *agents {
	a := &agents{self: self, typed: newTyped(lang.L("Agent"), lang.L("As it stands in the list."), changed), tell: changed}
	a.which = parts.NewChooser("", a.options(), nil)
	a.which.SetSelectedIndex(0)
	a.which.OnChanged = func(string) { a.picked() }
	a.which.Hidden = !others
	return a
}

// options are all, mine, the known ones, and another one.
func (a *agents) options() []string {
	words := append([]string{lang.L("All agents"), lang.L("My entries")}, a.known...)
	return append(words, lang.L("Another agent…"))
}

func (a *agents) picked() {
	a.show(a.another())
	a.tell()
}

// another says that the agent is typed.
func (a *agents) another() bool { return a.which.SelectedIndex() == len(a.which.Options)-1 }

// chosen is the id of the agent, empty for all.
func (a *agents) chosen() string {
	switch at := a.which.SelectedIndex(); {
	case a.another():
		return strings.TrimSpace(a.entry.Text)
	case at == 1:
		return a.self.ID
	case at > 1:
		return a.known[at-2]
	default:
		return ""
	}
}

func (a *agents) clear() {
	a.which.SetSelectedIndex(0)
	a.entry.SetText("")
}

// saw offers the agents of a page.
func (a *agents) saw(entries []client.AuditEvent) {
	before := len(a.known)
	for _, e := range entries {
		at, known := slices.BinarySearch(a.known, e.AgentID)
		if !known && e.AgentID != a.self.ID && e.AgentID != "" {
			a.known = slices.Insert(a.known, at, e.AgentID)
		}
	}
	if len(a.known) != before {
		a.which.Options = a.options()
		a.which.Refresh()
	}
}

// name is what an agent is called on the list.
func (a *agents) name(id string) string {
	if id == a.self.ID {
		return cmp.Or(a.self.Name, a.self.Login, id)
	}
	return id
}
