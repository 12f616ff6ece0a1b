package command_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/app/apptest"
	"portaldesk/app/background"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/command"
)

const note = "She can sign in again."

// running has `portaldesk service run` deliver until the test ends.
func running(t *testing.T, dir string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	root := command.New(apptest.Dial)
	root.SetArgs([]string{"service", "run", "--dir", dir})
	ended := make(chan error, 1)
	go func() { ended <- root.ExecuteContext(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	for deadline := time.Now().Add(10 * time.Second); !background.Running(dir); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never ran")
		}
	}
}

// becomes waits until the status has an exit code and says what is wanted.
func becomes(t *testing.T, dir string, want int, wanted ...string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		said, code := run(t, "", "service", "status", "--dir", dir)
		lacks := slices.DeleteFunc(slices.Clone(wanted), func(part string) bool { return strings.Contains(said, part) })
		if strings.Contains(said, note) {
			t.Fatal("the status tells a note")
		}
		if code == want && len(lacks) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("exit %d, want %d; there is no %q: %s", code, want, lacks, said)
		}
	}
}

func TestStatusSaysWhatWaitsAndWhy(t *testing.T) {
	c := signedIn(t)
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, note, add(c.Dir)...); code != 0 {
		t.Fatalf("add: exit %d: %s", code, out)
	}
	becomes(t, c.Dir, 9, "is not running", c.Profile.Name, "Notes that wait: 1, the oldest for less than a minute", "Last error: none")
	running(t, c.Dir)
	becomes(t, c.Dir, 5, "is running", "Notes that wait: 1", "Last error, less than a minute ago: The portal cannot be reached")
	if _, code := run(t, "", "service", "run", "--dir", c.Dir); code != 3 {
		t.Errorf("a second delivery: exit %d", code)
	}
	if err := c.Portal.Restart(); err != nil {
		t.Fatal(err)
	}
	becomes(t, c.Dir, 0, "Notes that wait: 0\n", "Last delivered in the background: less than a minute ago", "Last error: none")
	desk := c.Resume(t)
	becomes(t, c.Dir, 0, "A window is open for this portal")
	if err := desk.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestStatusSaysThatSomebodyMustSignIn(t *testing.T) {
	ring, err := secret.Open("portaldesk")
	if err != nil {
		t.Fatal(err)
	}
	c := apptest.New(t, ring, demoportal.Options{Accounts: 10})
	desk := c.SignIn(t, client.RoleSenior)
	apptest.StartCall(t, desk)
	apptest.CloseCall(t, desk, client.OutcomeResolved, note)
	if err := desk.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	running(t, c.Dir)
	becomes(t, c.Dir, 4, "Notes that wait: 1", "Nobody is signed in at this portal", "sign in to the portal in the window")
}
