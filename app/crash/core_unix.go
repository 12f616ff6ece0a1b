//go:build unix

package crash

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// NoCore has the system write no core dump of this process, whatever it ends by; that holds for what it starts as well.
// https://pubs.opengroup.org/onlinepubs/9799919799/functions/setrlimit.html
func NoCore() error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("crash: core dumps cannot be switched off: %w", err)
	}
	return nil
}
