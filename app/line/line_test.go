package line_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/line"
	"portaldesk/client"
)

func failure(kind client.Kind) error { return &client.Error{Op: "getAbout", Kind: kind} }

func unavailable(code string) error {
	return &client.Error{Op: "getAbout", Kind: client.Unavailable, Code: code}
}

// noProbe fails the test when a line that nobody runs asks the portal.
func noProbe(t *testing.T) func(context.Context) error {
	return func(context.Context) error {
		t.Error("the line probed without being run")
		return nil
	}
}

func TestEveryOutcomeMovesTheLineAsDocumented(t *testing.T) {
	const up = client.Kind("")
	var both = func(err error) []error { return []error{err, err} }
	for name, test := range map[string]struct {
		outcomes []error
		want     client.Kind // up means online
	}{
		"answered":                  {[]error{nil}, up},
		"refused":                   {[]error{failure(client.Forbidden)}, up},
		"not what was promised":     {[]error{failure(client.Protocol)}, up},
		"offline":                   {[]error{failure(client.Offline)}, client.Offline},
		"untrusted":                 {[]error{failure(client.Untrusted)}, client.Untrusted},
		"lost answer":               {[]error{failure(client.OutcomeUnknown)}, client.Offline},
		"given up by us":            {[]error{failure(client.Canceled)}, up},
		"an error of our own":       {[]error{errors.New("disk full")}, up},
		"one hiccup":                {[]error{unavailable("")}, up},
		"two hiccups":               {both(unavailable("")), client.Unavailable},
		"hiccup, answer, hiccup":    {[]error{unavailable(""), failure(client.NotFound), unavailable("")}, up},
		"gone, then ailing":         {[]error{failure(client.Offline), unavailable("")}, client.Unavailable},
		"gone, then cancelled":      {[]error{failure(client.Offline), failure(client.Canceled)}, client.Offline},
		"gone, then unauthorised":   {[]error{failure(client.Offline), failure(client.Unauthenticated)}, up},
		"back, then one hiccup":     {append(both(unavailable("")), nil, unavailable("")), up},
		"lost answer, then refused": {[]error{failure(client.OutcomeUnknown), failure(client.Conflict)}, up},
	} {
		t.Run(name, func(t *testing.T) {
			l := line.New(noProbe(t), nil, nil)
			for _, outcome := range test.outcomes {
				l.Saw(outcome)
			}
			state := l.State()
			if state.Kind != test.want || state.Online != (test.want == up) {
				t.Errorf("after %v the line is %+v, want kind %q", test.outcomes, state, test.want)
			}
		})
	}
}

func TestChangesAreToldOnceAndInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []line.State
		start := time.Now()
		l := line.New(noProbe(t), time.Now, func(s line.State) { told = append(told, s) })
		outcomes := []error{
			nil, failure(client.Offline), failure(client.Offline), unavailable("maintenance"), unavailable("maintenance"), nil, nil,
		}
		for _, outcome := range outcomes {
			time.Sleep(time.Second)
			l.Saw(outcome)
		}
		went, back := start.Add(2*time.Second), start.Add(6*time.Second)
		want := []line.State{
			{Kind: client.Offline, Since: went},
			{Kind: client.Unavailable, Code: "maintenance", Since: went},
			{Online: true, Since: back},
		}
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	})
}

func TestChangesStayInOrderUnderConcurrency(t *testing.T) {
	var told []line.State // unguarded: calls of changed must not overlap
	var inside atomic.Int32
	l := line.New(noProbe(t), nil, func(s line.State) {
		if inside.Add(1) > 1 {
			t.Error("two calls of changed overlap")
		}
		runtime.Gosched()
		told = append(told, s)
		inside.Add(-1)
	})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for range 500 {
				if i%2 == 0 {
					l.Saw(nil)
				} else {
					l.Saw(failure(client.Offline))
				}
			}
		})
	}
	group.Wait()
	online := true
	for i, state := range told {
		if state.Online == online {
			t.Fatalf("change %d of %d told %v twice", i, len(told), online)
		}
		online = state.Online
	}
	if online != l.State().Online {
		t.Errorf("the last change told is %v, the state is %v", online, l.State().Online)
	}
}

func TestChangedMayUseTheLine(t *testing.T) {
	var l *line.Line
	var told []bool
	l = line.New(noProbe(t), nil, func(s line.State) {
		told = append(told, s.Online, l.State().Online)
		l.Saw(nil)
	})
	l.Saw(failure(client.Offline))
	if diff := cmp.Diff([]bool{false, false, true, true}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
