package store_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/secret"
	"portaldesk/app/store"
)

// This binary started with childMark set does one of children's works instead of the tests, in a process that can be
// killed or limited.
const (
	childMark   = "PORTALDESK_TEST_CHILD"
	pathMark    = "PORTALDESK_TEST_STORE"
	serviceMark = "PORTALDESK_TEST_SERVICE"
)

var children = map[string]func(){
	"write":   writeForEver,
	"hold":    hold,
	"once":    once,
	"fill":    fill,
	"recover": recoverForEver,
	"rotate":  rotateForEver,
}

func child(work, path, service string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childMark+"="+work, pathMark+"="+path, serviceMark+"="+service)
	c.Stderr = os.Stderr
	return c
}

func childStore() *store.Store {
	s, err := store.Open(os.Getenv(pathMark), secret.System(os.Getenv(serviceMark)), store.Waiting(5*time.Second))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return s
}

// writeForEver prints the id of each record once it is committed.
func writeForEver() {
	s := childStore()
	for {
		id := uuid.NewString()
		err := s.Update(func(tx *store.Tx) error {
			return errors.Join(tx.Put("notes", id, id+strings.Repeat("x", rand.IntN(6000))), tx.Put("count", "n", tx.Count("notes")+1))
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(id)
	}
}

func once() {
	s := childStore()
	defer s.Close()
	if err := s.Update(func(tx *store.Tx) error { return tx.Put("notes", uuid.NewString(), "kept") }); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func hold() {
	s := childStore()
	defer s.Close()
	fmt.Println("open")
	bufio.NewReader(os.Stdin).ReadString('\n')
}

func TestKilledWhileWriting(t *testing.T) {
	path, service := newPath(t), "portaldesk-test-"+uuid.NewString()
	var printed []string
	for range 40 {
		writer := child("write", path, service)
		output, err := writer.StdoutPipe()
		must(t, err)
		must(t, writer.Start())
		kill := time.AfterFunc(time.Duration(40+rand.IntN(120))*time.Millisecond, func() { writer.Process.Kill() })
		lines := bufio.NewScanner(output)
		for lines.Scan() {
			if len(lines.Text()) == len(uuid.Nil.String()) {
				printed = append(printed, lines.Text())
			}
		}
		writer.Wait()
		kill.Stop()
	}
	s := open(t, path, secret.System(service))
	must(t, s.View(func(tx *store.Tx) error {
		for _, id := range printed {
			var text string
			if found, err := tx.Get("notes", id, &text); !found || err != nil || !strings.HasPrefix(text, id) {
				t.Errorf("a committed record: found %t, %v", found, err)
			}
		}
		var count int
		_, err := tx.Get("count", "n", &count)
		if n := tx.Count("notes"); err != nil || n != count || n < len(printed) {
			t.Errorf("%d records, counted %d, printed %d, %v", n, count, len(printed), err)
		}
		return nil
	}))
	put(t, s, "notes", "after", "still writes")
	must(t, s.Close())
	if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
		t.Errorf("%d leftovers beside the file", len(left))
	}
	if len(printed) < 100 {
		t.Errorf("only %d commits were tried", len(printed))
	}
	t.Logf("%d commits over 40 kills", len(printed))
}

func TestSecondProcessIsToldInTime(t *testing.T) {
	path, service := newPath(t), "portaldesk-test-"+uuid.NewString()
	holder := child("hold", path, service)
	output, err := holder.StdoutPipe()
	must(t, err)
	input, err := holder.StdinPipe()
	must(t, err)
	must(t, holder.Start())
	line, _ := bufio.NewReader(output).ReadString('\n')
	if line != "open\n" {
		t.Fatalf("the holder said %q", line)
	}
	_, err = store.Open(path, secret.System(service))
	wantError(t, "Open", err, store.ErrBusy)
	_, err = store.Stuck(path)
	wantError(t, "Stuck", err, store.ErrBusy)
	must(t, input.Close())
	must(t, holder.Wait())
	open(t, path, secret.System(service))
}

func TestManyProcessesMakeOneStore(t *testing.T) {
	path, service := newPath(t), "portaldesk-test-"+uuid.NewString()
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			if err := child("once", path, service).Run(); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	must(t, open(t, path, secret.System(service)).View(func(tx *store.Tx) error {
		if n := tx.Count("notes"); n != 8 {
			t.Errorf("%d of 8 records are there: somebody's store was replaced", n)
		}
		return nil
	}))
	if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
		t.Errorf("%d leftovers", len(left))
	}
}

func TestStoreOfADeadRunIsRemoved(t *testing.T) {
	dir := t.TempDir()
	s, err := store.OpenEphemeral(dir)
	must(t, err)
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	content, err := os.ReadFile(files[0])
	must(t, err)
	must(t, s.Close())
	must(t, os.WriteFile(files[0], content, 0o600)) // as it is left when the process dies
	must(t, os.WriteFile(strings.Replace(files[0], "only-", "only-x", 1), []byte("half made"), 0o600))
	next, err := store.OpenEphemeral(dir)
	must(t, err)
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files, want the new run's alone", len(left))
	}
	must(t, next.Close())
}
