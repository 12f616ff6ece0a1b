//go:build unix

package crash_test

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"portaldesk/app/crash"
)

const dies = "PORTALDESK_TEST_CRASH"

func TestMain(m *testing.M) {
	if os.Getenv(dies) == "" {
		os.Exit(m.Run())
	}
	var limit unix.Rlimit
	if crash.NoCore() != nil || unix.Getrlimit(unix.RLIMIT_CORE, &limit) != nil || limit.Cur != 0 || limit.Max != 0 {
		os.Exit(3)
	}
	_ = unix.Kill(os.Getpid(), unix.SIGQUIT) // with GOTRACEBACK=crash the Go runtime ends such that a core is dumped
	select {}
}

// The kernel says of a dead process whether a core was dumped, wherever that went.
func TestACrashDumpsNoCore(t *testing.T) {
	program := exec.CommandContext(t.Context(), os.Args[0])
	program.Dir = t.TempDir()
	program.Env = append(os.Environ(), dies+"=yes", "GOTRACEBACK=crash")
	died, ok := errors.AsType[*exec.ExitError](program.Run())
	if !ok {
		t.Fatal("it did not die")
	}
	if status := died.Sys().(syscall.WaitStatus); !status.Signaled() || status.CoreDump() {
		t.Errorf("%v, dumped: %t", died, status.CoreDump())
	}
}
