package shell

import (
	"fyne.io/fyne/v2"

	"portaldesk/ui/theme"
)

// Where the agent's choice of looks is kept.
const (
	keyMode  = "look.mode"
	keyScale = "look.text-percent"
)

// The steps of the text size, in percent.
const (
	leastText = 100
	mostText  = 200
	textStep  = 25
)

// look is light or dark, and how large the text is.
type look struct {
	app   fyne.App
	now   theme.Desk
	fixed bool // given from outside: shown, not kept
}

func newLook(app fyne.App, given theme.Desk) *look {
	l := &look{app: app, now: given, fixed: given != (theme.Desk{})}
	if !l.fixed {
		l.now.Mode = theme.Mode(app.Preferences().IntWithFallback(keyMode, int(theme.FollowSystem)))
		l.now.TextScale = float32(app.Preferences().IntWithFallback(keyScale, leastText)) / 100
	}
	l.apply()
	return l
}

func (l *look) apply() { l.app.Settings().SetTheme(l.now) }

func (l *look) setMode(mode theme.Mode) {
	l.now.Mode = mode
	l.keep()
}

// scale makes the text larger (1) or smaller (-1) by a step.
func (l *look) scale(by int) {
	percent := max(leastText, int(l.now.TextScale*100+0.5)) + by*textStep
	l.now.TextScale = float32(min(mostText, max(leastText, percent))) / 100
	l.keep()
}

func (l *look) keep() {
	if !l.fixed {
		l.app.Preferences().SetInt(keyMode, int(l.now.Mode))
		l.app.Preferences().SetInt(keyScale, int(l.now.TextScale*100+0.5))
	}
	l.apply()
}
