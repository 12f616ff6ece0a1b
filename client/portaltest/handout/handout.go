// Package handout gives each patient of a real server to one test alone.
//
// The rule, for every test of every package that runs on the servers of .ci/servers: whoever reads or changes one patient takes
// that patient here first. From then on nobody else is given the same one, whatever package, process or run asks, as long as
// the server's folder is there. So it does not matter in which order packages run, or how often. Looking at the whole crowd
// needs no patient, but must not count on how somebody else's patients stand.
package handout

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// ErrNone is that no patient is left who suits.
var ErrNone = errors.New("no patient is left who suits")

// taken is the folder, within a server's, that has an empty file for each patient who was given away: its number in the list
// that the server was loaded with.
const taken = "taken"

// Take gives away the first of a server's n patients who suits and whom nobody has, and answers her number, from 0. The folder
// is the server's, the one of its description; of two servers with one description each has a folder within it. The error is
// [ErrNone] or that of the folder.
func Take(folder string, n int, suits func(i int) bool) (int, error) {
	folder = filepath.Join(folder, taken)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return 0, fmt.Errorf("the patients who were given away: %w", err)
	}
	for i := range n {
		if !suits(i) {
			continue
		}
		// Of all who create it, one succeeds.
		mark, err := os.OpenFile(filepath.Join(folder, strconv.Itoa(i)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		switch {
		case err == nil:
			return i, mark.Close()
		case !errors.Is(err, fs.ErrExist):
			return 0, fmt.Errorf("the patients who were given away: %w", err)
		}
	}
	return 0, ErrNone
}
