package hostiletest

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/tallytest"
)

// MayTake is how much more memory a client may make the process ask the system for, over all answers together.
const MayTake = 64 << 20

// Ask is a question of a client: what it is called, and the asking.
type Ask struct {
	What string
	Do   func(ctx context.Context) error
}

// Withstand asks everything in every way there is to answer it, and reports a row for the client of that name. Each question must be
// answered without an error while the server is friendly.
func Withstand(t *testing.T, name string, s *Server, asks ...Ask) {
	t.Helper()
	for _, ask := range asks {
		if err := ask.Do(t.Context()); err != nil {
			t.Fatalf("%s, of a friend: %v", ask.What, err)
		}
	}
	bombed()
	row := tallytest.Row{Case: "hostile answers: " + name}
	rest := taken()
	for _, how := range slices.Sorted(maps.Keys(ways)) {
		for _, ask := range asks {
			row.Run++
			if !withstands(t, s, how, ask) {
				row.Wrong++
			}
		}
		if more := taken() - rest; more > MayTake {
			t.Errorf("%s: %d MiB more than at rest", how, more>>20)
			rest = taken() // the others are not to blame
			row.Wrong++
		}
	}
	_, row.Leaked = s.heard()
	tallytest.Report(t, row)
	t.Logf("%s: %d answers, %d KiB more than at rest", name, row.Run, (taken()-rest)>>10)
}

// withstands asks one question and looks at what came of it.
func withstands(t *testing.T, s *Server, how string, ask Ask) bool {
	t.Helper()
	w := ways[how]
	s.turn(func(friendly http.Handler) http.Handler { return w.answer(s, friendly) })
	defer s.turn(nil)
	err := ask.Do(t.Context())
	if asked, _ := s.heard(); asked == 0 {
		t.Errorf("%s, %s: the server was not asked", how, ask.What)
		return false
	}
	if err == nil && w.may {
		return true
	}
	fault, typed := errors.AsType[*client.Error](err)
	switch {
	case !typed || fault.Kind == "":
		t.Errorf("%s, %s: got %v", how, ask.What, err)
	case strings.Contains(err.Error(), planted):
		t.Errorf("%s, %s: what the server said is told: %v", how, ask.What, err)
	default:
		return true
	}
	return false
}

// taken is what the process has from the system, in bytes, when nothing that is done with is kept.
func taken() int64 {
	var now runtime.MemStats
	debug.FreeOSMemory()
	runtime.ReadMemStats(&now)
	return int64(now.Sys)
}
