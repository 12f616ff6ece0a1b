//go:build tour && linux

package service_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// deskMark has this binary work at a desk instead of testing, in a process that can be killed.
const deskMark = "PORTALDESK_TEST_DESK"

// atTheDesk does what a window does: takes up the session, delivers, and closes one call after the other, printing the id of each once
// that is acknowledged. What the desk's opening took is printed first.
func atTheDesk(dir string) error {
	profiles, err := profile.Open(dir)
	if err != nil {
		return err
	}
	ring, err := secret.Open("portaldesk")
	if err != nil {
		return err
	}
	w := app.Workplace{Profiles: profiles, Ring: ring, Dial: apptest.Dial, Log: slog.New(slog.DiscardHandler), Now: time.Now}
	p, _ := profiles.Last()
	began := time.Now()
	desk, err := w.Resume(context.Background(), p)
	if err != nil {
		return err
	}
	fmt.Println("opened", time.Since(began).Milliseconds())
	go desk.Run(context.Background())
	for {
		current := desk.Calls.Current()
		if current == nil {
			if current, err = desk.StartCall("en"); err != nil {
				return err
			}
		}
		current.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
		current.SetOutcome(client.OutcomeResolved)
		current.SetNote("She can sign in again.")
		id, err := desk.CloseCall()
		if err != nil {
			return err
		}
		fmt.Println("closed", id)
		time.Sleep(5 * time.Millisecond)
	}
}

// worker is a desk in a process of its own.
type worker struct {
	cmd    *exec.Cmd
	lines  chan string
	closed []client.CallID
	opened time.Duration
}

func startDesk(t *testing.T, dir string) *worker {
	t.Helper()
	w := &worker{cmd: exec.Command(os.Args[0]), lines: make(chan string, 10_000)}
	w.cmd.Env = append(os.Environ(), deskMark+"="+dir)
	w.cmd.Stderr = os.Stderr
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(w.lines)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			w.lines <- lines.Text()
		}
	}()
	return w
}

// untilClosed waits for the first call that is acknowledged.
func (w *worker) untilClosed(t *testing.T) {
	t.Helper()
	for len(w.closed) == 0 {
		line, more := <-w.lines
		if !more {
			t.Fatal("a desk could not be opened beside the service")
		}
		w.hear(line)
	}
}

func (w *worker) hear(line string) {
	var id string
	var took int64
	if n, _ := fmt.Sscanf(line, "opened %d", &took); n == 1 {
		w.opened = time.Duration(took) * time.Millisecond
	}
	if n, _ := fmt.Sscanf(line, "closed %s", &id); n == 1 {
		w.closed = append(w.closed, client.CallID(id))
	}
}

// kill ends the desk as a crash would, and answers what it had acknowledged.
func (w *worker) kill() []client.CallID {
	_ = w.cmd.Process.Kill()
	for line := range w.lines {
		w.hear(line)
	}
	_ = w.cmd.Wait()
	return w.closed
}
