package trail

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

const entryWidth = 620

// open shows everything that is known of an entry.
func (s *Screen) open(index int) {
	if index >= len(s.book.entries) {
		return
	}
	e := s.book.entries[index]
	dialog := &parts.Dialog{Title: lang.L("Entry {{.N}} of the trail", map[string]any{"N": phrase.Grouped(int(e.Seq))}), Width: entryWidth}
	dialog.Body = s.whole(e)
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close)}
	if e.Account != "" {
		dialog.Actions = append([]*parts.Action{
			parts.NewAction(lang.L("Only this account"), func() { dialog.Close(); s.form.onlyAbout(e.Account) }),
			parts.NewAction(lang.L("Open the account"), func() { dialog.Close(); s.o.Around.Open(e.Account) })}, dialog.Actions...)
	}
	dialog.Closed = func() { s.o.Log.Debug("dialog closed", "name", "trail-entry") }
	dialog.Show(s.o.Around.Canvas)
	s.o.Log.Debug("dialog shown", "name", "trail-entry")
}

// whole is the entry in words, and below that what proves it.
func (s *Screen) whole(e client.AuditEvent) fyne.CanvasObject {
	head := parts.Flow(theme.Grid, parts.NewText(phrase.TrailAction(e.Action), parts.Strong), phrase.TrailOutcome(e.Outcome).Pill())
	left := []fyne.CanvasObject{fact(lang.L("When"), s.o.Clock.Moment(e.At)), fact(lang.L("Agent"), s.form.agents.Name(e.AgentID)),
		fact(lang.L("In detail"), phrase.TrailDetail(e))}
	right := []fyne.CanvasObject{fact(lang.L("Account"), string(e.Account)), fact(lang.L("Call"), string(e.Call)),
		fact(lang.L("Time in UTC"), e.At.UTC().Format(time.DateTime))}
	proof := []fyne.CanvasObject{mono(lang.L("Installation"), e.Desk), mono(lang.L("Code of the entry"), e.Action+" / "+e.Detail),
		mono(lang.L("Its own seal (SHA-256)"), e.Hash), mono(lang.L("Seal of the entry before"), e.Prev)}
	return parts.Stack(theme.Gap, head, parts.Columns(factsLeast, theme.Gap, parts.Stack(theme.Grid, left...), parts.Stack(theme.Grid, right...)),
		parts.Stack(theme.Grid, proof...))
}

// factsLeast is how narrow one of two columns of facts may be.
const factsLeast = 220

func fact(label, text string) fyne.CanvasObject {
	if text == "" {
		text = lang.L("none")
	}
	return parts.Stack(0, parts.NewText(label, parts.Caption), parts.NewParagraph(text, parts.Plain))
}

func mono(label, text string) fyne.CanvasObject {
	style := parts.Caption
	style.Mono = true
	return parts.Stack(0, parts.NewText(label, parts.Caption), parts.NewParagraph(halved(text), style))
}

// halved gives a long seal a place to break at.
func halved(text string) string {
	if len(text) != 64 {
		return text
	}
	return text[:32] + " " + text[32:]
}
