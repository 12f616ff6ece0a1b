package calls

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	queue "portaldesk/app/outbox"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// amendment is the form of what is added to a call.
type amendment struct {
	s      *Screen
	of     entry
	dialog *parts.Dialog
	note   *parts.Entry
	notice *parts.Notice
	busy   bool
}

const amendWidth = 560

// Amend asks for what is to be added to the call that is shown. What was typed and not kept is there again.
func (s *Screen) Amend() {
	if s.pane.entry.ID == "" {
		return
	}
	if s.pane.buttons.amend.Greyed {
		s.pane.explainAmend()
		return
	}
	a := &amendment{s: s, of: s.pane.entry, note: parts.NewNoteEntry("", 6), notice: parts.NewNotice()}
	a.note.SetText(s.unsent[a.of.ID])
	a.note.OnChanged = func(text string) { s.unsent[a.of.ID] = text }
	keep := parts.NewAction(lang.L("Add to the call"), a.keep)
	keep.Weight = parts.Main
	a.dialog = &parts.Dialog{Title: lang.L("Amend the call"), Width: amendWidth, First: a.note}
	a.dialog.Body = parts.Stack(theme.Gap, parts.NewParagraph(a.says(), parts.Muted),
		parts.NewField(lang.L("What is to be added?"), a.note, ""), a.notice)
	a.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), a.dialog.Close), keep}
	a.dialog.Closed = func() { s.o.Log.Debug("dialog closed", "name", "amend-call") }
	a.dialog.Show(s.o.Canvas)
	s.o.Log.Debug("dialog shown", "name", "amend-call")
}

// says is what will become of it.
func (a *amendment) says() string {
	text := lang.L("The call of {{.When}} stays as it is. What you write is kept beside it, with your name and the time.",
		map[string]any{"When": a.s.o.Clock.Moment(a.of.OpenedAt)})
	if a.of.Amends != "" {
		text = lang.L("What you write is kept beside the call that this entry amends, with your name and the time.")
	}
	if a.s.offline {
		text += " " + lang.L("The portal cannot be reached: it waits in the outbox and goes out by itself.")
	}
	return text
}

// keep queues what was typed. One word is the least.
func (a *amendment) keep() {
	text := strings.TrimSpace(a.note.Text)
	switch {
	case a.busy:
		return
	case text == "":
		a.say(parts.Warning, phrase.Sentence{Title: lang.L("Nothing is written yet"), Body: lang.L("An amendment has at least one word.")})
		parts.Focus(a.note)
		return
	}
	a.busy = true
	var err error
	a.s.o.Runner.Go(func(context.Context) {
		if err = a.s.o.Calls.AmendCall(a.of.Call, text); err != nil && a.queued(text) {
			err = nil // what ails the trail is said over the window
		}
	}, func() { a.kept(err) })
}

// queued says whether a text waits as an amendment of the call.
func (a *amendment) queued(text string) bool {
	entries, err := a.s.o.Box.List()
	return err == nil && slices.ContainsFunc(entries, func(e queue.Entry) bool {
		return e.Call.Amends == cmp.Or(a.of.Amends, a.of.ID) && e.Call.Note == text
	})
}

func (a *amendment) kept(err error) {
	a.busy = false
	a.s.o.Log.Debug("call amended", "ok", err == nil)
	if err != nil {
		a.say(parts.Bad, phrase.Of(err))
		return
	}
	delete(a.s.unsent, a.of.ID)
	a.dialog.Close()
	a.s.view.notice.Say(parts.Good, lang.L("The amendment is kept"), lang.L("It is on its way to the portal, and stands at its call."))
	a.s.Reload()
}

func (a *amendment) say(tone parts.Tone, said phrase.Sentence) {
	a.notice.Say(tone, said.Title, said.Detail())
	a.dialog.Fit()
}
