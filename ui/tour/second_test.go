//go:build tour && linux

package tour

import (
	"os/exec"
	"testing"
)

func TestASecondWindowRaisesTheFirst(t *testing.T) {
	s := newStage(t)
	s.launch()
	second := exec.CommandContext(s.ctx, s.program[0], s.program[1:]...)
	second.Env = s.desktop.Env()
	if said, err := second.CombinedOutput(); err != nil || len(said) > 0 {
		t.Errorf("the second ended with %v and said %q", err, said)
	}
	s.await("raised")
}
