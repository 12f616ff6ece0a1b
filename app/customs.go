package app

import (
	"portaldesk/app/hours"
	"portaldesk/app/profile"
	"portaldesk/app/template"
	"portaldesk/client"
)

// Customs is what a desk works by beside the portal: its note templates and its hours. None of it keeps an agent from her
// desk when it is damaged.
type Customs struct {
	// Templates are the agent's and the program's own; nil when TemplatesProblem kept them away.
	Templates *template.Book
	// TemplatesProblem is why the agent's own templates are not there; nil when there is nothing to say.
	TemplatesProblem error
	// Hours is when the desk may be called; nil when neither portal nor profile says so in a way a clock can follow.
	Hours *hours.Schedule
}

// customs reads what a desk works by.
func (w *Workplace) customs(p profile.Profile, about client.About) Customs {
	var c Customs
	c.Templates, c.TemplatesProblem = template.Open(w.Profiles.TemplatesPath(p.ID))
	if c.TemplatesProblem != nil {
		w.Log.Warn("own templates not read", "cause", c.TemplatesProblem)
	}
	schedule, err := hours.New(about, p.Hours)
	if err != nil {
		w.Log.Info("desk hours not known", "cause", err)
		return c
	}
	c.Hours = schedule
	return c
}
