package calls

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// agents is the filter by who had the call: all, the one who sits here, those who were seen in the log, or one who is typed.
// The contract tells calls by the id of their agent, and no names.
type agents struct {
	self  client.Agent
	which *parts.Chooser
	entry *parts.Entry
	typed *parts.Field
	known []string // ids, sorted
	tell  func()
}

func newAgents(self client.Agent, changed func()) *agents {
	other := newTyped(lang.L("Agent"), lang.L("As it stands in the list."), changed)
	a := &agents{self: self, entry: other.entry, typed: other.field, tell: changed}
	a.which = parts.NewChooser("", a.options(), nil)
	a.which.SetSelectedIndex(0)
	asWideAs(a.which)
	a.which.OnChanged = func(string) { a.picked() }
	return a
}

// options are all, mine, the known ones, and another one.
func (a *agents) options() []string {
	words := append([]string{lang.L("All agents"), lang.L("My calls")}, a.known...)
	return append(words, lang.L("Another agent…"))
}

func (a *agents) picked() {
	other := a.another()
	if a.typed.Visible() != other {
		a.typed.Hidden = !other
		a.typed.Refresh()
	}
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
func (a *agents) saw(calls []client.Call) {
	before := len(a.known)
	for _, call := range calls {
		at, known := slices.BinarySearch(a.known, call.AgentID)
		if !known && call.AgentID != a.self.ID && call.AgentID != "" {
			a.known = slices.Insert(a.known, at, call.AgentID)
		}
	}
	if len(a.known) != before {
		a.which.Options = a.options()
		asWideAs(a.which)
	}
}

// name is what an agent is called on the list.
func (a *agents) name(id string) string {
	if id == a.self.ID {
		return cmp.Or(a.self.Name, a.self.Login, id)
	}
	return id
}
