package background

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/kardianos/service"
	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// signInStart has Windows start the delivery when the agent signs in to the computer. It stands under Run in the agent's own
// registry rather than in the Startup folder: a value there takes arguments without a shortcut file, which only COM can write, comes and
// goes in one step, and is listed beside the others in Task Manager, where she can switch it off.
type signInStart struct {
	dir     string
	program string
}

const runKey = `Software\Microsoft\Windows\CurrentVersion\Run`

const (
	stopBeat     = 200 * time.Millisecond
	stopPatience = 5 * time.Second
)

// errStopping: it was told to end and has not.
var errStopping = errors.New("it does not end")

func newSignInStart(dir string) (manager, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, &Error{"install", err}
	}
	return signInStart{dir, program}, nil
}

func (s signInStart) arguments() []string { return []string{"service", "run", "--dir", s.dir} }

// Install writes the value, in the form in which Windows takes a command apart again.
func (s signInStart) Install() error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	command := windows.ComposeCommandLine(append([]string{s.program}, s.arguments()...))
	return errors.Join(key.SetStringValue(serviceName, command), key.Close())
}

// Uninstall takes the value out.
func (s signInStart) Uninstall() error {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	err = key.DeleteValue(serviceName)
	if errors.Is(err, registry.ErrNotExist) {
		err = service.ErrNotInstalled
	}
	return errors.Join(err, key.Close())
}

// Start starts it now, as a process that outlives this one.
func (s signInStart) Start() error {
	if Running(s.dir) {
		return nil
	}
	_ = os.Remove(filepath.Join(s.dir, stopName))
	started := exec.Command(s.program, s.arguments()...)
	started.SysProcAttr = &windows.SysProcAttr{CreationFlags: windows.DETACHED_PROCESS | windows.CREATE_NEW_PROCESS_GROUP}
	if err := started.Start(); err != nil {
		return err
	}
	return started.Process.Release()
}

// Stop tells it to end and waits until it has.
func (s signInStart) Stop() error {
	if !Running(s.dir) {
		return nil
	}
	file := filepath.Join(s.dir, stopName)
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		return err
	}
	for end := time.Now().Add(stopPatience); time.Now().Before(end); time.Sleep(stopBeat) {
		if !Running(s.dir) {
			_ = os.Remove(file)
			return nil
		}
	}
	return errStopping
}

// Status looks for the value, and for the process.
func (s signInStart) Status() (service.Status, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return service.StatusUnknown, service.ErrNotInstalled
	}
	if err != nil {
		return service.StatusUnknown, err
	}
	defer key.Close()
	switch _, _, err := key.GetStringValue(serviceName); {
	case errors.Is(err, registry.ErrNotExist):
		return service.StatusUnknown, service.ErrNotInstalled
	case err != nil:
		return service.StatusUnknown, err
	case Running(s.dir):
		return service.StatusRunning, nil
	default:
		return service.StatusStopped, nil
	}
}
