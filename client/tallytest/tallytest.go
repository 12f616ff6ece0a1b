// Package tallytest is how the tests under torture count: what was done, and what of it went wrong. Nothing may.
package tallytest

import (
	"encoding/json"
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
	Case    string `json:"case"`
	Run     int    `json:"run"`
	Lost    int    `json:"lost"`
	Doubled int    `json:"doubled"`
	Leaked  int    `json:"leaked"`
	Wrong   int    `json:"wrong"`
}

// Report fails the test when the row is not all zero, or nothing was run, and leaves the row for the table. A test that has several
// rows reports each.
func Report(t testing.TB, r Row) {
	t.Helper()
	if r.Run == 0 || r.Lost+r.Doubled+r.Leaked+r.Wrong > 0 {
		t.Errorf("%s: run %d, lost %d, doubled %d, leaked %d, wrong message %d", r.Case, r.Run, r.Lost, r.Doubled, r.Leaked, r.Wrong)
	}
	folder := os.Getenv(folderVariable)
	if folder == "" {
		return
	}
	if err := add(filepath.Join(folder, strings.ReplaceAll(t.Name(), "/", "-")+".jsonl"), r); err != nil {
		t.Fatal(err)
	}
}

func add(path string, r Row) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := file.Write(append(line, '\n')); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
