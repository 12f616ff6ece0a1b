package trail_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	chain "portaldesk/app/trail"
	"portaldesk/client"
)

// exported is the one file in the folder.
func (w *world) exported(ending string) []byte {
	w.t.Helper()
	files, err := filepath.Glob(filepath.Join(w.folder, "trail-*."+ending))
	if err != nil || len(files) != 1 {
		w.t.Fatalf("the files are %v, %v", files, err)
	}
	content, err := os.ReadFile(files[0])
	w.must(err)
	return content
}

func TestWhatTheFiltersMeanIsExportedWithItsSeals(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(unlocks("agent-7", 3)...)
	w.enters()
	w.chooses("Any action", "Unlock")
	w.screen.Export()
	w.MustSee("The entries that fit the filters are written")
	w.Press(fyne.KeyReturn)
	w.MustSee("3 entries are written")
	lines := bufio.NewScanner(bytes.NewReader(w.exported("jsonl")))
	count := 0
	for ; lines.Scan(); count++ {
		var e client.AuditEvent
		w.must(json.Unmarshal(lines.Bytes(), &e))
		if e.Action != "unlock" || chain.HashOf(e) != e.Hash {
			t.Errorf("exported is %+v", e)
		}
	}
	if count != 3 {
		t.Errorf("%d lines", count)
	}
}

func TestAnExportAsCSVAndWhereItCannotBeWritten(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.enters()
	w.screen.Export()
	w.GoTo("segments")
	w.Press(fyne.KeyRight)
	w.GoTo("entry")
	w.Replace(filepath.Join(w.folder, "gone"))
	w.Tap("Write the file")
	w.MustSee("The file could not be written")
	w.Tap("Choose…")
	w.Tap("Write the file")
	w.MustSee("entries are written", "only you can read the file")
	rows, err := csv.NewReader(bytes.NewReader(w.exported("csv"))).ReadAll()
	if err != nil || len(rows) < 4 { // heading, sign-in, and what was tried before
		t.Errorf("%v, %v", rows, err)
	}
}
