package handout_test

import (
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"portaldesk/client/portaltest/handout"
)

func even(i int) bool { return i%2 == 0 }

func TestEachPatientIsGivenAwayOnce(t *testing.T) {
	folder := t.TempDir()
	var mu sync.Mutex
	var got []int
	var asking sync.WaitGroup
	for range 25 {
		asking.Go(func() {
			i, err := handout.Take(folder, 50, even)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			got = append(got, i)
		})
	}
	asking.Wait()
	slices.Sort(got)
	if len(slices.Compact(got)) != 25 || slices.ContainsFunc(got, func(i int) bool { return !even(i) }) {
		t.Errorf("given away: %v", got)
	}
	if _, err := handout.Take(folder, 50, even); !errors.Is(err, handout.ErrNone) {
		t.Errorf("after the last: %v", err)
	}
	if i, err := handout.Take(filepath.Join(folder, "another"), 50, even); i != 0 || err != nil {
		t.Errorf("another server's first is %d, %v", i, err)
	}
}

func TestAFolderThatCannotBeWrittenIsNoPatient(t *testing.T) {
	if _, err := handout.Take("/dev/null", 1, even); err == nil || errors.Is(err, handout.ErrNone) {
		t.Errorf("got %v", err)
	}
}
