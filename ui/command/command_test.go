package command_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/command"
)

func TestMain(m *testing.M) { secrettest.Main(m) }

// run gives the command line and answers what it printed and its exit code.
func run(t *testing.T, in string, args ...string) (out string, code int) {
	t.Helper()
	var printed bytes.Buffer
	root := command.New(apptest.Dial)
	root.SetArgs(args)
	root.SetIn(strings.NewReader(in))
	root.SetOut(&printed)
	root.SetErr(&printed)
	err := root.ExecuteContext(t.Context())
	if err != nil {
		command.Report(&printed, err)
	}
	return printed.String(), command.ExitCode(err)
}

// signedIn is a clinic whose agent has been signed in, with no window open. Its keyring is the one that the program opens.
func signedIn(t *testing.T) *apptest.Clinic {
	t.Helper()
	ring, err := secret.Open("portaldesk")
	if err != nil {
		t.Fatal(err)
	}
	c := apptest.New(t, ring, demoportal.Options{Accounts: 100})
	if err := c.SignIn(t, client.RoleSenior).Close(); err != nil {
		t.Fatal(err)
	}
	return c
}

func add(dir string) []string {
	return []string{"notes", "add", "--dir", dir, "--reason", "sign-in/locked", "--outcome", "resolved", "--note", "-"}
}

func TestNotesAreAddedListedAndSentOnce(t *testing.T) {
	c := signedIn(t)
	id, code := run(t, "She can sign in again.\n", add(c.Dir)...)
	if code != 0 {
		t.Fatalf("add: exit %d: %s", code, id)
	}
	listed, code := run(t, "", "notes", "list", "--dir", c.Dir)
	if code != 0 || !strings.Contains(listed, strings.TrimSpace(id)) || strings.Contains(listed, "sign in again") {
		t.Errorf("list: exit %d: %s", code, listed)
	}
	for _, want := range []string{"delivered 1, refused 0, left 0\n", "delivered 0, refused 0, left 0\n"} {
		if sent, code := run(t, "", "notes", "send", "--dir", c.Dir); code != 0 || sent != want {
			t.Errorf("send: exit %d: %q, want %q", code, sent, want)
		}
	}
	if waiting := c.Resume(t).Outbox.Summary().Waiting; waiting != 0 {
		t.Errorf("%d notes wait after they were sent", waiting)
	}
}

func TestNotesWaitWhileThePortalIsGone(t *testing.T) {
	c := signedIn(t)
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, "kept", add(c.Dir)...); code != 0 {
		t.Fatalf("add: exit %d: %s", code, out)
	}
	if out, code := run(t, "", "notes", "send", "--dir", c.Dir); code != 5 {
		t.Errorf("send while the portal is gone: exit %d: %s", code, out)
	}
	if err := c.Portal.Restart(); err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, "", "notes", "send", "--dir", c.Dir); code != 0 || !strings.HasPrefix(out, "delivered 1,") {
		t.Errorf("send when it is back: exit %d: %s", code, out)
	}
}

func TestAMistypedNoteLeavesNothingBehind(t *testing.T) {
	c := signedIn(t)
	out, code := run(t, "text", "notes", "add", "--dir", c.Dir, "--reason", "sign-in/nothing", "--note", "-")
	if code != 2 || !strings.Contains(out, "--reason") || !strings.Contains(out, "--outcome") {
		t.Errorf("exit %d: %s", code, out)
	}
	desk := c.Resume(t)
	if desk.Calls.Current() != nil || desk.Outbox.Summary().Waiting != 0 {
		t.Error("the mistyped note left a draft or a note")
	}
}

func TestANoteThatPromisesACallSaysWhenTheDeskIsOpen(t *testing.T) {
	c := signedIn(t)
	promise := func(when ...string) (string, int) {
		return run(t, "asked for a call", append([]string{"notes", "add", "--dir", c.Dir, "--reason", "sign-in/locked",
			"--outcome", "call-back", "--note", "-"}, when...)...)
	}
	for name, when := range map[string][]string{"no time": nil, "no such time": {"--call-back", "soon"}, "the past": {"--call-back", "2001-01-01 10:00"}} {
		if out, code := promise(when...); code != 2 || !strings.Contains(out, "--call-back") {
			t.Errorf("%s: exit %d: %s", name, code, out)
		}
	}
	out, code := promise("--call-back", "2060-11-24 03:00") // by night
	_, opens, said := strings.Cut(out, "opens next at ")
	opens, _, _ = strings.Cut(opens, "\n")
	if code != 2 || !said {
		t.Fatalf("by night: exit %d: %s", code, out)
	}
	if out, code := promise("--call-back", opens); code != 0 {
		t.Fatalf("at %s: exit %d: %s", opens, code, out)
	}
	if desk := c.Resume(t); len(desk.Callbacks.Promised()) != 1 || desk.Calls.Current() != nil {
		t.Errorf("promised: %d", len(desk.Callbacks.Promised()))
	}
}

func TestExitCodesTellScriptsWhatToDo(t *testing.T) {
	c := signedIn(t)
	for name, tc := range map[string]struct {
		args []string
		code int
	}{
		"unknown flag":    {[]string{"--nonsense"}, 2},
		"unknown command": {[]string{"nonsense"}, 2},
		"unknown profile": {[]string{"notes", "list", "--dir", c.Dir, "--profile", "nobody"}, 2},
		"bad log level":   {[]string{"version", "--log-level", "loud"}, 2},
		"nothing set up":  {[]string{"notes", "list", "--dir", t.TempDir()}, 4},
		"version":         {[]string{"version"}, 0},
	} {
		if out, code := run(t, "", tc.args...); code != tc.code {
			t.Errorf("%s: exit %d, want %d: %s", name, code, tc.code, out)
		}
	}
	c.Resume(t) // a window has the desk's file
	if out, code := run(t, "", "notes", "list", "--dir", c.Dir); code != 3 {
		t.Errorf("with a window open: exit %d: %s", code, out)
	}
}

func TestThePortalAnnouncesWhereItIsAndWhoMaySignIn(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	root := command.New(apptest.Dial)
	root.SetArgs([]string{"portal", "--listen", "127.0.0.1:0", "--accounts", "50", "--seed", "7"})
	root.SetOut(writer)
	ended := make(chan error, 1)
	go func() { ended <- root.ExecuteContext(ctx) }()
	line, err := bufio.NewReader(reader).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		URL    string `json:"url"`
		CAFile string `json:"caFile"`
		Agents []struct{ Login, Password string }
	}
	if err := json.Unmarshal(line, &said); err != nil {
		t.Fatal(err)
	}
	portal, err := apptest.Dial(profile.Profile{URL: said.URL, CAFile: said.CAFile}, secret.Tokens(secret.InMemory(), "p"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := portal.SignIn(t.Context(), client.Credentials{Login: said.Agents[0].Login, Password: said.Agents[0].Password}); err != nil {
		t.Errorf("the agent that was announced cannot sign in: %v", err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the portal did not end well: %v", err)
	}
	if _, err := os.Stat(said.CAFile); !os.IsNotExist(err) {
		t.Errorf("the CA file is left behind: %v", err)
	}
}
