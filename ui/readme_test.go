package ui_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	named   = regexp.MustCompile("`((?:Test|Benchmark)[A-Za-z0-9]+)`")
	defined = regexp.MustCompile(`(?m)^func ((?:Test|Benchmark)[A-Za-z0-9]+)\(`)
)

// TestWhatTheReadmeNamesAsShownIsTested holds the tables of what is defended against the tests there are.
func TestWhatTheReadmeNamesAsShownIsTested(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	err = filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, found := range defined.FindAllSubmatch(source, -1) {
			there[string(found[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	wanted := named.FindAllSubmatch(readme, -1)
	if len(wanted) < 40 {
		t.Errorf("only %d tests are named", len(wanted))
	}
	for _, test := range wanted {
		if !there[string(test[1])] {
			t.Errorf("there is no %s", test[1])
		}
	}
}
