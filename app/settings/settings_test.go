package settings_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/settings"
)

// deskFolder, in the environment, makes the test binary a desk that changes the settings in that folder until killed.
const deskFolder = "PORTALDESK_TEST_SETTINGS_FOLDER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(deskFolder); dir != "" {
		fmt.Println("failed", changeUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func changeUntilKilled(dir string) error {
	f, err := settings.Open(dir)
	if err != nil {
		return err
	}
	for {
		minutes := f.Now().LockMinutes%settings.MaxLock + 1
		if err := f.Change(func(s *settings.Settings) { s.LockMinutes = minutes }); err != nil {
			return err
		}
		fmt.Println(minutes)
	}
}

func mustOpen(t *testing.T, dir string) *settings.File {
	t.Helper()
	f, err := settings.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// with is a folder whose file has the content.
func with(t *testing.T, content string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "settings.json"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSettingsStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	f := mustOpen(t, dir)
	if diff := cmp.Diff(settings.Defaults(), f.Now()); diff != "" {
		t.Error(diff)
	}
	want := settings.Settings{
		Theme: settings.ThemeContrast, TextSize: 200, Language: "es", ScriptLanguage: "en", LockMinutes: 60,
		CopySecrets: true, Templates: settings.Templates{Pinned: []string{"locked"}, Hidden: []string{"device"}},
	}
	if err := f.Change(func(s *settings.Settings) { *s = want }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, mustOpen(t, dir).Now()); diff != "" {
		t.Error(diff)
	}
	if err := f.Change(func(s *settings.Settings) { s.Templates.Pinned = nil }); err != nil {
		t.Fatal(err)
	}
	if pinned := mustOpen(t, dir).Now().Templates.Pinned; len(pinned) != 0 {
		t.Errorf("what was unpinned is back: %v", pinned)
	}
}

func TestWhatCannotBeIsRefused(t *testing.T) {
	for field, edit := range map[string]func(*settings.Settings){
		"theme":          func(s *settings.Settings) { s.Theme = "pink" },
		"textSize":       func(s *settings.Settings) { s.TextSize = 110 },
		"language":       func(s *settings.Settings) { s.Language = "fr" },
		"scriptLanguage": func(s *settings.Settings) { s.ScriptLanguage = "system" },
		"lockMinutes":    func(s *settings.Settings) { s.LockMinutes = 0 },
	} {
		dir := t.TempDir()
		f := mustOpen(t, dir)
		told := false
		f.Watch(func(settings.Settings) { told = true })
		err := f.Change(edit)
		if invalid, ok := errors.AsType[*settings.InvalidError](err); !ok || invalid.Field != field {
			t.Errorf("%s: %v", field, err)
		}
		if told || cmp.Diff(settings.Defaults(), f.Now()) != "" || cmp.Diff(settings.Defaults(), mustOpen(t, dir).Now()) != "" {
			t.Errorf("%s was changed all the same", field)
		}
	}
}

func TestTheLockCannotBeSwitchedOffInTheFile(t *testing.T) {
	for _, entry := range []string{"0", "-1", "61", "1e9", `"never"`, "null", "0.5", "{}"} {
		f, err := settings.Open(with(t, `{"version": 1, "lockMinutes": `+entry+`, "theme": "dark", "textSize": 110}`))
		repaired, ok := errors.AsType[*settings.RepairedError](err)
		if !ok || !slices.Equal(repaired.Fields, []string{"textSize", "lockMinutes"}) {
			t.Errorf("%s: %v", entry, err)
		}
		want := settings.Defaults()
		want.Theme = settings.ThemeDark
		if diff := cmp.Diff(want, f.Now()); diff != "" || f.Now().LockAfter() != 10*time.Minute {
			t.Errorf("%s: %s", entry, diff)
		}
	}
}

func TestWhatIsNotKnownStays(t *testing.T) {
	dir := with(t, `{"version": 1, "later": {"a": [1, 2]}, "hidden": 3, "templates": {"pinned": ["a"], "colour": "red"}}`)
	f := mustOpen(t, dir)
	if err := f.Change(func(s *settings.Settings) { s.Templates.Pinned = []string{"b"} }); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(read(t, dir)), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"colour": "red", "pinned": []any{"b"}, "hidden": nil, "suggest": true}
	if diff := cmp.Diff(want, got["templates"]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]any{"a": []any{1.0, 2.0}}, got["later"]); diff != "" || got["hidden"] != 3.0 {
		t.Errorf("%v: %s", got, diff)
	}
}

