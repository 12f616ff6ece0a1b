package line_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"portaldesk/app/line"
	"portaldesk/client"
)

// probes is a portal that is asked by the line alone.
type probes struct {
	mu     sync.Mutex
	at     []time.Time
	answer error
}

func (p *probes) ask(context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at = append(p.at, time.Now())
	return p.answer
}

// asked is when the portal was asked so far.
func (p *probes) asked() []time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.at)
}

// answers sets what the portal answers from now on.
func (p *probes) answers(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = err
}

// pass lets time go by, with everything done that was due in it.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// run starts the line's own probing for the rest of the test.
func run(t *testing.T, l *line.Line) {
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		l.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-stopped
	})
}

func TestProbesGrowRarerUpToAMinuteAndStopWhenThePortalIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		portal := &probes{answer: failure(client.Offline)}
		l := line.New(portal.ask, nil, nil)
		run(t, l)
		pass(time.Hour)
		if len(portal.asked()) != 0 {
			t.Fatalf("probed %d times while the portal was there", len(portal.asked()))
		}
		last := time.Now()
		l.Saw(failure(client.Offline))
		pass(20 * time.Minute)
		for i, at := range portal.asked() {
			span := min(4*time.Second<<min(i, 10), time.Minute)
			if wait := at.Sub(last); wait < span/2 || wait > span {
				t.Errorf("wait %d was %v, want %v to %v", i, wait, span/2, span)
			}
			last = at
		}
		portal.answers(nil)
		pass(time.Minute)
		if !l.State().Online {
			t.Fatal("a minute after the portal came back the line is still gone")
		}
		asked := len(portal.asked())
		pass(time.Hour)
		if len(portal.asked()) != asked {
			t.Errorf("probed %d times more after the portal was back", len(portal.asked())-asked)
		}
	})
}

func TestWaitsBeginAnewWithEachOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		portal := &probes{answer: failure(client.Offline)}
		l := line.New(portal.ask, nil, nil)
		run(t, l)
		l.Saw(failure(client.Offline))
		pass(30 * time.Minute)
		l.Saw(nil)
		l.Saw(failure(client.Offline))
		before := len(portal.asked())
		pass(4 * time.Second)
		if len(portal.asked()) == before {
			t.Error("a new outage waited as long as the old one")
		}
	})
}

func TestAnswerToSomebodyElseEndsTheProbing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		portal := &probes{}
		l := line.New(portal.ask, nil, nil)
		run(t, l)
		l.Saw(failure(client.Offline))
		synctest.Wait()
		l.Saw(nil)
		pass(time.Hour)
		if len(portal.asked()) != 0 {
			t.Errorf("probed %d times although somebody else had an answer", len(portal.asked()))
		}
	})
}

func TestHungProbeDoesNotEndTheProbing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		l := line.New(func(ctx context.Context) error {
			asked++
			if asked > 1 {
				return nil
			}
			<-ctx.Done()
			return failure(client.Canceled)
		}, nil, nil)
		run(t, l)
		l.Saw(failure(client.Offline))
		pass(2 * time.Minute)
		if !l.State().Online {
			t.Errorf("after a probe that hung the line asked %d times and is still gone", asked)
		}
	})
}
