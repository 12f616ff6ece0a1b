package secrettest

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Session is a session bus with a gnome-keyring on it, both of its own.
type Session struct {
	home    string
	address string
	bus     *exec.Cmd
	keyring *exec.Cmd
}

// busConfig has no service folders: nothing is started by the bus itself, neither a second keyring nor a prompt.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%s</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

const passphrase = "only for tests"

// Start starts a session whose keyring is unlocked.
func Start() (*Session, error) {
	s, err := StartBus()
	if err != nil {
		return nil, err
	}
	if err := s.StartKeyring(); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// StartBus starts a session that has no keyring.
func StartBus() (*Session, error) {
	for _, program := range []string{"dbus-daemon", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, fmt.Errorf("%s is missing; these tests need a real keyring: apt-get install gnome-keyring dbus", program)
		}
	}
	home, err := os.MkdirTemp("", "keyring")
	if err != nil {
		return nil, err
	}
	s := &Session{home: home}
	if err := s.startBus(); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

func (s *Session) startBus() error {
	config := filepath.Join(s.home, "bus.conf")
	if err := os.WriteFile(config, fmt.Appendf(nil, busConfig, s.home), 0o600); err != nil {
		return err
	}
	s.bus = s.command("dbus-daemon", "--nofork", "--nopidfile", "--print-address", "--config-file="+config)
	output, err := s.bus.StdoutPipe()
	if err != nil {
		return err
	}
	if err := s.bus.Start(); err != nil {
		return err
	}
	address, err := bufio.NewReader(output).ReadString('\n')
	s.address = strings.TrimSpace(address)
	return err
}

// StartKeyring starts the daemon, unlocked, and waits until it has its name on the bus.
func (s *Session) StartKeyring() error {
	s.keyring = s.command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	s.keyring.Stdin = strings.NewReader(passphrase)
	if err := s.keyring.Start(); err != nil {
		return err
	}
	for range 200 {
		ask := s.command("dbus-send", "--session", "--dest=org.freedesktop.DBus", "--print-reply=literal", "--reply-timeout=1000", "/",
			"org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")
		if reply, _ := ask.Output(); strings.Contains(string(reply), "boolean true") {
			return nil
		}
		time.Sleep(25 * time.Millisecond)
	}
	return errors.New("gnome-keyring-daemon did not start")
}

// Lock locks the keyring, as the desktop does when the user leaves.
func (s *Session) Lock() error {
	return s.command("dbus-send", "--session", "--dest=org.freedesktop.secrets", "--print-reply", "--reply-timeout=5000",
		"/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock",
		"array:objpath:/org/freedesktop/secrets/collection/login").Run()
}

// Freeze stops the keyring in the middle of whatever it does, so that it answers nothing until [Session.Thaw].
func (s *Session) Freeze() error { return s.keyring.Process.Signal(syscall.SIGSTOP) }

// Thaw lets a frozen keyring go on.
func (s *Session) Thaw() error { return s.keyring.Process.Signal(syscall.SIGCONT) }

// StopKeyring ends the daemon and leaves the bus.
func (s *Session) StopKeyring() { end(s.keyring) }

// Stop ends the session and removes everything it kept.
func (s *Session) Stop() {
	end(s.keyring)
	end(s.bus)
	os.RemoveAll(s.home)
}

func end(daemon *exec.Cmd) {
	if daemon != nil && daemon.Process != nil {
		daemon.Process.Kill()
		daemon.Wait()
	}
}

// Shared is the session that [Main] started for this process.
func Shared() *Session { return shared }

// Env is the environment of a process that is to live in the session.
func (s *Session) Env() []string {
	env := os.Environ()
	for name, value := range s.variables() {
		env = append(env, name+"="+value)
	}
	return env
}

// Address is that of the session bus.
func (s *Session) Address() string { return s.address }

func (s *Session) variables() map[string]string {
	return map[string]string{
		"HOME":                     s.home,
		"XDG_RUNTIME_DIR":          s.home,
		"XDG_DATA_HOME":            filepath.Join(s.home, "data"),
		"XDG_CONFIG_HOME":          filepath.Join(s.home, "config"),
		"XDG_CACHE_HOME":           filepath.Join(s.home, "cache"),
		"DBUS_SESSION_BUS_ADDRESS": s.address,
		providedMark:               "ready",
	}
}

// command prepares a program that lives in the session and no longer than this process.
func (s *Session) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = s.Env()
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return c
}
