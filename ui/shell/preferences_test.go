package shell

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/settings"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

func TestTheMenuAndTheScreenSetTheSameThing(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command(screenSettings)
	w.command("look-contrast")
	w.until("high contrast", func() bool { return w.shell.look.now.Mode == theme.Contrast })
	chosen, ok := w.canvas().Focused().(*parts.Segments)
	if !ok || chosen.Chosen() != 3 {
		t.Errorf("the screen shows another choice than the menu made")
	}
	w.press(fyne.KeyLeft)
	w.until("dark", func() bool { return w.shell.look.now.Mode == theme.Dark })
	file, err := settings.Open(w.clinic.Dir)
	if err != nil || file.Now().Theme != settings.ThemeDark {
		t.Errorf("kept: %v, %v", file.Now().Theme, err)
	}
}

func TestEverySettingIsKeptAndHoldsAtOnce(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command(screenSettings)
	window := w.window()
	if w.shell.prefs.copier() != nil {
		t.Error("secrets may be copied although nobody allowed it")
	}
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyUp, fyne.KeyRight} { // one of each, from the top
		window.Press(fyne.KeyTab, key)
	}
	want := settings.Defaults()
	want.Theme, want.TextSize, want.LockMinutes = settings.ThemeLight, 125, 5
	want.Language, want.ScriptLanguage = "en", "en"
	w.until("every change", func() bool {
		now := w.shell.prefs.file.Now()
		return now.CopySecrets && now.TextSize == want.TextSize && now.LockMinutes == want.LockMinutes &&
			now.Language == want.Language && now.ScriptLanguage == want.ScriptLanguage
	})
	if got := w.shell.house.lock.watcher.Left(); got > want.LockAfter() {
		t.Errorf("the desk locks in %v", got)
	}
	w.shell.prefs.copier()("secret")
	w.shell.Lock()
	if left := w.shell.app.Clipboard().Content(); left != "" {
		t.Errorf("the lock left %q on the clipboard", left)
	}
	w.until("larger text", func() bool { return w.shell.look.now.TextScale == 1.25 })
}

func TestWhatCannotBeKeptIsSaidAndNothingChanges(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	if err := os.WriteFile(filepath.Join(w.clinic.Dir, "settings.json"), []byte(`{"version":99}`), 0o600); err != nil {
		t.Fatal(err)
	}
	w.command(screenSettings)
	w.press(fyne.KeyRight)
	w.untilSeen("The setting could not be kept")
	w.untilSeen("Nothing was changed")
	w.press(fyne.KeyEscape)
	if w.shell.look.now.Mode != theme.Light {
		t.Error("the colours changed all the same")
	}
	if chosen := w.canvas().Focused().(*parts.Segments).Chosen(); chosen != 1 {
		t.Errorf("the screen shows choice %d, which is not kept", chosen)
	}
}

func TestDamagedSettingsAreSaidUntilRead(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.close(w.shell)
	w.problem = &settings.DamagedError{KeptAs: "settings.json.damaged-1"}
	w.shell = w.start(t.Context())
	w.signsIn()
	w.untilSeen("The settings were damaged")
	w.untilSeen("settings.json.damaged-1")
	w.shell.house.banners.settingsRead()
	if strings.Contains(w.sees(), "The settings were damaged") {
		t.Error("it is said although it was read")
	}
}
