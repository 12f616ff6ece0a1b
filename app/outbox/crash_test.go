package outbox_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/outbox"
	"portaldesk/client"
)

// In the environment these make the test binary a desk that delivers what is in its outbox until it is empty, or killed.
const (
	postmanFolder = "PORTALDESK_TEST_POSTMAN_FOLDER"
	postmanURL    = "PORTALDESK_TEST_POSTMAN_URL"
	postmanCA     = "PORTALDESK_TEST_POSTMAN_CA"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(postmanFolder); dir != "" {
		if err := deliverUntilEmpty(dir); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func deliverUntilEmpty(dir string) error {
	s, err := place{dir}.openStore()
	if err != nil {
		return err
	}
	defer s.Close()
	portal := dial(os.Getenv(postmanURL), []byte(os.Getenv(postmanCA)))
	box, err := outbox.New(s, portal, outbox.Options{AgentID: "agent-1"})
	if err != nil {
		return err
	}
	fmt.Println("delivering")
	for box.Summary().Waiting > 0 {
		if _, err := box.Deliver(context.Background()); err != nil && client.KindOf(err) != client.OutcomeUnknown {
			return err
		}
	}
	return nil
}

// postman starts a child over the place and kills it after at most patience, counted from when it begins to deliver. It
// says whether the child came to its own end.
func postman(t *testing.T, where place, portal *server, patience time.Duration) (finished bool) {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), executable)
	child.Env = append(os.Environ(), postmanFolder+"="+where.dir, postmanURL+"="+portal.URL, postmanCA+"="+string(portal.caPEM()))
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	first := make([]byte, len("delivering\n"))
	if _, err := io.ReadFull(output, first); err != nil || !bytes.Equal(first, []byte("delivering\n")) {
		t.Fatalf("the child said %q (%v)", first, err)
	}
	killer := time.AfterFunc(patience, func() { _ = child.Process.Kill() })
	defer killer.Stop()
	rest, _ := io.ReadAll(output)
	if len(rest) > 0 {
		t.Fatalf("the child said %q", rest)
	}
	return child.Wait() == nil
}

func TestKilledBetweenSendingAndAcknowledgementEndsInOneRecordEach(t *testing.T) {
	where, portal := newPlace(t), newServer(t, 0.3)
	calls := closedCalls(4 * client.MaxBatch)
	s := where.open(t)
	put(t, s, mustNew(t, s, nil, outbox.Options{}), calls...)
	s.Close()
	killed := 0
	for killed < 15 && !postman(t, where, portal, time.Duration(20+rand.IntN(180))*time.Millisecond) {
		killed++
	}
	if !postman(t, where, portal, time.Minute) {
		t.Fatal("left alone, the child did not come to an end")
	}
	want := map[client.CallID]client.Call{}
	for _, call := range calls {
		want[call.ID] = call
	}
	if diff := cmp.Diff(want, portal.kept); diff != "" {
		t.Errorf("records (-put +kept):\n%s", diff)
	}
	s = where.open(t)
	if summary := mustNew(t, s, nil, outbox.Options{}).Summary(); summary != (outbox.Summary{}) {
		t.Errorf("left behind: %+v", summary)
	}
	t.Logf("killed %d times, %d requests for %d batches", killed, portal.requests, len(calls)/client.MaxBatch)
}
