package shell

import (
	"fyne.io/fyne/v2"

	"portaldesk/app/settings"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// look is the colours and how large the text is.
type look struct {
	app fyne.App
	now theme.Desk
	// drawing: everything is being drawn anew. asked: it will be.
	drawing, asked bool
}

// newLook shows what is set. Whatever was out of the window when that changed is drawn anew once it is back; later is how it gets
// out of the toolkit's way.
func newLook(app fyne.App, set settings.Settings, later func(func())) *look {
	l := &look{app: app, now: deskOf(set)}
	l.again()
	parts.OnOutworn(func() {
		if !l.drawing && !l.asked {
			l.asked = true
			later(l.again)
		}
	})
	return l
}

// follow shows what is set now. Nothing is drawn anew when that changes nothing.
func (l *look) follow(set settings.Settings) {
	if now := deskOf(set); now != l.now {
		l.now = now
		l.again()
	}
}

// again draws everything in the windows anew.
func (l *look) again() {
	l.drawing, l.asked = true, false
	l.app.Settings().SetTheme(l.now)
	l.drawing = false
}

func deskOf(set settings.Settings) theme.Desk {
	return theme.Desk{Mode: modes[set.Theme], TextScale: float32(set.TextSize) / 100}
}

var modes = map[settings.Theme]theme.Mode{
	settings.ThemeSystem: theme.FollowSystem, settings.ThemeLight: theme.Light, settings.ThemeDark: theme.Dark,
	settings.ThemeContrast: theme.Contrast,
}

// scaled is an edit that makes the text larger (1) or smaller (-1) by a step.
func scaled(by int) func(*settings.Settings) {
	return func(set *settings.Settings) {
		sizes := settings.TextSizes()
		for at, size := range sizes {
			if size == set.TextSize {
				set.TextSize = sizes[min(len(sizes)-1, max(0, at+by))]
				return
			}
		}
	}
}
