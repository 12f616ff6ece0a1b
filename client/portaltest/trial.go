package portaltest

import (
	"fmt"
	"runtime/debug"
	"sync"

	"portaldesk/client"
)

// trial is one test under way. Its methods may be called from any goroutine, but those that end the test only from its own.
type trial struct {
	T
	mu       sync.Mutex
	result   Result
	failures int
}

// stop ends a test early. It is thrown by panic, because not every T can end a goroutine, and caught by [suite.try].
type stop struct{}

// try runs one test and hands over how it went, also when the test ends its goroutine.
func (s *suite) try(t T, group string, test test, done func(Result)) {
	t.Helper()
	try := &trial{T: t, result: Result{Group: group, Test: test.name, Abilities: test.abilities, Outcome: Passed}}
	defer func() {
		t.Helper()
		try.caught(recover())
		done(try.finished())
	}()
	if err := t.Context().Err(); err != nil {
		try.notTried("interrupted")
	}
	for _, need := range test.needs {
		if !need.holds(s) {
			try.notTried("%s", need.why)
		}
	}
	test.run(try)
}

// caught makes a failure of what an adapter throws: a hostile server must not end the program.
func (t *trial) caught(thrown any) {
	t.Helper()
	if _, ended := thrown.(stop); thrown != nil && !ended {
		t.Logf("%s", debug.Stack())
		t.Errorf("it broke off: %T", thrown)
	}
}

func (t *trial) finished() Result {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failures > 1 {
		t.result.Why += fmt.Sprintf(" (and %d more)", t.failures-1)
	}
	return t.result
}

// Errorf notes a failure and goes on. The first one is the result's reason.
func (t *trial) Errorf(format string, args ...any) {
	t.T.Helper()
	text := fmt.Sprintf(format, args...)
	t.mu.Lock()
	if t.failures++; t.failures == 1 {
		t.result.Outcome, t.result.Why = Failed, text
	}
	t.mu.Unlock()
	t.T.Errorf("%s", text)
}

// Fatalf notes a failure and ends the test.
func (t *trial) Fatalf(format string, args ...any) {
	t.T.Helper()
	t.Errorf(format, args...)
	t.FailNow()
}

// notTried ends the test: it could not be tried, or not further. A failure before stays one.
func (t *trial) notTried(format string, args ...any) {
	t.Helper()
	t.end(NotTried, fmt.Sprintf(format, args...))
}

// notOffered ends the test: the portal has said that it does not offer this, and why.
func (t *trial) notOffered(offer client.Offer) {
	t.Helper()
	t.end(NotOffered, offer.Reason)
}

func (t *trial) end(outcome Outcome, why string) {
	t.Helper()
	t.Logf("%s: %s", outcome, why)
	t.mu.Lock()
	if t.failures == 0 {
		t.result.Outcome, t.result.Why = outcome, why
	}
	t.mu.Unlock()
	panic(stop{})
}

// note says something about a test that passes.
func (t *trial) note(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failures == 0 {
		t.result.Why = fmt.Sprintf(format, args...)
	}
}

// must ends the test on an error.
func must[V any](t *trial, value V, err error) V {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
	return value
}
