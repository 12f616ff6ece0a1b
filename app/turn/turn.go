// Package turn has whoever sits at the desk and the delivery in the background take turns at a desk's file, and at the session's
// tokens, which a server may let be used only once.
//
// Two lock files stand beside the file. "wanted" is held, shared, by every window and command that works with the file, for as
// long as it does. "turn" is held by the background for one round. The background takes its turn and then looks whether the file
// is wanted; the desk says that it wants it and then waits for the turn to end. Whichever was first, never do both go on.
//
// The locks are the system's own (flock, LockFileEx): they end with the process that holds them, however it ends, and the empty
// files that stay behind mean nothing.
package turn

import (
	"context"
	"errors"
	"time"

	"github.com/gofrs/flock"
)

// ErrBusy: the background did not end its turn in time.
var ErrBusy = errors.New("turn: the background does not yield")

// beat is how often a lock is tried again, and how often the background looks whether its file is wanted.
const beat = 20 * time.Millisecond

func lockFile(path, name string) *flock.Flock {
	return flock.New(path+"."+name, flock.SetPermissions(0o600))
}

const (
	wanted = "wanted"
	taken  = "turn"
)

// Claim is somebody at the desk who wants the file.
type Claim struct{ lock *flock.Flock }

// Ask claims the file at path and waits at most patience for a turn of the background to end. Any number may claim it: which of
// them opens the file is the file's own lock to say. The error is ErrBusy or the system's.
func Ask(path string, patience time.Duration) (*Claim, error) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	claim := &Claim{lockFile(path, wanted)}
	if err := share(ctx, claim.lock); err != nil {
		return nil, err
	}
	turn := lockFile(path, taken)
	if err := share(ctx, turn); err != nil {
		return nil, errors.Join(err, claim.Release())
	}
	return claim, turn.Close()
}

func share(ctx context.Context, lock *flock.Flock) error {
	_, err := lock.TryRLockContext(ctx, beat)
	if errors.Is(err, context.DeadlineExceeded) {
		err = ErrBusy
	}
	if err != nil {
		return errors.Join(err, lock.Close())
	}
	return nil
}

// Release gives the file back. Releasing again, or nothing, does nothing.
func (c *Claim) Release() error {
	if c == nil {
		return nil
	}
	return c.lock.Close()
}

// Take begins a turn of the background, unless the file is wanted or another one has the turn: then the answered context is nil.
// The context ends when somebody wants the file; end must be called once the file is closed.
func Take(ctx context.Context, path string) (turn context.Context, end func() error, err error) {
	held, asked := lockFile(path, taken), lockFile(path, wanted)
	got, err := held.TryLock()
	if !got || err != nil {
		return nil, nil, errors.Join(err, held.Close())
	}
	if isWanted(asked) {
		return nil, nil, errors.Join(held.Close(), asked.Close())
	}
	turn, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		watch(turn, stop, asked)
	}()
	return turn, func() error {
		stop()
		<-done
		return errors.Join(held.Close(), asked.Close())
	}, nil
}

// watch ends the turn when the file is wanted.
func watch(turn context.Context, stop context.CancelFunc, asked *flock.Flock) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-turn.Done():
			return
		case <-tick.C:
			if isWanted(asked) {
				stop()
				return
			}
		}
	}
}

// isWanted tries the lock that those at the desk share. Whoever asks in this very instant tries again a beat later. When the lock
// cannot be tried nobody knows, and the background stays away.
func isWanted(asked *flock.Flock) bool {
	free, err := asked.TryLock()
	if err == nil && free {
		err = asked.Unlock()
	}
	return err != nil || !free
}
