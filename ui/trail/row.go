package trail

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

func (v *view) newList() *parts.List {
	list := parts.NewList(func() fyne.CanvasObject { return newRow(v) }, func(at int, content fyne.CanvasObject) {
		if at < len(v.s.book.entries) {
			content.(*row).set(v.s.book.entries[at])
			v.s.wantMore(at)
		}
	})
	list.Call(lang.L("Trail"))
	list.OnOpen = v.s.open
	return list
}

// row is one entry: when, what, how it went, and by whom, about which account and what more there is to say.
type row struct {
	widget.BaseWidget
	parts.AsText
	v                                  *view
	when, what, detail, account, agent *parts.Text
	outcome                            *parts.Pill
}

func newRow(v *view) *row {
	line := func(style parts.Style) *parts.Text { return parts.NewClipped("", style) }
	r := &row{v: v, when: line(parts.Plain), what: line(parts.Strong), detail: line(parts.Muted), account: line(parts.Muted),
		agent: line(parts.Plain), outcome: parts.NewPill(parts.Neutral, "", "")}
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is the whole row.
func (r *row) AccessibilityLabel() string {
	return parts.Said(r.when, r.what, r.outcome, r.detail, r.account, r.agent)
}

func (r *row) set(e client.AuditEvent) {
	s := r.v.s
	r.when.SetText(s.o.Clock.Since(e.At))
	r.what.SetText(phrase.TrailAction(e.Action))
	if word := phrase.TrailOutcome(e.Outcome); word.Text != r.outcome.Word() {
		r.outcome.Set(word.Tone, word.Icon, word.Text)
	}
	r.detail.SetText(phrase.TrailDetail(e))
	r.account.SetText(string(e.Account))
	r.agent.SetText(s.form.agents.Name(e.AgentID))
	r.Refresh()
}

// CreateRenderer lays the row out.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: rowLayout{r}, Objects: []fyne.CanvasObject{
		r.when, r.what, parts.Line(0, r.outcome), r.detail, r.account, r.agent}})
}
