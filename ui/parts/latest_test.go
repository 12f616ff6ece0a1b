package parts_test

import (
	"context"
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

func TestADelayedQuestionWaitsForANewerOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		latest := parts.Latest{Runner: goroutines{ctx}, Delay: 120 * time.Millisecond}
		asked := 0
		for range 5 {
			latest.Go(func(context.Context) { asked++ }, nil)
			time.Sleep(50 * time.Millisecond)
		}
		time.Sleep(200 * time.Millisecond)
		synctest.Wait()
		if asked != 1 {
			t.Errorf("asked %d questions for five quick keys, want 1", asked)
		}
	})
}

// goroutines is a Runner without a window.
type goroutines struct{ ctx context.Context }

func (g goroutines) Go(work func(context.Context), _ func()) { go work(g.ctx) }
