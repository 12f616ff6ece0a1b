package calls_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
)

func (w *world) exported() [][]string {
	w.t.Helper()
	files, err := filepath.Glob(filepath.Join(w.folder, "*"))
	w.must(err)
	if len(files) != 1 {
		w.t.Fatalf("the folder holds %v", files)
	}
	file, err := os.Open(files[0])
	w.must(err)
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	w.must(err)
	return records
}

func TestTheListedCallsAreWrittenToAFile(t *testing.T) {
	w := newWorld(t)
	follow := pastCall(time.Hour, "to be followed up.")
	follow.Outcome = client.OutcomeFollowUp
	w.keeps(follow, pastCall(2*time.Hour, "another one."))
	w.enters()
	w.GoTo("chooser Any outcome")
	w.Type("follow")
	w.command("export-calls")
	w.MustSee("The file holds patient data", "that fit the search and the filters")
	w.Press(fyne.KeyReturn)
	w.MustSee("Calls written: 1")
	path := filepath.Join(w.folder, "calls-20261120-150000.csv")
	if seen := strings.ReplaceAll(w.Words(), " ", ""); !strings.Contains(seen, path) { // it may take several lines
		t.Errorf("%s is not in the window", path)
	}
	if records := w.exported(); len(records) != 2 { // and the heading
		t.Errorf("the file has %d records", len(records))
	}
}

func TestAFolderThatIsNotThereIsSaid(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "a note."))
	w.enters()
	w.command("export-calls")
	w.GoTo("entry")
	w.Replace(filepath.Join(w.folder, "nowhere"))
	w.Press(fyne.KeyReturn)
	w.MustSee("There is no such folder")
}
