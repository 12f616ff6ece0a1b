package lookup

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/index"
	"portaldesk/ui/phrase"
)

// standing is how old the index is, and what is missing from it.
func (n *names) standing(state index.State) string {
	facts := map[string]any{"When": n.o.Clock.Since(state.BuiltAt), "Accounts": phrase.Grouped(state.Accounts)}
	switch {
	case !state.Complete():
		return n.howFar(state)
	case n.o.Clock.Now().Sub(state.BuiltAt) > namesOld && n.o.Alone:
		return lang.L("The list is as of {{.When}}: patients who came since are not on it.", facts)
	case n.o.Clock.Now().Sub(state.BuiltAt) > namesOld:
		return lang.L("Names as of {{.When}}: accounts made since are found by login ID only.", facts)
	default:
		return lang.L("Names as of {{.When}}, {{.Accounts}} accounts", facts)
	}
}

// left says how long it takes until names can be searched.
func (n *names) left(state index.State) string {
	facts := map[string]any{"Done": phrase.Grouped(state.Done), "Total": phrase.Grouped(state.Total)}
	left, known := n.pace.left(state.Done, state.Total, n.o.Clock.Now())
	facts["Left"] = phrase.Duration(left)
	switch {
	case state.Complete():
		return lang.L("Names are being read anew: {{.Done}} so far. What was read before is searched meanwhile.", facts)
	case known && n.o.Alone:
		return lang.L("Everybody can be looked up in about {{.Left}}. {{.Done}} of {{.Total}} patients read.", facts)
	case n.o.Alone:
		return lang.L("The list of patients is being read: {{.Done}} so far.", facts)
	case known:
		return lang.L("Names and birth dates can be searched in about {{.Left}}; login IDs at once. {{.Done}} of {{.Total}} accounts read.", facts)
	case state.Total > 0:
		return lang.L("Names and birth dates can be searched soon; login IDs at once. {{.Done}} of {{.Total}} accounts read.", facts)
	default:
		return lang.L("Names and birth dates can be searched soon; login IDs at once. {{.Done}} accounts read.", facts)
	}
}

// howFar says what can be searched while the reading rests.
func (n *names) howFar(state index.State) string {
	facts := map[string]any{"Done": phrase.Grouped(state.Done), "Total": phrase.Grouped(state.Total)}
	switch {
	case n.o.Alone && state.Done == 0:
		return lang.L("Nobody can be looked up yet: the list of patients has not been read. It will be kept sealed on this computer.")
	case n.o.Alone:
		return lang.L("Only {{.Done}} of {{.Total}} patients can be looked up yet.", facts)
	case !state.Walking:
		return lang.L("Only login IDs can be searched yet. For names and birth dates this desk reads every account once, and keeps them sealed on this computer.")
	case state.Total > 0:
		return lang.L("Only login IDs, and {{.Done}} of {{.Total}} accounts by name, can be searched yet.", facts)
	default:
		return lang.L("Only login IDs, and {{.Done}} accounts by name, can be searched yet.", facts)
	}
}
