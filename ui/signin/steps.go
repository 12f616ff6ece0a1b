package signin

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// step is one of the things that have to go well before a portal can be worked with.
type step int

const (
	stepEntries step = iota
	stepReached
	stepTrusted
	stepAnswers
	allSteps
)

// failedAt is the step at which a test of the connection failed.
func failedAt(err error) step {
	switch client.KindOf(err) {
	case client.Offline, client.Canceled:
		return stepReached
	case client.Untrusted:
		return stepTrusted
	case "":
		if err == nil {
			return allSteps
		}
		return stepEntries
	default:
		return stepAnswers
	}
}

// steps shows how far a test came.
type steps struct {
	icons   [allSteps]*parts.Icon
	words   [allSteps]*parts.Text
	content *fyne.Container
}

func newSteps() *steps {
	s := &steps{}
	titles := [allSteps]string{lang.L("The entries are complete"), lang.L("Something answers at the address"),
		lang.L("It proves that it is the portal"), lang.L("It speaks the portal's language")}
	lines := make([]fyne.CanvasObject, allSteps)
	for i := range titles {
		s.icons[i] = parts.NewIcon("", "")
		s.words[i] = parts.NewClipped(titles[i], parts.Plain)
		lines[i] = parts.Spread(theme.Grid, s.icons[i], s.words[i], nil)
	}
	s.content = parts.Stack(theme.Half, lines...)
	s.content.Hide()
	return s
}

// show marks the steps before the failed one as done and those after it as open.
func (s *steps) show(failed step) {
	for i := range allSteps {
		switch {
		case i < failed:
			s.icons[i].Set(parts.Good.Icon(), parts.Good.Fore())
			s.words[i].Set(s.words[i].Text(), parts.Plain)
		case i == failed:
			s.icons[i].Set(parts.Bad.Icon(), parts.Bad.Fore())
			s.words[i].Set(s.words[i].Text(), parts.Strong.In(parts.Bad.Fore()))
		default:
			s.icons[i].Set(toolkit.IconNameMoreHorizontal, theme.Muted)
			s.words[i].Set(s.words[i].Text(), parts.Muted)
		}
	}
	s.content.Show()
	s.content.Refresh()
}

// fieldOf says at which entry the profile was refused; empty when it was not refused for an entry.
func fieldOf(err error) (field, why string) {
	if invalid, ok := errors.AsType[*profile.InvalidError](err); ok {
		return invalid.Field, entryWhy(invalid)
	}
	return "", ""
}

func entryWhy(e *profile.InvalidError) string {
	switch e.Why {
	case "missing":
		return lang.L("Please fill this in.")
	case "not-https":
		return lang.L("The address has to begin with https://, so that nobody can listen.")
	case "holds-a-secret":
		return lang.L("Leave out user names, passwords and everything after a question mark or number sign.")
	default:
		return lang.L("This does not look like an address. For example: https://portal.example.org")
	}
}
