//go:build tour && linux

package tour

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// process is one that runs, and its resident set in bytes.
type process struct {
	parent   int
	resident int64
}

// tree is every process by its id.
type tree map[int]process

func processes(t testing.TB) tree {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/status")
	if err != nil {
		t.Fatal(err)
	}
	all := tree{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended meanwhile
		}
		says := map[string]int64{}
		for line := range strings.Lines(string(text)) {
			name, value, _ := strings.Cut(line, ":")
			number, _, _ := strings.Cut(strings.TrimSpace(value), " ")
			says[name], _ = strconv.ParseInt(number, 10, 64)
		}
		all[int(says["Pid"])] = process{parent: int(says["PPid"]), resident: says["VmRSS"] << 10}
	}
	return all
}

// below adds up what is resident of a process and of all that come from it.
func (t tree) below(ancestor int) (sum int64) {
	for pid, p := range t {
		for pid != ancestor && pid != 0 {
			pid = t[pid].parent
		}
		if pid == ancestor {
			sum += p.resident
		}
	}
	return sum
}
