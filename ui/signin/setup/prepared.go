package setup

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client/keycloak"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// looked asks who will work at the desk, and says what would be made.
func (d *preparing) looked(report keycloak.Report) {
	rows := []fyne.CanvasObject{d.askAgents()}
	d.show(append(append(rows, stepRows(report.Steps)), d.notice)...)
	d.run.OnTapped = d.make
	d.run.SetText(lang.L("Create what is missing"))
	if !holds(report, keycloak.Planned) {
		d.run.SetText(lang.L("Put them into the group"))
	}
	parts.Focus(d.agents)
}

// askAgents asks for the logins of those who are to be put into the group.
func (d *preparing) askAgents() *parts.Field {
	return parts.NewField(lang.L("Who works at the desk?"), d.agents,
		lang.L("Logins that are in this realm already, also your own, with commas between them. They are put into the group “{{.Group}}”.",
			map[string]any{"Group": keycloak.DeskGroup}))
}

// made says what was made, and what only a person can do. Somebody whom the realm does not know can be typed anew.
func (d *preparing) made(report keycloak.Report) {
	var rows []fyne.CanvasObject
	absent := holds(report, keycloak.Absent)
	if absent {
		again := d.askAgents()
		again.SetError(lang.L("Not everybody has such a login in this realm. Type the right ones."))
		rows = append(rows, again)
	}
	if d.agents.Text == "" {
		rows = append(rows, parts.NewParagraph(lang.L("Now put everybody who works at the desk, also yourself, into the group “{{.Group}}”: in the admin console under Groups, Members.",
			map[string]any{"Group": keycloak.DeskGroup}), parts.Strong))
	}
	rows = append(rows, stepRows(report.Steps))
	d.show(append(append(rows, adviceRows(report.Advice)...), d.notice)...)
	d.leave.SetText(lang.L("Close"))
	d.run.OnTapped = func() {
		d.dialog.Close()
		d.test.start()
	}
	d.run.SetText(lang.L("Test the connection"))
	if absent {
		parts.Focus(d.agents)
		return
	}
	parts.Focus(d.run)
}

func holds(report keycloak.Report, state keycloak.StepState) bool {
	return slices.ContainsFunc(report.Steps, func(s keycloak.Step) bool { return s.State == state })
}

// stepRows are the steps with what became of each.
func stepRows(steps []keycloak.Step) fyne.CanvasObject {
	list := parts.Stack(theme.Half)
	for _, step := range steps {
		tone, word := stateOf(step.State)
		list.Add(parts.Spread(theme.Grid, parts.Top(parts.NewIcon(tone.Icon(), tone.Fore())),
			parts.NewParagraph(lang.L("{{.What}}: {{.State}}", map[string]any{"What": lang.L(step.What), "State": word}), parts.Plain), nil))
	}
	return list
}

func stateOf(state keycloak.StepState) (parts.Tone, string) {
	switch state {
	case keycloak.Made:
		return parts.Good, lang.L("made")
	case keycloak.There:
		return parts.Good, lang.L("is there")
	case keycloak.Planned:
		return parts.Info, lang.L("will be made")
	case keycloak.Absent:
		return parts.Warning, lang.L("nobody has this login in this realm")
	default:
		return parts.Warning, lang.L("is there, but otherwise than the desk needs it; it was left alone")
	}
}

// adviceRows are what the realm has switched off; the desk works without it.
func adviceRows(advice []keycloak.Advice) []fyne.CanvasObject {
	if len(advice) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{parts.NewParagraph(lang.L("This realm could do more for the desk:"), parts.Plain)}
	for _, each := range advice {
		rows = append(rows, parts.Spread(theme.Grid, parts.Top(parts.NewIcon(parts.Warning.Icon(), parts.Warning.Fore())),
			parts.NewParagraph(lang.L("{{.What}} Switch it on: {{.Where}}.", map[string]any{"What": lang.L(each.What), "Where": each.Where}), parts.Plain), nil))
	}
	return rows
}
