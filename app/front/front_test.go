package front_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"portaldesk/app/front"
)

// windowMark has this binary be a window instead of testing, in a process that can be killed.
const windowMark = "PORTALDESK_TEST_WINDOW"

func TestMain(m *testing.M) {
	if dir := os.Getenv(windowMark); dir != "" {
		w, err := front.Open(dir)
		if err != nil {
			os.Exit(1)
		}
		if os.Args[1] == "hears" {
			w.Watch(func() { os.Stdout.WriteString("raised\n") })
		}
		os.Stdout.WriteString("open\n")
		time.Sleep(time.Hour)
	}
	os.Exit(m.Run())
}

// another starts a window in a process of its own, and answers what it says next.
func another(t *testing.T, dir, how string) (says func() string, kill func()) {
	t.Helper()
	c := exec.Command(os.Args[0], how)
	c.Env = append(os.Environ(), windowMark+"="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	kill = sync.OnceFunc(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	t.Cleanup(kill)
	lines := bufio.NewReader(out)
	says = func() string {
		line, _ := lines.ReadString('\n')
		return line
	}
	if got := says(); got != "open\n" {
		t.Fatalf("it is not open: %q", got)
	}
	return says, kill
}

func TestASecondWindowRaisesTheFirstEachTime(t *testing.T) {
	dir := t.TempDir()
	says, _ := another(t, dir, "hears")
	for range 3 {
		if _, err := front.Open(dir); !errors.Is(err, front.ErrOpen) {
			t.Fatalf("the second: %v", err)
		}
		if got := says(); got != "raised\n" {
			t.Fatalf("the first said %q", got)
		}
	}
}

func TestAWindowThatWasKilledIsInNobodysWay(t *testing.T) {
	dir := t.TempDir()
	_, kill := another(t, dir, "hears")
	kill()
	w, err := front.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w, err = front.Open(dir); err != nil {
		t.Fatalf("after it was closed: %v", err)
	}
	_ = w.Close()
}

func TestAWindowThatStandsStillIsSaidToBeSilentAndItsPlaceIsTakenWhenItEnds(t *testing.T) {
	dir := t.TempDir()
	_, kill := another(t, dir, "stands still")
	if _, err := front.Open(dir); !errors.Is(err, front.ErrSilent) {
		t.Fatalf("it answered: %v", err)
	}
	time.AfterFunc(300*time.Millisecond, kill)
	w, err := front.Open(dir)
	if err != nil {
		t.Fatalf("its place was not taken: %v", err)
	}
	_ = w.Close()
}