func TestADamagedFileIsSetAside(t *testing.T) {
	for name, file := range map[string]string{
		"empty": "", "cut short": `{"version": 1, "theme": "da`, "zeros": strings.Repeat("\x00", 4096), "a list": `[1]`,
		"no version": `{"theme": "dark"}`, "version 0": `{"version": 0}`, "nothing": "null",
	} {
		t.Run(name, func(t *testing.T) {
			dir := with(t, file)
			f, err := settings.Open(dir)
			damaged, ok := errors.AsType[*settings.DamagedError](err)
			if !ok || cmp.Diff(settings.Defaults(), f.Now()) != "" {
				t.Fatalf("%v", err)
			}
			if kept, err := os.ReadFile(filepath.Join(dir, damaged.KeptAs)); err != nil || string(kept) != file {
				t.Errorf("kept aside: %q, %v", kept, err)
			}
			if err := f.Change(func(s *settings.Settings) { s.TextSize = 150 }); err != nil || mustOpen(t, dir).Now().TextSize != 150 {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestDamageWhileRunningDoesNotLoseTheSettings(t *testing.T) {
	dir := t.TempDir()
	f := mustOpen(t, dir)
	if err := f.Change(func(s *settings.Settings) { s.TextSize = 200 }); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "settings.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Change(func(s *settings.Settings) { s.Theme = settings.ThemeDark }); err != nil {
		t.Fatal(err)
	}
	if now := mustOpen(t, dir).Now(); now.TextSize != 200 || now.Theme != settings.ThemeDark {
		t.Errorf("%+v", now)
	}
}

func TestANewerFileIsLeftAlone(t *testing.T) {
	file := `{"version": 2, "theme": {"day": "light"}}`
	dir := with(t, file)
	f, err := settings.Open(dir)
	if !errors.Is(err, settings.ErrNewer) || f.Now().Theme != settings.ThemeSystem {
		t.Errorf("%v", err)
	}
	if err := f.Change(func(s *settings.Settings) { s.TextSize = 150 }); !errors.Is(err, settings.ErrNewer) {
		t.Errorf("change: %v", err)
	}
	if read(t, dir) != file || f.Now().TextSize != 100 {
		t.Error("it was changed")
	}
}

func TestTwoProgramsKeepEachOthersSettings(t *testing.T) {
	dir := t.TempDir()
	one, two := mustOpen(t, dir), mustOpen(t, dir)
	if err := one.Change(func(s *settings.Settings) { s.TextSize = 150 }); err != nil {
		t.Fatal(err)
	}
	if err := two.Change(func(s *settings.Settings) { s.Theme = settings.ThemeDark }); err != nil {
		t.Fatal(err)
	}
	if now := mustOpen(t, dir).Now(); now.TextSize != 150 || now.Theme != settings.ThemeDark {
		t.Errorf("%+v", now)
	}
}

func TestChangesAreToldInTheirOrder(t *testing.T) {
	f := mustOpen(t, t.TempDir())
	var heard []int
	stop := f.Watch(func(s settings.Settings) {
		heard = append(heard, s.LockMinutes)
		if f.Now().LockMinutes != s.LockMinutes {
			t.Error("told something else than what is set")
		}
	})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := f.Change(func(s *settings.Settings) { s.LockMinutes++ }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	stop()
	if err := f.Change(func(s *settings.Settings) { s.LockMinutes = 1 }); err != nil {
		t.Fatal(err)
	}
	if len(heard) != 20 || !slices.IsSorted(heard) || heard[19] != 30 {
		t.Errorf("heard %v", heard)
	}
}

func TestAFailedWriteChangesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "gone")
	f := mustOpen(t, dir)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	err := f.Change(func(s *settings.Settings) { s.TextSize = 150 })
	if err == nil || strings.Contains(err.Error(), dir) || f.Now().TextSize != 100 {
		t.Errorf("%v, %+v", err, f.Now())
	}
}

func TestKilledAtAnyMomentTheFileIsWhole(t *testing.T) {
	dir, said, changes := t.TempDir(), 0, 0
	for range 12 {
		child := exec.CommandContext(t.Context(), os.Args[0])
		child.Env = append(os.Environ(), deskFolder+"="+dir)
		output, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(output)
		for first := true; lines.Scan(); first = false {
			if first {
				time.AfterFunc(time.Duration(rand.IntN(60))*time.Millisecond, func() { _ = child.Process.Kill() })
			}
			if _, err := fmt.Sscanf(lines.Text(), "%d", &said); err != nil {
				t.Fatal(lines.Text())
			}
			changes++
		}
		_ = child.Wait()
		now := mustOpen(t, dir).Now().LockMinutes
		if next := said%settings.MaxLock + 1; now != said && now != next {
			t.Fatalf("%d was said to be kept, the file has %d", said, now)
		}
	}
	if changes < 12 {
		t.Errorf("only %d changes; the rounds prove little", changes)
	}
}
