package calls

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

func (v *view) newList() *parts.List {
	list := parts.NewList(func() fyne.CanvasObject { return newRow(v) }, func(at int, content fyne.CanvasObject) {
		if e, ok := v.s.book.row(at); ok {
			content.(*row).set(e)
			v.s.wantMore(at)
		}
	})
	list.Call(lang.L("Calls"))
	list.OnMark, list.OnOpen = v.s.mark, v.s.open
	list.OnEscape, list.OnLeave = v.s.FocusSearch, v.s.FocusSearch
	return list
}

// row is one call: when, why, how it ended, how long it took and who had it; below that who called and how the note begins.
type row struct {
	widget.BaseWidget
	parts.AsText
	v                                    *view
	when, reason, outcome, length, agent *parts.Text
	caller, note                         *parts.Text
	marks                                [2]*parts.Pill
}

func newRow(v *view) *row {
	line := func(style parts.Style) *parts.Text { return parts.NewClipped("", style) }
	right, rightSmall := parts.Plain, parts.Caption
	right.Align, rightSmall.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	r := &row{v: v, when: line(parts.Strong), reason: line(parts.Plain), outcome: line(parts.Plain), length: line(right),
		agent: line(rightSmall), caller: line(parts.Caption), note: line(parts.Caption),
		marks: [2]*parts.Pill{parts.NewPill(parts.Neutral, "", ""), parts.NewPill(parts.Neutral, "", "")}}
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is the whole row.
func (r *row) AccessibilityLabel() string {
	return parts.Said(r.when, r.reason, r.outcome, r.length, r.agent, r.caller, r.note, r.marks[0], r.marks[1])
}

func (r *row) set(e entry) {
	s := r.v.s
	r.when.SetText(s.o.Clock.Since(e.OpenedAt))
	r.reason.SetText(phrase.Reason(s.o.Reasons, e.Reason))
	r.outcome.SetText(phrase.Outcome(e.Outcome))
	r.length.SetText(phrase.Timer(handleTime(e.Call)))
	r.agent.SetText(s.form.agents.Name(e.AgentID))
	r.caller.SetText(phrase.Relation(e.Caller.Relation))
	r.note.SetText(firstLine(e.Note))
	if e.Amends != "" { // it took no time of its own, and ended nothing
		r.outcome.SetText("")
		r.length.SetText("")
	}
	words := s.marksOf(e)
	for i, mark := range r.marks {
		mark.Hidden = i >= len(words)
		if i < len(words) && mark.Word() != words[i].Text {
			mark.Set(words[i].Tone, words[i].Icon, words[i].Text)
		}
	}
	r.Refresh()
}

// handleTime is what the agent spent on a call.
func handleTime(c client.Call) time.Duration {
	return time.Duration(c.TalkSeconds+c.HoldSeconds+c.WrapSeconds) * time.Second
}

// longestLine is how many characters of a note a row looks at: more than fit in any window.
const longestLine = 300

func firstLine(note string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(note), "\n")
	if runes := []rune(line[:min(len(line), 4*longestLine)]); len(runes) > longestLine {
		return string(runes[:longestLine])
	}
	return line
}

// marksOf are what a call is marked with: that it waits, and what it belongs to.
func (s *Screen) marksOf(e entry) []phrase.Word {
	var words []phrase.Word
	switch e.State {
	case queue.Waiting:
		words = append(words, phrase.Word{Text: lang.L("Waiting to be sent"), Icon: toolkit.IconNameHistory, Tone: parts.Info})
	case queue.Refused:
		words = append(words, phrase.Entry(e.State))
	}
	switch {
	case e.Amends != "":
		words = append(words, phrase.Word{Text: s.amendsWord(e.Amends), Icon: toolkit.IconNameMailReply, Tone: parts.Neutral})
	case e.RepeatOf != "":
		words = append(words, phrase.Word{Text: lang.L("Repeat within 7 days"), Icon: toolkit.IconNameMediaReplay, Tone: parts.Warning})
	}
	return words
}

// amendsWord names the call that an entry amends, by its time where that call is on the list.
func (s *Screen) amendsWord(id client.CallID) string {
	if amended, listed := s.book.row(s.book.find(id)); listed {
		return lang.L("Amends the call of {{.When}}", map[string]any{"When": s.o.Clock.Moment(amended.OpenedAt)})
	}
	return lang.L("Amends an earlier call")
}
