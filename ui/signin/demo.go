package signin

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// demoRows say that nothing here is real, and let one person be every agent.
func (c *Card) demoRows() []fyne.CanvasObject {
	names := make([]string, len(c.o.Agents))
	for i, agent := range c.o.Agents {
		names[i] = lang.L("{{.Name}}, {{.Role}}", map[string]any{"Name": agent.Name, "Role": phrase.Role(agent.Role)})
	}
	c.agents = parts.NewChooser("", names, func(string) { c.become(c.agents.SelectedIndex()) })
	c.agents.OnSubmitted = c.submit
	demo := parts.NewPill(parts.Info, "", lang.L("Demo portal: synthetic patients"))
	return []fyne.CanvasObject{parts.Line(0, demo), parts.NewField(lang.L("Sign in as"), c.agents, "")}
}

// become fills the card in for one of the demo's agents.
func (c *Card) become(index int) {
	if index < 0 || index >= len(c.o.Agents) {
		return
	}
	agent := c.o.Agents[index]
	c.form.Fill(agent.Login, agent.Password)
	c.notice.Clear()
}

// chosen is the demo agent who is about to sign in.
func (c *Card) chosen() (Agent, bool) {
	i := c.agentOf(c.form.Login())
	if i < 0 {
		return Agent{}, false
	}
	return c.o.Agents[i], true
}

func (c *Card) agentOf(login string) int {
	return slices.IndexFunc(c.o.Agents, func(a Agent) bool { return a.Login == login })
}
