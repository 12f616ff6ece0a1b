package shell

import (
	"os"
	"strings"
	"testing"
)

func TestADamagedFileIsSaidUntilRead(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.close(w.shell)
	path := w.clinic.Workplace.Profiles.StorePath(w.clinic.Profile.ID)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(make([]byte, os.Getpagesize()), 0); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	w.shell = w.start(t.Context())
	w.until("the desk", func() bool { return w.shell.house != nil })
	w.untilSeen("The file with the notes was damaged")
	w.untilSeen(".damaged-")
	w.shell.house.banners.salvageRead()
	w.until("it is read", func() bool { return !strings.Contains(w.sees(), "The file with the notes was damaged") })
}
