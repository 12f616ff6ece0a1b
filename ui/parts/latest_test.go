package parts_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"portaldesk/ui/parts"
)

// byHand runs work and what comes after it only when told to.
type byHand struct{ work, then []func() }

func (b *byHand) Go(work func(context.Context), then func()) {
	b.work = append(b.work, func() { work(context.Background()) })
	b.then = append(b.then, then)
}

func TestAnOlderAnswerIsDroppedHoweverLateItComes(t *testing.T) {
	runner := &byHand{}
	latest := parts.Latest{Runner: runner}
	var shown []string
	for _, question := range []string{"a", "al"} {
		latest.Go(func(context.Context) {}, func() { shown = append(shown, question) })
	}
	for _, i := range []int{1, 0} { // the newer one is answered first
		runner.work[i]()
		runner.then[i]()
	}
	if len(shown) != 1 || shown[0] != "al" {
		t.Errorf("shown %v, want the newer answer alone", shown)
	}
}

func TestASupersededQuestionIsNeverAsked(t *testing.T) {
	runner := &byHand{}
	latest := parts.Latest{Runner: runner}
	latest.Go(func(context.Context) { t.Error("it was asked") }, nil)
	latest.Supersede()
	runner.work[0]()
}

func TestAQuestionThatIsSupersededWhileItRunsIsCancelled(t *testing.T) {
	runner := &byHand{}
	latest := parts.Latest{Runner: runner}
	latest.Go(func(ctx context.Context) {
		latest.Supersede()
		if ctx.Err() == nil {
			t.Error("the work goes on")
		}
	}, func() { t.Error("its answer was shown") })
	runner.work[0]()
	runner.then[0]()
}

// paced is a Latest over goroutines. Each question takes a while, and what was asked is kept with when.
type paced struct {
	parts.Latest
	began time.Time
	takes time.Duration
	asked []string
}

// inPace runs a test within a bubble of its own time.
func inPace(t *testing.T, takes time.Duration, do func(p *paced)) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		p := &paced{Latest: parts.Latest{Runner: goroutines{ctx}, Gap: 40 * time.Millisecond}, began: time.Now(), takes: takes}
		do(p)
		time.Sleep(time.Minute)
		cancel()
		synctest.Wait()
	})
}

// types asks a question for each character, a span apart.
func (p *paced) types(word string, span time.Duration) {
	for _, char := range word {
		p.Go(func(ctx context.Context) {
			p.asked = append(p.asked, fmt.Sprint(string(char), time.Since(p.began).Milliseconds()))
			select {
			case <-time.After(p.takes):
			case <-ctx.Done():
			}
		}, nil)
		time.Sleep(span)
	}
}

func (p *paced) want(t *testing.T, want ...string) {
	t.Helper()
	if synctest.Wait(); !slices.Equal(p.asked, want) {
		t.Errorf("asked %v, want %v", p.asked, want)
	}
}

func TestAQuestionIsAskedAtOnce(t *testing.T) {
	inPace(t, 5*time.Millisecond, func(p *paced) {
		p.types("abc", 60*time.Millisecond)
		p.want(t, "a0", "b60", "c120")
	})
}

func TestWithinTheGapOnlyTheNewestWaits(t *testing.T) {
	inPace(t, 5*time.Millisecond, func(p *paced) {
		p.types("abcd", 10*time.Millisecond)
		time.Sleep(time.Second)
		p.want(t, "a0", "d40")
	})
}

func TestWhoeverIsSlowToAnswerIsAskedLess(t *testing.T) {
	inPace(t, 200*time.Millisecond, func(p *paced) {
		p.types("a", time.Second) // answered after 200 ms
		p.types("bcd", 90*time.Millisecond)
		time.Sleep(time.Second)
		p.want(t, "a0", "b1000", "d1200")
	})
}

func TestAnAnswerThatHungDoesNotHoldUpTheNextKeysAsLong(t *testing.T) {
	inPace(t, 30*time.Second, func(p *paced) {
		p.types("a", 40*time.Second)
		p.types("bc", 10*time.Millisecond)
		time.Sleep(time.Second)
		p.want(t, "a0", "b40000", "c40250")
	})
}

func TestAHurriedQuestionDoesNotWaitForTheGap(t *testing.T) {
	inPace(t, 5*time.Millisecond, func(p *paced) {
		p.types("ab", 10*time.Millisecond)
		p.Hurry()
		p.Hurry() // once more changes nothing
		time.Sleep(time.Second)
		p.want(t, "a0", "b20")
	})
}

// goroutines is a Runner without a window.
type goroutines struct{ ctx context.Context }

func (g goroutines) Go(work func(context.Context), _ func()) { go work(g.ctx) }
