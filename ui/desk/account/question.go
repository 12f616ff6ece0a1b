package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/diagnosis"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// question is one thing to ask the caller: the answer that was given, and on request the answers there are.
type question struct {
	asked   diagnosis.Asked
	content *fyne.Container
	head    *option
	given   *fyne.Container
	answers *fyne.Container
	options []*option
	answer  diagnosis.Answer // the one that was given
}

// newQuestion shows a question. pick is called with the answer that was chosen.
func newQuestion(asked diagnosis.Asked, reveal func(fyne.CanvasObject), pick func(diagnosis.Choice)) *question {
	q := &question{asked: asked, given: parts.Column(0)}
	answers := parts.Column(theme.Half)
	q.head = newOption(toolkit.IconNameNavigateNext, lang.L(asked.Ask), func() {
		q.open(!q.answers.Visible())
		reveal(q.content)
	})
	q.head.state = func() string { return parts.UnfoldedWord(q.answers.Visible()) }
	for _, choice := range asked.Answers {
		o := newOption(toolkit.IconNameRadioButton, lang.L(choice.Label), func() { pick(choice) })
		o.about, o.state = lang.L(asked.Ask), func() string { return chosenWord(choice.Answer == q.answer) }
		o.onEscape = func() {
			q.open(false)
			parts.Focus(q.head)
		}
		q.options = append(q.options, o)
		answers.Add(o)
	}
	q.answers = parts.Inset(0, 2*theme.Grid, answers)
	q.content = parts.Column(theme.Half, q.head, q.given, q.answers)
	q.answers.Hide()
	q.given.Hide()
	for _, o := range append(q.options, q.head) {
		o.onFocus = func() { reveal(o) }
	}
	return q
}

// open shows the answers there are, or folds them away.
func (q *question) open(shown bool) {
	q.answers.Hidden = !shown
	icon := toolkit.IconNameNavigateNext
	if shown {
		icon = toolkit.IconNameMoveDown
	}
	q.head.setIcon(icon)
	q.content.Refresh()
}

// show marks the answer that was given, if any.
func (q *question) show(given diagnosis.Answer) {
	q.given.RemoveAll()
	q.answer = given
	for i, choice := range q.asked.Answers {
		icon := toolkit.IconNameRadioButton
		if choice.Answer == given {
			icon = toolkit.IconNameRadioButtonChecked
			q.given.Add(answerPill(lang.L(choice.Label)))
		}
		q.options[i].setIcon(icon)
	}
	q.given.Hidden = len(q.given.Objects) == 0
	q.content.Refresh()
}

func chosenWord(chosen bool) string {
	if chosen {
		return lang.L("chosen")
	}
	return ""
}

// answerPill is a pill whose words wrap: an answer is a sentence.
func answerPill(label string) fyne.CanvasObject {
	tone := parts.Info
	look := parts.Look{Fill: tone.Back(), Radius: theme.Round, Vertical: 2, Horizontal: theme.Grid}
	return parts.NewBox(look, parts.Spread(theme.Half, parts.NewIcon(toolkit.IconNameConfirm, tone.Fore()),
		parts.NewParagraph(label, parts.Plain.In(tone.Fore())), nil))
}
