package callback_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"portaldesk/app/callback"
)

// deskFolder, in the environment, makes the test binary a desk over the store in that folder, promising until killed.
const deskFolder = "PORTALDESK_TEST_CALLBACK_FOLDER"

func TestMain(m *testing.M) {
	for folder, work := range map[string]func(string) error{deskFolder: promiseUntilKilled, callerFolder: closeUntilKilled} {
		if dir := os.Getenv(folder); dir != "" {
			fmt.Println("failed", work(dir))
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// promiseUntilKilled promises, tries and settles, and says each on stdout once it is done.
func promiseUntilKilled(dir string) error {
	s, err := openStore(dir)
	if err != nil {
		return err
	}
	c, err := callback.Open(s, callback.Options{AgentID: "agent-1"})
	if err != nil {
		return err
	}
	for {
		made, err := c.Promise(promise(time.Now().Add(time.Hour)))
		if err != nil {
			return err
		}
		fmt.Println("promised", made.ID)
		if err := c.Try(made.ID, callback.Reached); err != nil {
			return err
		}
		fmt.Println("tried", made.ID)
		if err := c.Settle(made.ID, callback.Done, ""); err != nil {
			return err
		}
		fmt.Println("settled", made.ID)
	}
}

// killed lets a child work for a while, kills it, and adds to said what it said last of each callback.
func killed(t *testing.T, folder, dir string, said map[string]string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), folder+"="+dir)
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(output)
	for first := true; lines.Scan(); first = false {
		if first {
			time.AfterFunc(time.Duration(rand.IntN(80))*time.Millisecond, func() { _ = child.Process.Kill() })
		}
		word, id, _ := strings.Cut(lines.Text(), " ")
		if word == "failed" {
			t.Fatal(lines.Text())
		}
		if len(id) == 36 { // the kill may cut the last line short
			said[id] = word
		}
	}
	_ = child.Wait()
}

func TestKilledAtAnyMomentNothingPromisedIsLost(t *testing.T) {
	dir, said := t.TempDir(), map[string]string{}
	for range 12 {
		killed(t, deskFolder, dir, said)
		s, err := openStore(dir)
		if err != nil {
			t.Fatal(err)
		}
		c := mustOpen(t, s, callback.Options{})
		for id, word := range said {
			kept, found := c.Get(id)
			if !found || word != "promised" && len(kept.Attempts) != 1 || word == "settled" && kept.State != callback.Done {
				t.Fatalf("%s was said, kept is %+v", word, kept)
			}
		}
		if open := len(c.Promised()); c.Unreadable() != 0 || open > 12 {
			t.Fatalf("%d unreadable, %d open", c.Unreadable(), open)
		}
		s.Close()
	}
	if len(said) < 12 {
		t.Errorf("only %d promises; the rounds prove little", len(said))
	}
}
