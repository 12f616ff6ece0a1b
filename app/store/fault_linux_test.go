//go:build torture

package store_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client/tallytest"
)

// steps is how many changes a child makes on a bad disk.
const steps = 6

func init() { children["step"] = takeSteps }

// takeSteps makes changes one by one. After each it says so, and waits until that was heard. Whatever fails, it says what, and goes on
// with the next; at the end it reads what it was told is kept.
func takeSteps() {
	heard := bufio.NewReader(os.Stdin)
	say := func(words ...any) {
		fmt.Println(words...)
		heard.ReadString('\n')
	}
	s, err := store.Open(os.Getenv(pathMark), secrettest.File(os.Getenv(serviceMark)))
	if err != nil {
		say("refused", kindOf(err))
		return
	}
	for i := range steps {
		if err := s.Update(func(tx *store.Tx) error { return putStep(tx, i) }); err != nil {
			say("refused", kindOf(err))
		} else {
			say("kept", i)
		}
	}
	say("reads", readableSteps(s))
	s.Close()
}

// putStep is one change in several places. A part of it is worth nothing.
func putStep(tx *store.Tx, i int) error {
	return errors.Join(tx.Put("notes", number(i), strings.Repeat("x", 3000*i)), tx.Put("trail", number(i), i), tx.Delete("drafts", "open"),
		tx.Put("drafts", number(i), i))
}

// readableSteps is how many steps are there as a whole; -1 when there is a part of one.
func readableSteps(s *store.Store) (whole int) {
	err := s.View(func(tx *store.Tx) error {
		for i := range steps {
			parts := 0
			for _, b := range []store.Bucket{"notes", "trail", "drafts"} {
				found, err := tx.Get(b, number(i), new(any))
				if err != nil {
					return err
				}
				if found {
					parts++
				}
			}
			if parts != 0 && parts != 3 {
				return errors.New("a part of a change")
			}
			whole += parts / 3
		}
		return nil
	})
	if err != nil {
		return -1
	}
	return whole
}

// kindOf is a word for what kind of error it is; the error itself when it is of no kind.
func kindOf(err error) string {
	for word, kind := range map[string]error{"full": store.ErrFull, "read-only": store.ErrReadOnly, "disk": store.ErrDisk,
		"damaged": store.ErrDamaged, "key": store.ErrKeyringUnavailable} {
		if errors.Is(err, kind) {
			return word
		}
	}
	return strings.ReplaceAll(err.Error(), " ", "-")
}

// said is what a child said of its work, and after how many changes of the disk.
type said struct {
	word, about string
	changes     int
}

// work lets a child make its steps on a disk.
func (d *disk) work(t *testing.T, ring string) (all []said) {
	t.Helper()
	c := child("step", d.path(), ring)
	output, err := c.StdoutPipe()
	must(t, err)
	input, err := c.StdinPipe()
	must(t, err)
	must(t, c.Start())
	patience := time.AfterFunc(10*time.Second, func() { t.Error("the child hangs"); c.Process.Signal(syscall.SIGQUIT) })
	defer patience.Stop()
	for lines := bufio.NewScanner(output); lines.Scan(); {
		word, about, _ := strings.Cut(lines.Text(), " ")
		all = append(all, said{word, about, d.so()})
		fmt.Fprintln(input, "heard")
	}
	_ = c.Wait()
	return all
}

// TestDiskFailsAtAnyCall has each call to the disk fail that a child makes, once or from then on. The child is told, what it was told
// is kept is there afterwards, and of nothing is there a part. What could be read before can be read on, unless reading is what fails.
func TestDiskFailsAtAnyCall(t *testing.T) {
	for name, errno := range map[string]syscall.Errno{"I/O error": syscall.EIO, "disk full": syscall.ENOSPC, "disk read-only": syscall.EROFS} {
		t.Run(strings.ReplaceAll(name, "/", ""), func(t *testing.T) {
			row := tallytest.Row{Case: name + " at the n-th call"}
			for _, ever := range []bool{false, true} {
				for n, more := 1, true; more; n++ {
					more = failsAt(t, fault{n, ever, errno}, &row)
				}
			}
			tallytest.Report(t, row)
		})
	}
}

// failsAt says whether the child made as many calls.
func failsAt(t *testing.T, f fault, row *tallytest.Row) bool {
	t.Helper()
	ring := filepath.Join(t.TempDir(), "ring")
	d := newDisk(t, f)
	kept, told, reads := 0, false, 0
	for _, s := range d.work(t, ring) {
		switch s.word {
		case "kept":
			kept++
		case "refused":
			told = true
			if !rightWord(f.errno, s.about) {
				row.Wrong++
				t.Errorf("call %d, %t: the child was told %q", f.at, f.ever, s.about)
			}
		case "reads":
			reads, _ = strconv.Atoi(s.about)
		}
	}
	if f.at > d.calls {
		return false
	}
	row.Run++
	if !told && kept < steps {
		row.Wrong++
		t.Errorf("call %d, %t: %d steps kept, and nothing said", f.at, f.ever, kept)
	}
	if (reads < kept || reads > kept+1) && !d.unread {
		row.Wrong++
		t.Errorf("call %d, %t: %d steps were kept, %d can be read on", f.at, f.ever, kept, reads)
	}
	after := whole(t, filepath.Join(d.behind, "store.db"), secrettest.File(ring))
	if after < kept || after > kept+1 {
		row.Lost++
		t.Errorf("call %d, %t: %d steps were kept, %d are there", f.at, f.ever, kept, after)
	}
	return true
}

// rightWord: a disk that fails as it is read looks damaged.
func rightWord(errno syscall.Errno, word string) bool {
	want := map[syscall.Errno]string{syscall.EIO: "disk", syscall.ENOSPC: "full", syscall.EROFS: "read-only"}[errno]
	return word == want || word == "damaged"
}

// whole is how many steps a file holds, which must be sound.
func whole(t *testing.T, path string, ring secret.Ring) int {
	t.Helper()
	s, err := store.Open(path, ring)
	if err != nil {
		t.Errorf("afterwards: %v", err)
		return -1
	}
	defer s.Close()
	if s.Damaged() {
		t.Error("afterwards the file is damaged")
	}
	return readableSteps(s)
}

// TestPowerCutAfterAnyChange cuts the power after every change of the disk from the first file on, with what was not synced lost,
// kept, or in part. What is there afterwards is all that the child was told is kept, and at most the one change under way.
func TestPowerCutAfterAnyChange(t *testing.T) {
	ring := filepath.Join(t.TempDir(), "ring")
	d := newDisk(t, fault{})
	story, row := d.work(t, ring), tallytest.Row{Case: "power cut, unsynced writes lost"}
	chances := []func() bool{
		func() bool { return false }, func() bool { return true },
		func() bool { return rand.IntN(2) == 0 }, func() bool { return rand.IntN(2) == 0 }, func() bool { return rand.IntN(5) == 0 },
	}
	for at := range len(d.changes) + 1 {
		kept := 0
		for _, s := range story {
			if s.word == "kept" && s.changes <= at {
				kept++
			}
		}
		for i, keep := range chances {
			dir := t.TempDir()
			cut(d.changes[:at], keep).mount(t, dir)
			row.Run++
			if after := whole(t, filepath.Join(dir, "store.db"), secrettest.File(ring)); after < kept || after > kept+1 {
				row.Lost++
				t.Errorf("change %d, chance %d: %d steps were kept, %d are there", at, i, kept, after)
			}
		}
	}
	t.Log(strconv.Itoa(len(d.changes)) + " changes of the disk")
	tallytest.Report(t, row)
}
