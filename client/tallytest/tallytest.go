// Package tallytest is how the tests under torture count: what was done, and what of it went wrong. Nothing may.
package tallytest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// folderVariable names the folder in which rows are gathered for the table that make torture prints. Unset, rows are only held
// against zero.
const folderVariable = "PORTALDESK_TORTURE"

// Row is one case of the table: how often it was run, how many notes, drafts or records were lost or came twice, how many secrets or
// patients' data left where they belong, and how many messages were not the right ones.
type Row struct {
	Case                              string
	Run, Lost, Doubled, Leaked, Wrong int
}

// Report fails the test when the row is not all zero, or nothing was run, and leaves the row for the table. A test that has several
// rows reports each.
func Report(t testing.TB, r Row) {
	t.Helper()
	if r.Run == 0 || r.Lost+r.Doubled+r.Leaked+r.Wrong > 0 {
		t.Errorf("%s: run %d, lost %d, doubled %d, leaked %d, wrong message %d", r.Case, r.Run, r.Lost, r.Doubled, r.Leaked, r.Wrong)
	}
	if folder := os.Getenv(folderVariable); folder != "" {
		if err := r.add(filepath.Join(folder, strings.ReplaceAll(t.Name(), "/", "-"))); err != nil {
			t.Fatal(err)
		}
	}
}

// add writes the row as a line of fields between tabs.
func (r Row) add(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(file, "%s\t%d\t%d\t%d\t%d\t%d\n", r.Case, r.Run, r.Lost, r.Doubled, r.Leaked, r.Wrong)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}
