//go:build tour && linux

package service_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"portaldesk/app/apptest"
	"portaldesk/app/background"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(deskMark); dir != "" {
		fmt.Fprintln(os.Stderr, atTheDesk(dir))
		os.Exit(1)
	}
	secrettest.Main(m)
}

// installed is a clinic whose agent was signed in, with the service of the program installed and running.
func installed(t *testing.T) *apptest.Clinic {
	t.Helper()
	startManager(t)
	ring, err := secret.Open("portaldesk")
	if err != nil {
		t.Fatal(err)
	}
	c := apptest.New(t, ring, demoportal.Options{Accounts: 20})
	if err := c.SignIn(t, client.RoleSenior).Close(); err != nil {
		t.Fatal(err)
	}
	if out, code := portaldesk(t, "service", "install", "--dir", c.Dir); code != 0 {
		t.Fatalf("install: exit %d: %s", code, out)
	}
	t.Cleanup(func() {
		if out, code := portaldesk(t, "service", "uninstall", "--dir", c.Dir); code != 0 {
			t.Errorf("uninstall: exit %d: %s", code, out)
		}
		if out, code := portaldesk(t, "service", "status", "--dir", c.Dir); code != 9 || !strings.Contains(out, "not installed") {
			t.Errorf("after uninstalling: exit %d: %s", code, out)
		}
	})
	until(t, "the service runs", func() bool { return background.Running(c.Dir) })
	return c
}

// delivered waits until nothing waits any more.
func delivered(t *testing.T, c *apptest.Clinic) {
	t.Helper()
	until(t, "the outbox is empty", func() bool {
		out, code := portaldesk(t, "service", "status", "--dir", c.Dir)
		return code == 0 && strings.Contains(out, "Notes that wait: 0\n")
	})
}

// counted is how often the portal has each call.
func counted(t *testing.T, c *apptest.Clinic) map[client.CallID]int {
	t.Helper()
	portal, times := c.Beside(t, client.RoleSenior), map[client.CallID]int{}
	for query := (client.CallQuery{Limit: 100}); ; {
		page, err := portal.Calls(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range page.Items {
			times[call.ID]++
		}
		if query.Cursor = page.Next; page.Next == "" {
			return times
		}
	}
}

func TestTheSystemStartsStopsAndRestartsTheDelivery(t *testing.T) {
	c := installed(t)
	if got := systemctl(t, "is-enabled", unit); got != "enabled" {
		t.Errorf("the unit is %s", got)
	}
	if got := systemctl(t, "list-dependencies", "--plain", "default.target"); !strings.Contains(got, unit) {
		t.Errorf("it is not started when the agent signs in to the computer: %s", got)
	}
	id, code := portaldesk(t, "notes", "add", "--dir", c.Dir, "--reason", "sign-in/locked", "--outcome", "resolved", "--note", "She can sign in again.")
	if code != 0 {
		t.Fatalf("add: exit %d: %s", code, id)
	}
	delivered(t, c)
	if times := counted(t, c)[client.CallID(strings.TrimSpace(id))]; times != 1 {
		t.Errorf("the portal has the note %d times", times)
	}
	killService(t)
	until(t, "it is gone", func() bool { return !background.Running(c.Dir) })
	until(t, "systemd has started it again", func() bool { return background.Running(c.Dir) })
	if out, code := portaldesk(t, "service", "stop", "--dir", c.Dir); code != 0 {
		t.Errorf("stop: exit %d: %s", code, out)
	}
	if out, code := portaldesk(t, "service", "status", "--dir", c.Dir); code != 9 || !strings.Contains(out, "is not running (installed)") {
		t.Errorf("stopped: exit %d: %s", code, out)
	}
	if out, code := portaldesk(t, "service", "start", "--dir", c.Dir); code != 0 {
		t.Errorf("start: exit %d: %s", code, out)
	}
	if out, code := portaldesk(t, "service", "install", "--dir", c.Dir); code == 0 || !strings.Contains(out, "installed already") {
		t.Errorf("a second install: exit %d: %s", code, out)
	}
	until(t, "it runs", func() bool { return background.Running(c.Dir) })
}

// rounds is how often desk and service are killed.
const rounds = 30

// TestDeskAndServiceAreKilledAtAnyPoint has both at the same file, and kills now one, now the other, now both.
func TestDeskAndServiceAreKilledAtAnyPoint(t *testing.T) {
	c := installed(t)
	var acknowledged []client.CallID
	var slowest time.Duration
	for round := range rounds {
		if round%3 != 1 {
			killService(t)
			systemctl(t, "start", unit) // it delivers at once
		}
		time.Sleep(rand.N(150 * time.Millisecond))
		desk := startDesk(t, c.Dir)
		if round%4 != 3 {
			desk.untilClosed(t)
			time.Sleep(rand.N(100 * time.Millisecond))
		} else {
			time.Sleep(rand.N(200 * time.Millisecond)) // killed while it opens, maybe
		}
		if round%3 != 0 {
			killService(t)
		}
		acknowledged = append(acknowledged, desk.kill()...)
		slowest = max(slowest, desk.opened)
	}
	systemctl(t, "start", unit)
	delivered(t, c)
	times := counted(t, c)
	lost, doubled := 0, 0
	for _, id := range acknowledged {
		if times[id] == 0 {
			lost++
		}
	}
	for _, n := range times {
		if n > 1 {
			doubled++
		}
	}
	t.Logf("%d rounds, %d calls acknowledged, lost %d, doubled %d; the slowest desk opened after %v", rounds, len(acknowledged), lost, doubled, slowest)
	if lost+doubled > 0 || len(acknowledged) < rounds/2 {
		t.Errorf("lost %d, doubled %d of %d", lost, doubled, len(acknowledged))
	}
}
