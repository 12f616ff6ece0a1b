package store

import (
	"os"
	"path/filepath"
	"runtime"
	"time"

	"portaldesk/app/store/durable"
)

// SetAside gives the file at path another name in its folder, which it answers: with the day and time, for somebody to open later.
// Its key stays in the ring, if it is there. The errors are those of [Open] that have nothing to do with keys, [ErrBusy] above all.
func SetAside(path string, now time.Time) (kept string, err error) {
	db, err := openFile("set aside", path, defaultWait, false, 0) // nobody may write to it meanwhile
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "windows" { // which renames no file that is open
		db.Close()
	} else {
		defer db.Close()
	}
	kept = path + ".kept-" + now.UTC().Format("20060102-150405.000000")
	if err := os.Rename(path, kept); err != nil {
		return "", classify("set aside", err)
	}
	return kept, classify("set aside", durable.SyncDir(filepath.Dir(path)))
}
