//go:build linux

package desktop

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// asLauncher makes the test binary a program that launches another, says which, and stays.
const asLauncher = "DESKTOP_TEST_LAUNCHER"

func TestMain(m *testing.M) {
	if os.Getenv(asLauncher) == "" {
		os.Exit(m.Run())
	}
	p, err := launch(exec.Command("sleep", "600"))
	if err != nil {
		os.Exit(1)
	}
	fmt.Println(p.cmd.Process.Pid)
	<-p.done
}

func TestKillTakesTheChildrenToo(t *testing.T) {
	cmd := exec.Command("sh", "-c", "sleep 600 & echo $! >&3; wait")
	p, child, err := announced(t.Context(), cmd)
	if err != nil {
		t.Fatal(err)
	}
	p.kill()
	if err := Until(t.Context(), "the child is gone", func() bool { return gone(child) }); err != nil {
		t.Error(err)
	}
}

func TestNothingOutlivesAKilledTest(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asLauncher+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	launcher, err := launch(cmd)
	if err != nil {
		t.Fatal(err)
	}
	child, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	launcher.kill()
	if err := Until(t.Context(), "what it launched is gone", func() bool { return gone(strings.TrimSpace(child)) }); err != nil {
		t.Error(err)
	}
}

func TestAServerThatEndsBeforeItServesIsReported(t *testing.T) {
	_, _, err := announced(t.Context(), exec.Command("sh", "-c", "echo no screen >&2; exit 1"))
	if err == nil || !strings.Contains(err.Error(), "no screen") {
		t.Errorf("error %v", err)
	}
}

// gone tells whether a process has ended; one that nobody has collected yet has.
func gone(pid string) bool {
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return true
	}
	_, state, _ := strings.Cut(string(stat), ") ")
	return strings.HasPrefix(state, "Z")
}
