package account

import (
	"maps"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/diagnosis"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// asking is the questions to the caller, and what was answered. It is folded away until it is asked for.
type asking struct {
	fold      *parts.Fold
	questions []*question
	said      diagnosis.Said
	// changed is called after an answer was given or taken back.
	changed func()
}

func newAsking(o Options, changed func()) *asking {
	a := &asking{said: diagnosis.Said{}, changed: changed}
	list := parts.Column(theme.Half)
	for at, asked := range diagnosis.Questions() {
		q := newQuestion(asked, o.Reveal, func(choice diagnosis.Choice) { a.answer(at, choice.Answer) })
		a.questions = append(a.questions, q)
		list.Add(q.content)
	}
	a.fold = parts.NewFold(lang.L("Ask the caller"), list)
	a.fold.Head().Shortcut = parts.ShortcutText(AskKey)
	a.fold.Head().OnFocus = func() { o.Reveal(a.fold) }
	a.fold.OnChanged = func(bool) { o.Reveal(a.fold) }
	return a
}

// answers are a copy of what was answered.
func (a *asking) answers() diagnosis.Said { return maps.Clone(a.said) }

// answer takes an answer to the question at a place; the one that was given already is taken back. The work goes on with the
// next question.
func (a *asking) answer(at int, answer diagnosis.Answer) {
	q := a.questions[at]
	if a.said[q.asked.Question] == answer {
		delete(a.said, q.asked.Question)
	} else {
		a.said[q.asked.Question] = answer
	}
	q.show(a.said[q.asked.Question])
	q.open(false)
	a.changed()
	parts.Focus(a.questions[min(at+1, len(a.questions)-1)].head)
}

// forget takes all answers back, and folds the questions away.
func (a *asking) forget() {
	clear(a.said)
	for _, q := range a.questions {
		q.show("")
		q.open(false)
	}
	a.fold.Unfold(false)
}

// focus goes to the first question without an answer.
func (a *asking) focus() {
	a.fold.Unfold(true)
	for _, q := range a.questions {
		if a.said[q.asked.Question] == "" {
			parts.Focus(q.head)
			return
		}
	}
	parts.Focus(a.questions[0].head)
}
