package turn_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"portaldesk/app/turn"
)

// childMark has this binary hold a lock instead of testing, in a process that can be killed.
const childMark = "PORTALDESK_TEST_HOLD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childMark); path != "" {
		hold(path, os.Args[1])
	}
	os.Exit(m.Run())
}

func hold(path, what string) {
	var err error
	var held any // what nobody refers to any more is closed
	if what == "turn" {
		_, held, err = turn.Take(context.Background(), path)
	} else {
		held, err = turn.Ask(path, time.Minute)
	}
	if err != nil {
		os.Exit(1)
	}
	os.Stdout.WriteString("held\n")
	time.Sleep(time.Hour)
	runtime.KeepAlive(held)
}

// killedHolding starts a process that holds a lock; kill ends it as a crash would.
func killedHolding(t *testing.T, path, what string) (kill func()) {
	t.Helper()
	c := exec.Command(os.Args[0], what)
	c.Env = append(os.Environ(), childMark+"="+path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
		t.Fatalf("it does not hold: %q, %v", line, err)
	}
	return func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	}
}

func TestATurnEndsWithinASecondOfBeingWanted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	working, end, err := turn.Take(t.Context(), path)
	if err != nil || working == nil {
		t.Fatalf("the turn was not given: %v", err)
	}
	asked := make(chan error, 1)
	began := time.Now()
	go func() {
		claim, err := turn.Ask(path, 5*time.Second)
		asked <- errors.Join(err, claim.Release())
	}()
	<-working.Done()
	select {
	case err := <-asked:
		t.Fatalf("the desk went on before the turn had ended: %v", err)
	default:
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	if err := <-asked; err != nil || time.Since(began) > time.Second {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

func TestNoTurnIsGivenWhileAnybodyIsAtTheDesk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	first, err := turn.Ask(path, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	second, err := turn.Ask(path, time.Second)
	if err != nil {
		t.Fatalf("a second one may want it too: %v", err)
	}
	for range 2 {
		if working, _, err := turn.Take(t.Context(), path); working != nil || err != nil {
			t.Errorf("a turn was given: %v", err)
		}
		if err := first.Release(); err != nil {
			t.Fatal(err)
		}
	}
	if err := second.Release(); err != nil {
		t.Fatal(err)
	}
	working, end, err := turn.Take(t.Context(), path)
	if working == nil || err != nil {
		t.Fatalf("nobody wants it: %v", err)
	}
	if again, _, err := turn.Take(t.Context(), path); again != nil || err != nil {
		t.Errorf("the turn was given twice: %v", err)
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
}

func TestABackgroundThatDoesNotYieldIsNotWaitedForForEver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	kill := killedHolding(t, path, "turn")
	if _, err := turn.Ask(path, 100*time.Millisecond); !errors.Is(err, turn.ErrBusy) {
		t.Errorf("answered %v", err)
	}
	kill()
	claim, err := turn.Ask(path, time.Second)
	if err != nil {
		t.Errorf("its turn outlived it: %v", err)
	}
	_ = claim.Release()
}

func TestAClaimEndsWithItsProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	kill := killedHolding(t, path, "claim")
	if working, _, err := turn.Take(t.Context(), path); working != nil || err != nil {
		t.Fatalf("a turn was given while the file was wanted: %v", err)
	}
	kill()
	working, end, err := turn.Take(t.Context(), path)
	if working == nil || err != nil {
		t.Fatalf("the claim outlived its process: %v", err)
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
}
