package outbox

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

const entryWidth = 620

// open shows an entry: why it is here, and the form to mend it when it was refused.
func (s *Screen) open(index int) {
	if index >= len(s.entries) {
		return
	}
	entry := s.entries[index]
	dialog := &parts.Dialog{Title: lang.L("A call that waits"), Width: entryWidth}
	if entry.State == queue.Refused {
		dialog.Title = lang.L("A call that needs attention")
		newMend(s, dialog, entry)
	} else {
		dialog.Body = parts.Stack(theme.Gap, s.reasons(entry), s.summary(entry.Call))
		dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close)}
	}
	dialog.Closed = func() { s.o.Log.Debug("dialog closed", "name", "outbox-entry") }
	dialog.Show(s.o.Canvas)
	s.o.Log.Debug("dialog shown", "name", "outbox-entry", "state", entry.State)
}

// reasons says why the entry is still here, and names the entries of the call that the portal did not take.
func (s *Screen) reasons(entry queue.Entry) fyne.CanvasObject {
	notice := parts.NewNotice()
	said := why(entry)
	lines := []string{said.Detail()}
	for _, field := range entry.Fields {
		lines = append(lines, phrase.Field(field))
	}
	tone := parts.Info
	if entry.State == queue.Refused {
		tone = parts.Warning
	}
	notice.Say(tone, said.Title, strings.Join(lines, "\n"))
	return notice
}

// summary is the call as it will be sent.
func (s *Screen) summary(c client.Call) fyne.CanvasObject {
	line := func(label, text string) fyne.CanvasObject {
		return parts.Stack(0, parts.NewText(label, parts.Caption), parts.NewParagraph(text, parts.Plain))
	}
	return parts.Stack(theme.Grid,
		line(lang.L("Closed"), s.o.Clock.Moment(c.ClosedAt)),
		line(lang.L("Reason"), phrase.Reason(s.o.Reasons, c.Reason)),
		line(lang.L("Outcome"), phrase.Outcome(c.Outcome)),
		line(lang.L("Note"), c.Note))
}

// mend is the form of a refused call.
type mend struct {
	screen  *Screen
	dialog  *parts.Dialog
	entry   queue.Entry
	stages  []call.Stage // those that are offered
	causes  []call.Cause // those of the stage that is chosen
	stage   *parts.Chooser
	cause   *parts.Chooser
	detail  *parts.Entry
	outcome *parts.Chooser
	note    *parts.Entry
	notice  *parts.Notice
	again   *parts.Action
	busy    bool
}

// newMend puts the form into the dialog.
func newMend(s *Screen, dialog *parts.Dialog, entry queue.Entry) {
	m := &mend{screen: s, dialog: dialog, entry: entry, notice: parts.NewNotice()}
	m.stages = s.o.Reasons.Offered(entry.Call.Reason)
	m.build()
	m.fill(entry.Call)
	m.again = parts.NewAction(lang.L("Send again"), m.send)
	m.again.Weight = parts.Main
	dialog.Body = parts.Stack(theme.Gap, s.reasons(entry),
		parts.NewField(lang.L("Reason: where were they?"), m.stage, ""),
		parts.NewField(lang.L("Reason: what was in the way?"), m.cause, ""),
		parts.NewField(lang.L("What was it? (where the reason asks for it)"), m.detail, ""),
		parts.NewField(lang.L("Outcome"), m.outcome, ""),
		parts.NewField(lang.L("Note"), m.note, ""), m.notice)
	dialog.First = m.stage
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close), m.again}
}

func (m *mend) build() {
	m.stage = parts.NewChooser(lang.L("Choose"), titles(m.stages, func(s call.Stage) string { return s.Title }), nil)
	m.stage.OnChanged = func(string) { m.offerCauses() }
	m.cause = parts.NewChooser(lang.L("Choose"), nil, nil)
	m.detail = parts.NewEntry("")
	m.detail.OnEnter = func() { m.send() }
	m.outcome = parts.NewChooser(lang.L("Choose"), nil, nil)
	for _, outcome := range phrase.Outcomes() {
		m.outcome.Options = append(m.outcome.Options, phrase.Outcome(outcome))
	}
	m.note = parts.NewNoteEntry("", 5)
}

func titles[T any](items []T, title func(T) string) []string {
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = lang.L(title(item))
	}
	return words
}

func (m *mend) offerCauses() {
	m.cause.ClearSelected()
	if at := m.stage.SelectedIndex(); at >= 0 {
		m.causes = m.stages[at].Causes
		m.cause.SetOptions(titles(m.causes, func(c call.Cause) string { return c.Title }))
	}
}

func (m *mend) fill(c client.Call) {
	m.stage.SetSelectedIndex(slices.IndexFunc(m.stages, func(s call.Stage) bool { return s.Code == c.Reason.Stage }))
	m.cause.SetSelectedIndex(slices.IndexFunc(m.causes, func(known call.Cause) bool { return known.Code == c.Reason.Cause }))
	m.outcome.SetSelected(phrase.Outcome(c.Outcome))
	m.detail.SetText(c.Reason.Detail)
	m.note.SetText(c.Note)
}

// mended is the call with what stands in the form. What was not chosen stays as it was.
func (m *mend) mended() client.Call {
	c := m.entry.Call
	if at := m.stage.SelectedIndex(); at >= 0 {
		c.Reason = client.Reason{Stage: m.stages[at].Code, Detail: strings.TrimSpace(m.detail.Text)}
		if k := m.cause.SelectedIndex(); k >= 0 {
			c.Reason.Cause = m.causes[k].Code
		}
	}
	if at := m.outcome.SelectedIndex(); at >= 0 {
		c.Outcome = phrase.Outcomes()[at]
	}
	c.Note = m.note.Text
	return c
}

// send puts the mended call back into the queue.
func (m *mend) send() {
	if m.busy {
		return
	}
	m.busy = true
	call := m.mended()
	var err error
	m.screen.o.Runner.Go(func(context.Context) { err = m.screen.o.Box.Mend(call) }, func() {
		m.busy = false
		if err != nil {
			said := phrase.Of(err)
			m.notice.Say(parts.Bad, said.Title, said.Detail())
			return
		}
		m.dialog.Close()
		m.screen.Reload()
	})
}
