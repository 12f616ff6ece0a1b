package ledger_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/ledger"
	"portaldesk/app/outbox"
	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
)

// In the environment these make the test binary a desk that closes calls and keeps them here, until killed.
const (
	bookkeeperFolder  = "PORTALDESK_TEST_BOOKKEEPER_FOLDER"
	bookkeeperService = "PORTALDESK_TEST_BOOKKEEPER_SERVICE"
)

// desk is an outbox that delivers to the ledger of the same store.
func desk(s *store.Store) (*ledger.Ledger, *outbox.Outbox, error) {
	l := ledger.New(s, "agent-1")
	box, err := outbox.New(s, l, outbox.Options{AgentID: "agent-1"})
	return l, box, err
}

// keepUntilKilled says on stdout which calls it closed, each once that is so.
func keepUntilKilled(dir string) int {
	s, err := store.Open(filepath.Join(dir, "desk.db"), secret.System(os.Getenv(bookkeeperService)))
	if err != nil {
		fmt.Println("failed", err)
		return 1
	}
	_, box, err := desk(s)
	for minute := 0; err == nil; minute++ {
		one := call("a", minute)
		if err = s.Update(func(tx *store.Tx) error { return box.Put(tx, one) }); err == nil {
			fmt.Println("closed", one.ID)
		}
		if err == nil && minute%3 == 0 {
			_, err = box.Deliver(context.Background())
		}
	}
	fmt.Println("failed", err)
	return 1
}

// bookkeeper runs a child that is killed at some moment, and answers the calls it closed.
func bookkeeper(t *testing.T, dir, service string) (closed []client.CallID) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), bookkeeperFolder+"="+dir, bookkeeperService+"="+service)
	output, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	for lines := bufio.NewScanner(output); lines.Scan(); {
		var word, id string
		_, _ = fmt.Sscan(lines.Text(), &word, &id)
		switch {
		case word == "failed":
			t.Error(lines.Text())
		case word == "closed" && len(id) == len(uuid.Nil.String()):
			if len(closed) == 0 {
				time.AfterFunc(time.Duration(rand.IntN(120))*time.Millisecond, func() { _ = child.Process.Kill() })
			}
			closed = append(closed, client.CallID(id))
		}
	}
	_ = child.Wait()
	return closed
}

func TestKilledAtAnyMomentEveryClosedCallIsKeptOnce(t *testing.T) {
	where, service := newPlace(t), "portaldesk-test-"+uuid.NewString()
	where.ring = secret.System(service)
	var closed []client.CallID
	for range 20 {
		closed = append(closed, bookkeeper(t, where.dir, service)...)
	}
	l, s := where.open(t)
	_, box, err := desk(s)
	must(t, err)
	for box.Summary().Waiting > 0 {
		_, err := box.Deliver(t.Context())
		must(t, err)
	}
	times := map[client.CallID]int{}
	for _, one := range kept(t, l, "a", 100) {
		times[one.ID]++
	}
	for _, id := range closed {
		if times[id] != 1 {
			t.Errorf("a call that was closed is kept %d times", times[id])
		}
	}
	if len(closed) < 60 {
		t.Errorf("only %d calls were closed; it proves little", len(closed))
	}
	t.Logf("%d calls over 20 kills, %d kept", len(closed), len(times))
}
