package app

import "sync"

// trouble is what ails the trail, as far as it was told. An entry that could not be written goes before one that could not
// be anchored: that the keyring took an older one is then no comfort.
type trouble struct {
	mu              sync.Mutex
	unwritten, said bool
}

// wrote takes in whether an entry was written.
func (t *trouble) wrote(err error, state func() error, tell func(TrailTroubled)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	recovered := t.unwritten && err == nil
	t.unwritten = err != nil
	switch {
	case err != nil:
		t.say(TrailTroubled{Err: err}, tell)
	case recovered:
		t.say(TrailTroubled{Err: state(), Written: true}, tell)
	}
}

func (t *trouble) anchored(err error, tell func(TrailTroubled)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.unwritten {
		t.say(TrailTroubled{Err: err, Written: true}, tell)
	}
}

// say tells of trouble, and once when it is over.
func (t *trouble) say(now TrailTroubled, tell func(TrailTroubled)) {
	if t.said || now.Err != nil {
		tell(now)
	}
	t.said = now.Err != nil
}
