//go:build linux

package desktop

import (
	"context"
	"fmt"
	"math"
	"os/exec"
)

// App is the program under test, running on a desktop.
type App struct {
	desktop *Desktop
	process *process
	log     *journal
}

// Launch starts a program and waits until its window has the keyboard. The program logs to standard error by slog's JSON
// handler; that is where its events are read. A program that ended may be launched again: it finds home, keyring and
// display as it left them.
func (d *Desktop) Launch(ctx context.Context, binary string, args ...string) (*App, error) {
	cmd := exec.Command(binary, args...)
	cmd.Env = d.Env()
	cmd.Dir = d.Home()
	log := newJournal()
	cmd.Stderr = log
	process, err := launch(cmd)
	if err != nil {
		return nil, err
	}
	d.servers = append(d.servers, process)
	app := &App{desktop: d, process: process, log: log}
	if err := app.waitForKeyboard(ctx); err != nil {
		process.kill()
		return nil, fmt.Errorf("%w; logged last:\n%s", err, log.last(lastLines))
	}
	return app, nil
}

func (a *App) waitForKeyboard(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-a.process.done:
			cancel(fmt.Errorf("the program ended: %w", a.process.err))
		case <-ctx.Done():
		}
	}()
	err := poll(ctx, "the window has the keyboard", func() (bool, error) {
		return a.desktop.hasKeyboard(ctx, a.process.cmd.Process.Pid)
	})
	cancel(nil)
	<-watched
	return err
}

// WaitFor waits for an event of that name that matches; nil matches any. Events are taken in order, name by name: the next
// wait for the same name goes on after the one found. What was logged before the call counts, unless it was taken or
// forgotten.
func (a *App) WaitFor(ctx context.Context, name string, match func(Event) bool) (Event, error) {
	return a.log.wait(ctx, a.process.done, name, match)
}

// Heard are the events of that name so far, and does not wait. Each is answered once, by this or by WaitFor.
func (a *App) Heard(name string) []Event { return a.log.rest(name) }

// Forget passes over everything logged so far, so that a wait that follows is for something new.
func (a *App) Forget() { a.log.forget() }

// Log is everything the program wrote to standard error.
func (a *App) Log() string { return a.log.last(math.MaxInt) }

// PID is the process id of the program.
func (a *App) PID() int { return a.process.cmd.Process.Pid }

// Kill ends the program as a power cut would, in the middle of whatever it does.
func (a *App) Kill() { a.process.kill() }

// Close closes the window by keyboard and waits until the program has ended. The error is the program's, when it did not
// end well.
func (a *App) Close(ctx context.Context) error {
	if err := a.desktop.Key(ctx, "alt+F4"); err != nil {
		return err
	}
	select {
	case <-a.process.done:
		return a.process.err
	case <-ctx.Done():
		return fmt.Errorf("the program did not end: %w", context.Cause(ctx))
	}
}
