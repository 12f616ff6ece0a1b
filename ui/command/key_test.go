package command_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"portaldesk/client"
)

func TestTheKeyIsChangedWithOneCommand(t *testing.T) {
	c := signedIn(t)
	id, code := run(t, "She can sign in again.\n", add(c.Dir)...)
	if code != 0 {
		t.Fatalf("add: %d %q", code, id)
	}
	last, _ := c.Workplace.Profiles.Last()
	before, err := os.ReadFile(c.Workplace.Profiles.StorePath(last.ID))
	if err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, "", "key", "rotate", "--dir", c.Dir, "Riverside"); code != 0 {
		t.Fatalf("rotate: %d %q", code, out)
	}
	after, err := os.ReadFile(c.Workplace.Profiles.StorePath(last.ID))
	if err != nil || bytes.Equal(before, after) {
		t.Errorf("the file is the same: %v", err)
	}
	if out, code := run(t, "", "notes", "list", "--dir", c.Dir); code != 0 || !strings.Contains(out, strings.TrimSpace(id)) {
		t.Errorf("list: %d %q", code, out)
	}
	if err := supervise(t, c).Close(); err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, "", "trail", "list", "--dir", c.Dir, "--action", "rotate-key"); code != 0 || !strings.Contains(out, "done") {
		t.Errorf("trail: %d %q", code, out)
	}
	if out, code := run(t, "", "trail", "verify", "--dir", c.Dir); code != 0 {
		t.Errorf("verify: %d %q", code, out)
	}
	c.SignIn(t, client.RoleSenior)
	if out, code := run(t, "", "key", "rotate", "--dir", c.Dir); code != 3 {
		t.Errorf("while the desk is open: %d %q", code, out)
	}
}
