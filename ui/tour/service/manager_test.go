//go:build tour && linux

package service_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

const unit = "portaldesk-delivery.service"

// startManager starts the systemd of a person, in the folders that .ci/service has prepared, and with the session bus and the keyring
// of this test.
func startManager(t *testing.T) {
	t.Helper()
	runtime := os.Getenv("XDG_RUNTIME_DIR")
	if os.Getenv("PORTALDESK_OWN_RUN") != "yes" {
		t.Fatal("these tests start a systemd of their own: run .ci/service")
	}
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(os.Getenv("HOME"), ".config")) // where units are looked for
	withoutBus(t)
	manager := exec.Command("/lib/systemd/systemd", "--user")
	manager.Stderr = os.Stderr
	if err := manager.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = manager.Process.Signal(syscall.SIGTERM)
		_ = manager.Wait()
	})
	until(t, "systemd --user answers", func() bool {
		conn, err := net.Dial("unix", filepath.Join(runtime, "systemd", "private"))
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
}

// withoutBus keeps systemd from starting a session bus of its own, on which there would be no keyring.
func withoutBus(t *testing.T) {
	t.Helper()
	units := filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "systemd", "user")
	if err := os.MkdirAll(units, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"dbus.socket", "dbus.service"} {
		if err := os.Symlink(os.DevNull, filepath.Join(units, name)); err != nil && !errors.Is(err, fs.ErrExist) {
			t.Fatal(err)
		}
	}
}

func systemctl(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("systemctl", append([]string{"--user"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("systemctl %q: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// killService ends the service as a crash would; it may be dead already.
func killService(t *testing.T) {
	t.Helper()
	if pid, err := strconv.Atoi(systemctl(t, "show", "-p", "MainPID", "--value", unit)); err == nil && pid > 0 {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
}

func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}

// portaldesk runs the program that was built.
func portaldesk(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	program, err := filepath.Abs("../../../bin/portaldesk")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	text, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(text), cmd.ProcessState.ExitCode()
}
