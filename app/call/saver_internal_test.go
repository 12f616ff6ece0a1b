package call

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestFailedWriteIsTriedAgainByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("full")
		var failing atomic.Bool
		var tries, heard atomic.Int32
		s := newSaver(func() error {
			tries.Add(1)
			if failing.Load() {
				return full
			}
			return nil
		}, func(err error) {
			if errors.Is(err, full) {
				heard.Add(1)
			}
		})
		failing.Store(true)
		s.touch()
		time.Sleep(throttle + 3*retryWait)
		synctest.Wait()
		if tries.Load() != 4 || heard.Load() != 4 {
			t.Errorf("with a full disk: %d tries, %d reported, want 4", tries.Load(), heard.Load())
		}
		s.touch()
		time.Sleep(throttle)
		synctest.Wait()
		if tries.Load() != 5 {
			t.Error("a change did not bring the next try forward")
		}
		failing.Store(false)
		time.Sleep(time.Hour)
		if tries.Load() != 6 {
			t.Errorf("%d tries in the end, want one that succeeded and no more", tries.Load())
		}
	})
}

func TestSlowDiskHasOneWriterAndTheLatestStateWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var state, stored, writers, writes atomic.Int32
		s := newSaver(func() error {
			if writers.Add(1) > 1 {
				t.Error("two writers at once")
			}
			snapshot := state.Load()
			time.Sleep(time.Second)
			stored.Store(snapshot)
			writes.Add(1)
			writers.Add(-1)
			return nil
		}, func(error) {})
		for range 100 {
			state.Add(1)
			s.touch()
			time.Sleep(50 * time.Millisecond)
		}
		if err := s.flush(); err != nil || stored.Load() != 100 {
			t.Errorf("after flush state %d is stored, want 100 (%v)", stored.Load(), err)
		}
		if writes.Load() > 8 {
			t.Errorf("%d writes of a second each within 7 seconds", writes.Load())
		}
		time.Sleep(time.Hour)
		if stored.Load() != 100 {
			t.Errorf("an older state came last: %d", stored.Load())
		}
	})
}
