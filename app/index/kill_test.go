package index_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/index"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// In the environment these make the test binary a desk that builds the index at the path until it is complete, or killed.
const (
	builderPath    = "PORTALDESK_TEST_BUILDER_PATH"
	builderService = "PORTALDESK_TEST_BUILDER_SERVICE"
)

const (
	killedAccounts = 2000
	killedPage     = 20
)

// buildUntilKilled says on stdout which page it asks for, and how many accounts are kept, each once it is so.
func buildUntilKilled(path string) int {
	x, err := index.Open(path, secret.System(os.Getenv(builderService)), index.Options{Basis: "clinic", Now: clock})
	if err != nil {
		fmt.Println("failed", err)
		return 1
	}
	p := &portal{accounts: crowd(killedAccounts), size: killedPage}
	p.reading = func(cursor string) error {
		if cursor == "" {
			cursor = "0"
		}
		fmt.Println("asked", cursor)
		return nil
	}
	err = x.Build(context.Background(), p, func(done, _ int) { fmt.Println("kept", done) })
	if err != nil {
		fmt.Println("failed", err)
		return 1
	}
	fmt.Println("complete", x.State().Accounts)
	return 0
}

// builder runs a child that builds and is killed after patience, counted from its first word. It answers what was kept, and
// whether the child came to its own end.
func builder(t *testing.T, path, service string, patience time.Duration, keptBefore int) (kept int, finished bool) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), builderPath+"="+path, builderService+"="+service)
	output, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	kept = keptBefore
	first := true
	for lines := bufio.NewScanner(output); lines.Scan(); {
		var word string
		var number int
		if n, _ := fmt.Sscan(lines.Text(), &word, &number); n < 2 {
			continue // the kill cut the line short
		}
		switch word {
		case "asked":
			if first && number < keptBefore {
				t.Errorf("began at %d although %d were kept", number, keptBefore)
			}
			if first {
				time.AfterFunc(patience, func() { _ = child.Process.Kill() })
			}
			first = false
		case "kept":
			kept = number
		case "complete":
			finished = true
		case "failed":
			t.Error(lines.Text())
		}
	}
	_ = child.Wait()
	return kept, finished
}

func TestKilledAtAnyMomentAWalkGoesOnAndHasEverybodyOnce(t *testing.T) {
	where := newPlace(t)
	service := "portaldesk-test-" + uuid.NewString()
	where.ring = secret.System(service)
	kept, finished, kills := 0, false, 0
	for !finished && kills < 100 {
		kept, finished = builder(t, where.path, service, time.Duration(5+rand.IntN(60))*time.Millisecond, kept)
		kills++
	}
	if _, finished = builder(t, where.path, service, time.Minute, 0); !finished {
		t.Fatal("left alone, the child did not come to an end")
	}
	got := found(t, where.open(t), client.Query{Status: client.StatusActive, Limit: 100})
	slices.Sort(got)
	if len(got) != killedAccounts || len(slices.Compact(got)) != killedAccounts {
		t.Errorf("%d accounts, want %d, each once", len(got), killedAccounts)
	}
	if kills < 3 {
		t.Errorf("killed only %d times; it proves little", kills)
	}
	t.Logf("killed %d times", kills)
}
