//go:build torture

package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/app/failpoint"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client/portaltest/tally"
)

// These works have their keyring in the file that serviceMark names.
func init() {
	children["salvage"] = func() {
		_, err := store.Salvage(os.Getenv(pathMark), secrettest.File(os.Getenv(serviceMark)), time.Now())
		fmt.Println("not killed", err)
	}
	children["create"] = func() {
		_, err := store.Open(os.Getenv(pathMark), secrettest.File(os.Getenv(serviceMark)))
		fmt.Println("not killed", err)
	}
}

// killedAt has a child do its work until it dies at a failpoint.
func killedAt(t *testing.T, place, work, path, ring string) {
	t.Helper()
	c := child(work, path, ring)
	c.Env = append(c.Env, failpoint.Variable+"="+place+":0")
	if said, err := c.Output(); err == nil || len(said) > 0 {
		t.Fatalf("%s: the child said %q, %v", place, said, err)
	}
}

// TestKilledWhileAStoreIsMade: whichever step is the last, the next start makes or finds one store, and clears up.
func TestKilledWhileAStoreIsMade(t *testing.T) {
	row := tally.Row{Case: "killed while the first file is made"}
	for _, place := range []string{"store/key-kept", "store/filled", "store/named"} {
		path := newPath(t)
		ring := filepath.Join(t.TempDir(), "ring")
		killedAt(t, place, "create", path, ring)
		s := open(t, path, secrettest.File(ring))
		put(t, s, "notes", "a", "kept")
		must(t, s.Close())
		row.Run++
		if found, err := read(open(t, path, secrettest.File(ring))); err != nil || found["notesa"] != "kept" {
			t.Errorf("%s: %v, %v", place, found, err)
			row.Lost++
		}
		if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
			t.Errorf("%s: %d leftovers", place, len(left))
			row.Wrong++
		}
	}
	tally.Report(t, row)
}

// TestKilledWhileADamagedFileIsSalvaged: until the new file has the name, the damaged one has it.
func TestKilledWhileADamagedFileIsSalvaged(t *testing.T) {
	row := tally.Row{Case: "killed while a damaged file is salvaged"}
	for _, place := range []string{"salvage/put-aside", "salvage/written", "salvage/replaced"} {
		path := newPath(t)
		ring := filepath.Join(t.TempDir(), "ring")
		s, kept := open(t, path, secrettest.File(ring)), library{}
		kept.write(t, s)
		must(t, s.Close())
		spoil(t, path, 0)
		killedAt(t, place, "salvage", path, ring)
		again, err := openSaving(path, secrettest.File(ring))
		must(t, err)
		row.Run++
		s = open(t, path, secrettest.File(ring))
		told, err := s.Salvages()
		found, failed := read(s)
		if err := errors.Join(err, failed); err != nil || len(told) != 1 {
			t.Errorf("%s: told of %v after %v, %v", place, told, again, err)
			row.Wrong++
		}
		if missing := len(kept) - len(found); missing > 1 { // the last change, which stood on the page that was spoilt
			row.Lost += missing
		}
	}
	tally.Report(t, row)
}
