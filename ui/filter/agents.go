package filter

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// Agents is who did something: all, the one who sits here, those who were seen on the list, or one who is typed. Lists know agents
// by their ids, and no names.
type Agents struct {
	Typed
	Which *parts.Chooser
	self  client.Agent
	mine  string
	known []string // ids, sorted
}

// NewAgents makes the filter for the agent who sits here; mine is what her own are called. changed is called after somebody else
// was chosen or typed.
func NewAgents(self client.Agent, mine string, changed func()) *Agents {
	a := &Agents{self: self, mine: mine, Typed: newTyped(lang.L("Agent"), lang.L("As it stands in the list."), changed)}
	a.Which = NewChooser(lang.L("Who"), a.options(), func() {
		a.show(a.Another())
		changed()
	})
	return a
}

// options are all, her own, the known ones, and another one.
func (a *Agents) options() []string {
	words := append([]string{lang.L("All agents"), a.mine}, a.known...)
	return append(words, lang.L("Another agent…"))
}

// Another says that the agent is typed.
func (a *Agents) Another() bool { return a.Which.SelectedIndex() == len(a.Which.Options)-1 }

// Chosen is the id of the agent, empty for all.
func (a *Agents) Chosen() string {
	switch at := a.Which.SelectedIndex(); {
	case a.Another():
		return strings.TrimSpace(a.Entry.Text)
	case at == 1:
		return a.self.ID
	case at > 1:
		return a.known[at-2]
	default:
		return ""
	}
}

// Clear chooses all.
func (a *Agents) Clear() {
	a.Which.SetSelectedIndex(0)
	a.Entry.SetText("")
}

// Saw offers the agent of a row from now on.
func (a *Agents) Saw(ids ...string) {
	before := len(a.known)
	for _, id := range ids {
		at, known := slices.BinarySearch(a.known, id)
		if !known && id != a.self.ID && id != "" {
			a.known = slices.Insert(a.known, at, id)
		}
	}
	if len(a.known) != before {
		a.Which.Options = a.options()
		Widen(a.Which)
	}
}

// Name is what an agent is called on the list.
func (a *Agents) Name(id string) string { return phrase.Agent(id, a.self) }
