package secrettest

import (
	"fmt"
	"os"
	"testing"
)

// Main runs the package's tests with a keyring and ends the process. When there is none to be had the tests fail, with
// what to install; they are never skipped. A test binary that a test starts again keeps the keyring of the first.
func Main(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	stop, err := provide()
	if err != nil {
		fmt.Fprintln(os.Stderr, "secrettest:", err)
		return 1
	}
	defer stop()
	return m.Run()
}
