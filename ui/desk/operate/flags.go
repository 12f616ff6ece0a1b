package operate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/redflag"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Flags shows the reasons to pause before something is done to an account. It takes no room while there are none.
type Flags struct {
	clock   phrase.Clock
	content *fyne.Container
	said    []string
}

// NewFlags shows none yet.
func NewFlags(clock phrase.Clock) *Flags {
	f := &Flags{clock: clock, content: parts.Column(0)}
	f.content.Hide()
	return f
}

// Content is what the window shows.
func (f *Flags) Content() fyne.CanvasObject { return f.content }

// Said are the flags as they are shown.
func (f *Flags) Said() []string { return f.said }

// Show brings the flags up to date.
func (f *Flags) Show(flags []redflag.Flag) {
	f.said = nil
	f.content.RemoveAll()
	f.content.Hidden = len(flags) == 0
	if len(flags) > 0 {
		f.content.Add(f.box(flags))
	}
	f.content.Refresh()
}

func (f *Flags) box(flags []redflag.Flag) fyne.CanvasObject {
	tone := parts.Warning
	if redflag.Grievous(flags) {
		tone = parts.Bad
	}
	lines := []fyne.CanvasObject{parts.NewParagraph(lang.L("Red flags: pause before you act"), parts.Strong.In(tone.Fore()))}
	for _, flag := range flags {
		said := phrase.Flag(flag, f.clock)
		f.said = append(f.said, said)
		lines = append(lines, parts.Spread(theme.Grid, parts.Top(parts.NewIcon(toneOf(flag).Icon(), tone.Fore())),
			parts.NewParagraph(said, parts.Plain), nil))
	}
	look := parts.Look{Fill: tone.Back(), Border: tone.Fore(), Radius: theme.Round, Vertical: theme.Grid, Horizontal: 12}
	return parts.NewBox(look, parts.Column(theme.Half, lines...))
}

func toneOf(flag redflag.Flag) parts.Tone {
	if flag.Severity == redflag.Grave {
		return parts.Bad
	}
	return parts.Warning
}
