package command_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portaldesk/app/store"
	"portaldesk/client"
)

func TestTheTrailIsVerifiedListedAndExportedWithoutAWindow(t *testing.T) {
	c := signedIn(t)
	if out, code := run(t, "", "trail", "verify", "--dir", c.Dir); code != 0 || !strings.Contains(out, "intact") {
		t.Errorf("verify: %d %q", code, out)
	}
	file := filepath.Join(t.TempDir(), "trail.jsonl")
	if out, code := run(t, "", "trail", "export", "--dir", c.Dir, "--out", file); code != 0 {
		t.Fatalf("export: %d %q", code, out)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), `"action":"sign-in"`) {
		t.Errorf("%v %q", err, text)
	}
	if out, code := run(t, "", "trail", "list", "--dir", c.Dir, "--action", "export"); code != 0 || strings.Count(out, "export") != 2 {
		t.Errorf("an export is an entry before and after: %d %q", code, out)
	}
	if out, code := run(t, "", "trail", "review", "--dir", c.Dir); code != 0 || !strings.Contains(out, "sign-in") || !strings.Contains(out, "AFTER HOURS") {
		t.Errorf("review: %d %q", code, out)
	}
	if _, code := run(t, "", "trail", "list", "--dir", c.Dir, "--from", "yesterday"); code != 2 {
		t.Errorf("a day that is none: %d", code)
	}
}

func TestTheTrailCannotBeCheckedWhileTheWindowHasIt(t *testing.T) {
	c := signedIn(t)
	c.SignIn(t, client.RoleSenior)
	if out, code := run(t, "", "trail", "verify", "--dir", c.Dir); code != 3 {
		t.Errorf("%d %q", code, out)
	}
}

func TestATrailWithoutItsAnchorIsBroken(t *testing.T) {
	c := signedIn(t)
	last, _ := c.Workplace.Profiles.Last()
	s, err := store.Open(c.Workplace.Profiles.StorePath(last.ID), c.Workplace.Ring)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.Workplace.Ring.Delete("trail."+s.ID()), s.Close()); err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, "", "trail", "verify", "--dir", c.Dir); code != 7 || !strings.Contains(out, "unanchored") {
		t.Errorf("%d %q", code, out)
	}
}
