package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// steps shows how far a test came: each step is open, being taken, done or failed.
type steps struct {
	lines   []*stepLine
	content *fyne.Container
}

// stepLine is one step: what is so once it is done.
type stepLine struct {
	step app.TrialStep
	said string
	icon *parts.Icon
	word *parts.Text
}

func newSteps(kind string) *steps {
	s := &steps{content: parts.Stack(theme.Half)}
	for _, step := range trialSteps() {
		said := stepWord(step, kind)
		line := &stepLine{step, said, parts.NewIcon("", ""), parts.NewClipped(said, parts.Plain)}
		s.lines = append(s.lines, line)
		s.content.Add(parts.Spread(theme.Grid, line.icon, line.word, nil))
	}
	s.content.Hide()
	return s
}

// begin shows the first step as being taken.
func (s *steps) begin() {
	s.content.Show()
	s.at(0, takingIcon, parts.Plain)
}

// done shows the steps up to one as done, and the next as being taken.
func (s *steps) done(step app.TrialStep) { s.at(s.place(step)+1, takingIcon, parts.Plain) }

// failed shows the steps before one as done, and that one as failed.
func (s *steps) failed(step app.TrialStep) {
	s.content.Show()
	s.at(s.place(step), parts.Bad.Icon(), parts.Strong.In(parts.Bad.Fore()))
	line := s.lines[s.place(step)]
	line.word.SetText(lang.L("{{.Step}}: no", map[string]any{"Step": line.said}))
}

// rest shows the steps as they are, none of them being taken.
func (s *steps) rest() { s.content.Hide() }

const takingIcon = toolkit.IconNameMediaPlay

// at shows what is before a place as done, that place as it is, and the rest as open.
func (s *steps) at(place int, icon fyne.ThemeIconName, style parts.Style) {
	for i, line := range s.lines {
		switch {
		case i < place:
			line.icon.Set(parts.Good.Icon(), parts.Good.Fore())
			line.word.Set(line.said, parts.Plain)
		case i == place:
			line.icon.Set(icon, style.Color)
			line.word.Set(line.said, style)
		default:
			line.icon.Set(toolkit.IconNameMoreHorizontal, theme.Muted)
			line.word.Set(line.said, parts.Muted)
		}
	}
	s.content.Refresh()
}

func (s *steps) place(step app.TrialStep) int {
	for i, line := range s.lines {
		if line.step == step {
			return i
		}
	}
	return 0
}

func trialSteps() []app.TrialStep {
	return []app.TrialStep{app.TrialReached, app.TrialTrusted, app.TrialAnswers, app.TrialSignedIn, app.TrialPermitted, app.TrialAbilities}
}

// stepWord is what is so once a step is done.
func stepWord(step app.TrialStep, kind string) string {
	switch step {
	case app.TrialReached:
		return lang.L("Something answers at the address")
	case app.TrialTrusted:
		return lang.L("It proves that it is what it says (TLS)")
	case app.TrialAnswers:
		return lang.L("It is {{.Kind}}", map[string]any{"Kind": speaks(kind)})
	case app.TrialSignedIn:
		return lang.L("You are signed in")
	case app.TrialPermitted:
		return lang.L("You may work with its accounts")
	default:
		return lang.L("It says what can be done there")
	}
}
