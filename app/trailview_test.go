package app_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/trail"
	"portaldesk/client"
)

func TestWithoutTheRoleOnlyHerOwnEntriesAreSeen(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleAgent)
	if desk.ReadsOthersTrail() {
		t.Fatal("an agent's role reads others' entries in this demo: choose another role")
	}
	if _, err := desk.Trail.Append(client.AuditEvent{AgentID: "somebody-else", Action: "unlock"}); err != nil {
		t.Fatal(err)
	}
	page, err := desk.TrailPage(trail.Filter{}, 100, 0)
	if err != nil || len(page.Entries) == 0 {
		t.Fatalf("%+v, %v", page, err)
	}
	for _, e := range page.Entries {
		if e.AgentID != desk.Session.Agent.ID {
			t.Errorf("she sees %+v", e)
		}
	}
	if page, err := desk.TrailPage(trail.Filter{Agent: "somebody-else"}, 100, 0); err != nil || len(page.Entries) != 0 {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestAnExportThatFailsLeavesNoFile(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	if err := os.Mkdir(taken, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, _, err := desk.ExportTrail(t.Context(), taken, trail.CSV, trail.Filter{}); err == nil {
		t.Error("a folder was replaced")
	}
	if _, _, err := desk.ExportTrail(t.Context(), filepath.Join(dir, "none", "x"), trail.CSV, trail.Filter{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}
