package store_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/uuid"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

// fill writes until the disk takes no more and says what happened: the error, how many records were committed, and
// whether all of them and no other are there, before and after opening anew.
func fill() {
	signal.Ignore(syscall.SIGXFSZ)
	if limit, err := strconv.ParseUint(os.Getenv("PORTALDESK_TEST_LIMIT"), 10, 64); err == nil {
		syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit})
	}
	s := childStore()
	committed, err := 0, error(nil)
	for err == nil && committed < 5000 {
		if err = putBig(s, committed); err == nil {
			committed++
		}
	}
	same := countIs(s, committed)
	again := s.Update(func(tx *store.Tx) error { return tx.Delete("notes", number(0)) }) == nil
	s.Close()
	fmt.Printf("full=%t some=%t same=%t", errors.Is(err, store.ErrFull), committed > 10, same)
	if s, err := store.Open(os.Getenv(pathMark), secret.System(os.Getenv(serviceMark))); err == nil {
		left := committed
		if again {
			left--
		}
		fmt.Printf(" after=%t", countIs(s, left))
		s.Close()
	}
}

func putBig(s *store.Store, i int) error {
	return s.Update(func(tx *store.Tx) error { return tx.Put("notes", number(i), number(i)+strings.Repeat("x", 3000)) })
}

func countIs(s *store.Store, want int) bool {
	opened := 0
	err := s.View(func(tx *store.Tx) error {
		return tx.Each("notes", func(_ string, decode func(any) error) error {
			opened++
			return decode(new(string))
		})
	})
	return err == nil && opened == want
}

func TestFullDiskKeepsWhatWasCommitted(t *testing.T) {
	places := map[string][]string{newPath(t): {"PORTALDESK_TEST_LIMIT=1000000"}}
	if os.Geteuid() == 0 {
		places[filepath.Join(tmpfs(t, "size=1m"), "store.db")] = nil
	}
	for path, env := range places {
		filler := child("fill", path, "portaldesk-test-"+uuid.NewString())
		filler.Env = append(filler.Env, env...)
		output, err := filler.Output()
		if want := "full=true some=true same=true after=true"; err != nil || string(output) != want {
			t.Errorf("limit %v: %s, %v; want %s", env, output, err, want)
		}
	}
}

func TestNoRoomForANewStore(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Log("a file system of its own takes root; the file size limit covers the writes")
		return
	}
	dir := tmpfs(t, "size=8k")
	_, err := store.Open(filepath.Join(dir, "store.db"), secrettest.Ring(t))
	wantError(t, "Open", err, store.ErrFull)
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestReadOnlyPlace(t *testing.T) {
	r, dir := secrettest.Ring(t), ""
	lock := func() error { return os.Chmod(dir, 0o500) }
	if os.Geteuid() == 0 { // whom no mode keeps out
		dir = tmpfs(t, "size=1m")
		lock = func() error { return exec.Command("mount", "-o", "remount,ro", dir).Run() }
	} else {
		dir = t.TempDir()
	}
	old := filepath.Join(dir, "old.db")
	must(t, open(t, old, r).Close())
	must(t, os.Chmod(old, 0o400))
	must(t, lock())
	_, err := store.Open(filepath.Join(dir, "new.db"), r)
	wantError(t, "Open of a new store", err, store.ErrReadOnly)
	_, err = store.Open(old, r)
	wantError(t, "Open of an old store", err, store.ErrReadOnly)
	_, err = store.OpenEphemeral(dir)
	wantError(t, "OpenEphemeral", err, store.ErrReadOnly)
	if _, err := store.Stuck(old); err != nil {
		t.Errorf("Stuck: %v", err)
	}
}

func tmpfs(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	must(t, exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).Run())
	t.Cleanup(func() { exec.Command("umount", "-l", dir).Run() })
	return dir
}
