package operate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// attested is the input in which the agent says how it went what she did by hand; its first option says nothing yet. See
// [operation.Guided].
const attested = "attested"

// notDone is the code of the error that says that she did not do it.
const notDone = "not-done-by-hand"

// steps are what the agent does by hand in the portal's console, for the way that is chosen now. They take no room where
// the portal is ordered to do it.
type steps struct {
	about   client.About
	op      operation.Operation
	content *fyne.Container
}

func newSteps(about client.About, op operation.Operation) *steps {
	s := &steps{about: about, op: op, content: parts.Column(theme.Grid)}
	s.content.Hide()
	return s
}

// show shows the steps that the values lead to, and says whether there are any.
func (s *steps) show(values operation.Values) bool {
	var all []string
	if s.op.Uses != nil {
		all = s.about.Abilities[s.op.Uses(values)].Steps
	}
	s.content.RemoveAll()
	s.content.Hidden = len(all) == 0
	if len(all) > 0 {
		look := parts.Look{Fill: theme.InfoBack, Radius: theme.Round, Vertical: 12, Horizontal: 12}
		s.content.Add(parts.NewBox(look, parts.Column(theme.Grid,
			parts.NewText(lang.L("Do this in the portal's console"), parts.Strong.In(theme.InfoText)), parts.Numbered(all))))
	}
	s.content.Refresh()
	return len(all) > 0
}

// sayNotDone says that the agent's word was taken for what she could not do.
func (d *dialog) sayNotDone(err error) {
	d.pop.Close()
	said := phrase.Of(err)
	pop := &parts.Dialog{Title: lang.L("{{.Operation}}: not done", map[string]any{"Operation": lang.L(d.op.Title)}),
		Body: parts.Column(theme.Gap, parts.NewParagraph(said.Title, parts.Strong), parts.NewParagraph(said.Detail(), parts.Plain))}
	shut := parts.NewAction(lang.L("Close"), pop.Close)
	shut.Weight = parts.Main
	pop.Actions = []*parts.Action{shut}
	pop.Closed = func() { d.bar.o.Log.Debug("dialog closed", "name", "not-done") }
	d.bar.o.Log.Debug("dialog shown", "name", "not-done")
	pop.Show(d.canvas)
}
