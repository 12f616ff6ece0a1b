package reasons

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// sheet is what is asked about one code.
type sheet struct {
	codes  *codes
	dialog *parts.Dialog
	title  *parts.Entry
	field  *parts.Field
}

func (c *codes) newSheet(title, caption, text string) *sheet {
	s := &sheet{codes: c, title: parts.NewEntry("")}
	s.title.SetText(text)
	s.field = parts.NewField(caption, s.title, "")
	s.dialog = &parts.Dialog{Title: title, First: s.title, Body: parts.Stack(theme.Gap, s.field)}
	s.dialog.Closed = func() { parts.Focus(c.list) }
	return s
}

func (s *sheet) show(more ...*parts.Action) {
	s.dialog.Actions = append([]*parts.Action{parts.NewAction(lang.L("Cancel"), s.dialog.Close)}, more...)
	more[len(more)-1].Weight = parts.Main
	s.title.OnEnter = more[len(more)-1].OnTapped
	s.dialog.Show(s.codes.o.Canvas)
}

// try keeps an edit, or says below the field why it cannot be.
func (s *sheet) try(edit func(call.Reasons) (call.Reasons, error)) {
	changed, err := edit(s.codes.now)
	if wrong, ok := errors.AsType[*call.ReasonError](err); ok {
		s.field.SetError(mistake(wrong))
		return
	}
	s.dialog.Close()
	s.codes.keep(changed, func() {})
}

// change asks how a code is called, whether it is offered, and where it stands.
func (c *codes) change(r row) {
	s := c.newSheet(lang.L("Change a wrap-up code"), lang.L("What it is called"), lang.L(r.title))
	move := func(by int) func() {
		return func() {
			s.try(func(now call.Reasons) (call.Reasons, error) { return now.Move(r.what, max(0, r.place+by)) })
		}
	}
	offered := lang.L("Do not offer it")
	if r.hidden {
		offered = lang.L("Offer it again")
	}
	s.show(parts.NewAction(lang.L("Up"), move(-1)), parts.NewAction(lang.L("Down"), move(1)),
		parts.NewAction(offered, func() {
			s.try(func(now call.Reasons) (call.Reasons, error) { return now.Hide(r.what, !r.hidden) })
		}),
		parts.NewAction(lang.L("Save"), func() {
			if s.title.Text == lang.L(r.title) {
				s.dialog.Close()
				return
			}
			s.try(func(now call.Reasons) (call.Reasons, error) { return now.Rename(r.what, s.title.Text) })
		}))
}

// addCause asks for another reason in the group that the mark is in.
func (c *codes) addCause() {
	stage := c.marked().what.Stage
	s := c.newSheet(lang.L("New reason"), lang.L("What it is called"), "")
	detail := parts.NewToggle(lang.L("It takes a word of the agent's own"), nil)
	s.dialog.Body = parts.Stack(theme.Gap, s.field, detail)
	s.show(parts.NewAction(lang.L("Add"), func() {
		s.try(func(now call.Reasons) (call.Reasons, error) {
			return now.AddCause(stage, call.Cause{Title: s.title.Text, NeedsDetail: detail.Checked})
		})
	}))
}

// addStage asks for another group, and its first reason.
func (c *codes) addStage() {
	s := c.newSheet(lang.L("New group"), lang.L("What the group is called"), "")
	first := parts.NewEntry("")
	s.dialog.Body = parts.Stack(theme.Gap, s.field, parts.NewField(lang.L("Its first reason"), first, ""))
	s.show(parts.NewAction(lang.L("Add"), func() {
		s.try(func(now call.Reasons) (call.Reasons, error) {
			return now.AddStage(call.Stage{Title: s.title.Text, Causes: []call.Cause{{Title: first.Text}}})
		})
	}))
}

// mistake says why a code cannot be so.
func mistake(wrong *call.ReasonError) string {
	switch wrong.Why {
	case "untitled":
		return lang.L("Both the group and each reason need a name.")
	case "title-too-long":
		return lang.L("That is too long: at most 60 characters.")
	case "title-twice":
		return lang.L("Another one beside it is called the same.")
	case "bare-other":
		return lang.L("That says nothing. Have it take a word of the agent's own, or call it what it is.")
	case "no-causes":
		return lang.L("A group that is offered needs one reason that is.")
	case "no-stages":
		return lang.L("One group at least has to be offered.")
	default:
		return lang.L("It was changed meanwhile. Close this and look at the list.")
	}
}
