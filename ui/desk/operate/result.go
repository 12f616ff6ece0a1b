package operate

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// result tells what was done, whom the portal told, and what the patient must do now. A secret stands above it, once.
type result struct {
	bar     *Bar
	op      operation.Operation
	outcome client.Outcome
	card    *card
	byHand  bool // the agent did it, not the portal
}

func newResult(d *dialog, outcome client.Outcome) *result {
	r := &result{bar: d.bar, op: d.op, outcome: outcome, byHand: d.form.byHand()}
	if outcome.Secret != nil {
		r.card = newCard(*outcome.Secret, d.bar.o.Clock, d.bar.o.Script.Now())
		r.outcome.Secret = nil
	}
	return r
}

const resultWidth = 560

func (r *result) show(canvas fyne.Canvas) {
	name := "result"
	word := lang.L("Close")
	body := parts.Column(theme.Gap)
	if r.card != nil {
		name, word = "secret", lang.L("I have read it out")
		body.Add(r.card.content)
	}
	for _, line := range r.lines() {
		body.Add(line)
	}
	pop := &parts.Dialog{Title: lang.L("{{.Operation}}: done", map[string]any{"Operation": lang.L(r.op.Title)}),
		Body: body, Width: max(resultWidth, body.MinSize().Width+2*theme.Gap)}
	shut := parts.NewAction(word, pop.Close)
	shut.Weight = parts.Main
	pop.Actions = append(r.copying(), shut)
	pop.Closed = func() { r.closed(name, body) }
	r.bar.o.Log.Debug("dialog shown", "name", name)
	pop.Show(canvas)
	if r.card != nil {
		r.bar.secret = pop
		r.bar.o.Log.Debug("secret shown")
	}
}

// copying is the button that puts the secret onto the clipboard, where there is a secret and that is allowed.
func (r *result) copying() []*parts.Action {
	if r.card == nil || r.bar.o.Copier == nil {
		return nil
	}
	copier := r.bar.o.Copier()
	if copier == nil {
		return nil
	}
	return []*parts.Action{parts.NewAction(lang.L("Copy for 10 seconds"), func() {
		if r.card != nil {
			copier(r.card.value.Text())
			r.bar.o.Log.Debug("secret copied")
		}
	})}
}

// closed leaves nothing behind of what was shown.
func (r *result) closed(name string, body *fyne.Container) {
	if r.card != nil {
		r.card.clear()
		r.card, r.bar.secret = nil, nil
		r.bar.o.Log.Debug("secret gone")
	}
	body.RemoveAll()
	r.bar.o.Log.Debug("dialog closed", "name", name)
}

func (r *result) lines() []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	if r.outcome.NextStep != "" {
		lines = append(lines, readOut(phrase.FromPortal(r.outcome.NextStep)))
	}
	if r.byHand {
		return append(lines, sentence(toolkit.IconNameInfo, lang.L("You did it by hand. The call and the trail say so, with your name.")))
	}
	lines = append(lines, told(r.outcome.Notified))
	if r.outcome.EndedSessions > 0 {
		text := lang.L("Signed out of {{.Count}} places.", map[string]any{"Count": r.outcome.EndedSessions})
		lines = append(lines, sentence(toolkit.IconNameLogout, text))
	}
	return lines
}

// readOut is what the patient must do now, for the agent to read out.
func readOut(step string) fyne.CanvasObject {
	look := parts.Look{Fill: theme.InfoBack, Radius: theme.Round, Vertical: theme.Grid, Horizontal: 12}
	return parts.NewBox(look, parts.Column(theme.Half,
		parts.NewText(lang.L("Tell the caller"), parts.Caption.In(theme.InfoText)), parts.NewParagraph(step, parts.Plain)))
}

func told(notices []client.Notice) fyne.CanvasObject {
	if len(notices) == 0 {
		return sentence(toolkit.IconNameInfo, lang.L("The portal told nobody. If the patient should know, tell them."))
	}
	to := make([]string, len(notices))
	for i, notice := range notices {
		to[i] = notice.To
	}
	return sentence(toolkit.IconNameMailSend, lang.L("The portal told {{.To}}.", map[string]any{"To": strings.Join(to, ", ")}))
}

func sentence(icon fyne.ThemeIconName, text string) fyne.CanvasObject {
	return parts.Spread(theme.Grid, parts.NewIcon(icon, theme.Muted), parts.NewParagraph(text, parts.Plain), nil)
}
