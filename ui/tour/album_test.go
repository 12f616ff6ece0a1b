//go:build tour && album && linux

package tour

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/settings"
	"portaldesk/ui/language"
)

// TestAlbum takes every screen and its main states in each look: the palettes, the smallest and the largest text, the languages.
// The pictures are to be looked at; what fails here is a way that cannot be gone by keyboard in some look.
func TestAlbum(t *testing.T) {
	for _, theme := range []settings.Theme{settings.ThemeLight, settings.ThemeDark, settings.ThemeContrast} {
		for _, size := range []int{100, 200} {
			for _, language := range settings.Languages() {
				t.Run(fmt.Sprintf("%s-%d-%s", theme, size, language), func(t *testing.T) {
					look := settings.Defaults()
					look.Theme, look.TextSize, look.Language = theme, size, language
					photograph(t, look)
				})
			}
		}
	}
}

// photograph walks through the window as an agent has set it.
func photograph(t *testing.T, look settings.Settings) {
	s := newStage(t)
	s.album = filepath.Join(album, "looks", filepath.Base(t.Name()))
	s.wear(look)
	s.launch()
	s.setUp()
	s.openCall("look-up")
	s.lookUp("maria alvarez")
	s.show("account")
	s.prove(patient)
	s.resetPassword()
	s.writeNote()
	s.closeCall()
	s.until("the call at the portal", func() bool { return len(s.calls()) == 1 })
	s.lookUp("kowalska")
	s.show("red-flags")
	for _, screen := range []struct{ key, name string }{
		{"ctrl+2", "calls"}, {"ctrl+3", "callbacks"}, {"ctrl+5", "outbox"}, {"ctrl+6", "trail"}, {"ctrl+comma", "settings"},
	} {
		s.keys(screen.key)
		s.await("screen", "name", screen.name)
		s.show(screen.name)
	}
	s.editors()
	s.keys("F1")
	s.await("dialog shown", "name", "shortcuts")
	s.show("shortcuts")
	s.keys("Escape")
	s.await("dialog closed", "name", "shortcuts")
	s.keys("ctrl+shift+i")
	s.await("dialog shown", "name", "about-portal")
	s.show("about-portal")
	s.keys("Escape")
	s.await("dialog closed", "name", "about-portal")
	s.keys("ctrl+shift+l")
	s.await("locked")
	s.show("locked")
}

// editors opens what a clinic fits to itself: the buttons behind the six choices of the settings.
func (s *stage) editors() {
	s.Helper()
	s.keys("Tab", "Tab", "Tab", "Tab", "Tab")
	for _, dialog := range []string{"own-templates", "wrap-up-codes", "desk-hours"} {
		s.keys("Tab", "Return")
		s.await("dialog shown", "name", dialog)
		s.show(dialog)
		s.keys("Escape")
		s.await("dialog closed", "name", dialog)
	}
	s.keys("Tab", "Right")
	s.show("delivery")
}

// wear sets the settings where the program looks for them.
func (s *stage) wear(look settings.Settings) {
	s.Helper()
	folder := filepath.Join(s.desktop.Home(), ".config", "portaldesk")
	s.must(os.MkdirAll(folder, 0o700))
	set, err := settings.Open(folder)
	s.must(err)
	s.must(set.Change(func(kept *settings.Settings) { *kept = look }))
	s.tongue, err = language.Script(look.Language)
	s.must(err)
}
