package command_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"portaldesk/app/apptest"
	"portaldesk/client"
	"portaldesk/ui/command"
)

// terminal is a pseudo-terminal: what a person types goes into one end, and comes out of the other as a terminal gives it.
func terminal(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = person.Close() })
	if err := unix.IoctlSetPointerInt(int(person.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(person.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = program.Close() })
	return person, program
}

// TestAPasswordIsNotShownWhileItIsTyped types on a terminal, which repeats everything that nobody has told it not to.
func TestAPasswordIsNotShownWhileItIsTyped(t *testing.T) {
	c := clinic(t)
	agent := c.Credentials(t, client.RoleSenior)
	person, program := terminal(t)
	shown := make(chan string, 1)
	go func() {
		var all strings.Builder
		answers := map[string]string{"Login: ": agent.Login + "\r", "Password: ": agent.Password + "\r"}
		for buffer := make([]byte, 256); ; {
			n, err := person.Read(buffer)
			all.Write(buffer[:n])
			for question, answer := range answers {
				if strings.HasSuffix(all.String(), question) {
					delete(answers, question)
					_, _ = io.WriteString(person, answer)
				}
			}
			if err != nil || strings.Contains(all.String(), "portaldesk: ") || strings.Contains(all.String(), "the end") {
				shown <- all.String()
				return
			}
		}
	}()
	var printed bytes.Buffer
	root := command.New(apptest.Dial)
	root.SetArgs([]string{"check", c.Portal.URL(), "--ca", c.Profile.CAFile, "--sign-in", "password"})
	root.SetIn(program)
	root.SetOut(&printed)
	root.SetErr(program)
	err := root.ExecuteContext(t.Context())
	_, _ = io.WriteString(program, "the end")
	seen := <-shown
	if !strings.Contains(printed.String(), "signed in    senior") {
		t.Errorf("%v: %.300s", err, printed.String())
	}
	if !strings.Contains(seen, agent.Login) || strings.Contains(seen, agent.Password) {
		t.Errorf("the login was shown: %v, the password: %v", strings.Contains(seen, agent.Login), strings.Contains(seen, agent.Password))
	}
	if !strings.Contains(seen, "look-up: ") {
		t.Error("nobody was told what was being done")
	}
}
