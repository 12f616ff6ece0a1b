//go:build linux

package desktop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"portaldesk/app/secret/secrettest"
)

// Desktop is one private desktop.
type Desktop struct {
	// KeyEvery is the time from one key of a typed text to the next.
	KeyEvery time.Duration

	root      string // everything it keeps on disk
	display   string // ":12"
	session   *secrettest.Session
	bus       string // address of the session bus, empty before there is one
	servers   []*process
	clipboard *process // owns the clipboard since the last Paste
	added     []string // to the environment of programs
}

// Setenv adds to the environment of programs that are launched from now on.
func (d *Desktop) Setenv(name, value string) { d.added = append(d.added, name+"="+value) }

// Start makes a desktop with one screen of the given size in pixels. Stop must be called, whatever happens in between.
// The error says which of the programs it needs is missing or did not come up.
func Start(ctx context.Context, width, height int) (*Desktop, error) {
	// Kept short: socket paths in it may have 107 bytes.
	root, err := os.MkdirTemp("", "desktop-")
	if err != nil {
		return nil, err
	}
	d := &Desktop{root: root, KeyEvery: quickly}
	steps := []func(context.Context) error{
		func(context.Context) error { return d.furnish() },
		func(ctx context.Context) error { return d.startDisplay(ctx, width, height) },
		d.startWindowManager,
		d.startSession,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return nil, errors.Join(err, d.Stop())
		}
	}
	return d, nil
}

// quickly is faster than anybody types, and slow enough that no key gets lost.
const quickly = 8 * time.Millisecond

// Stop ends everything that was started, last first, and removes the home. It may be called again.
func (d *Desktop) Stop() error {
	if d.clipboard != nil {
		d.clipboard.kill()
	}
	for len(d.servers) > 0 {
		last := len(d.servers) - 1
		d.servers[last].kill()
		d.servers = d.servers[:last]
	}
	if d.session != nil {
		d.session.Stop()
	}
	return os.RemoveAll(d.root)
}

// Home is the home directory of whoever sits at this desktop. It survives the programs, not Stop.
func (d *Desktop) Home() string { return filepath.Join(d.root, "home") }

// runtimeDir is the session's XDG_RUNTIME_DIR.
func (d *Desktop) runtimeDir() string { return filepath.Join(d.root, "run") }

// toolkitSettings switches animations off, so that a finished frame stays as it is: not even the caret blinks.
const toolkitSettings = `{"no_animations": true}`

// furnish makes the directories and the settings a session finds at its start.
func (d *Desktop) furnish() error {
	settings := filepath.Join(d.Home(), ".config", "fyne")
	for _, dir := range []string{settings, d.runtimeDir()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(settings, "settings.json"), []byte(toolkitSettings), 0o600)
}

// Env is the whole environment of a program on this desktop: nothing of the test's own session reaches it.
func (d *Desktop) Env() []string {
	return append([]string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + d.Home(),
		"XDG_CONFIG_HOME=" + filepath.Join(d.Home(), ".config"),
		"XDG_RUNTIME_DIR=" + d.runtimeDir(),
		"DISPLAY=" + d.display,
		"DBUS_SESSION_BUS_ADDRESS=" + d.bus,
		"LANG=en_US.UTF-8",
	}, d.added...)
}

// write keeps a file of the session, readable by nobody else.
func (d *Desktop) write(name, content string) (string, error) {
	path := filepath.Join(d.root, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		return "", fmt.Errorf("keep %s: %w", name, err)
	}
	return path, nil
}
