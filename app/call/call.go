package call

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"portaldesk/client"
)

// ErrClosed is the error of what comes to a call after it was closed or discarded.
var ErrClosed = errors.New("call: it is closed")

// Call is the open call. Its methods may be called from any goroutine; each setter returns at once and has the draft saved
// within 250 ms. After the call was closed or discarded the setters change nothing.
type Call struct {
	now   func() time.Time
	saver *saver

	mu    sync.Mutex
	draft Draft
	ended bool
}

// Draft is a copy of what is known of the call.
func (c *Call) Draft() Draft {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.draft.clone()
}

// SetAccount sets the account the call is about; empty for none.
func (c *Call) SetAccount(id client.AccountID) {
	c.change(func() bool {
		changed := c.draft.Account != id
		c.draft.about(id)
		return changed
	})
}

// SetCaller sets who is calling. What they call from stays as [Call.SetNumber] set it.
func (c *Call) SetCaller(caller client.Caller) {
	c.change(func() bool {
		caller.Number = c.draft.Caller.Number
		changed := c.draft.Caller != caller
		c.draft.Caller = caller
		return changed
	})
}

// SetNumber sets what they call from, without the blanks around it and cut to [client.MaxCallerNumber] characters; empty for
// not known. The rest of who is calling stays.
func (c *Call) SetNumber(number string) {
	typed := []rune(strings.TrimSpace(number))
	set(c, &c.draft.Caller.Number, string(typed[:min(len(typed), client.MaxCallerNumber)]))
}

// SetReason sets why they called.
func (c *Call) SetReason(reason client.Reason) { set(c, &c.draft.Reason, reason) }

// SetOutcome sets how the call ended.
func (c *Call) SetOutcome(outcome client.CallOutcome) { set(c, &c.draft.Outcome, outcome) }

// SetNote sets the note. One longer than [MaxNote] is kept as it is; Close refuses it.
func (c *Call) SetNote(note string) { set(c, &c.draft.Note, note) }

// SetLanguage sets the language the call is held in, BCP 47.
func (c *Call) SetLanguage(language string) { set(c, &c.draft.Language, language) }

// set changes one field and has the draft saved, unless the field had that value already.
func set[T comparable](c *Call, field *T, value T) {
	c.change(func() bool {
		changed := *field != value
		*field = value
		return changed
	})
}

// Record adds something that was done in the call, and saves it before it returns. When saving fails the deed stays in
// the call and is saved at the next try. On a call that is closed it is [ErrClosed].
func (c *Call) Record(deed client.Deed) error {
	deed.At = wall(deed.At)
	c.saver.turn.take()
	defer c.saver.turn.give()
	recorded := c.change(func() bool {
		c.draft.Done = append(c.draft.Done, deed)
		return true
	})
	if !recorded {
		return ErrClosed
	}
	return c.saver.flushInTurn()
}

// Phase is the phase the call is in.
func (c *Call) Phase() Phase {
	c.mu.Lock()
	defer c.mu.Unlock()
	return phaseOf(c.draft.Phases)
}

// Enter begins a phase now. Entering the phase the call is in, or one that does not exist, changes nothing.
func (c *Call) Enter(phase Phase) {
	c.change(func() bool {
		if !phase.known() || phase == phaseOf(c.draft.Phases) {
			return false
		}
		c.draft.Phases = append(c.draft.Phases, PhaseChange{Phase: phase, At: wall(c.now())})
		return true
	})
}

// Times is how long the call has been in each phase until now. After the call ended it no longer means anything.
func (c *Call) Times() Times {
	c.mu.Lock()
	changes := slices.Clone(c.draft.Phases)
	c.mu.Unlock()
	return timesOf(changes, wall(c.now()))
}

// change edits the draft and says whether anything changed; what changed is saved soon.
func (c *Call) change(edit func() bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended || !edit() {
		return false
	}
	c.saver.touch()
	return true
}

// end makes the call deaf to changes.
func (c *Call) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
}

// phaseOf is the last phase begun; talk in a draft that has none.
func phaseOf(changes []PhaseChange) Phase {
	if len(changes) == 0 {
		return Talk
	}
	return changes[len(changes)-1].Phase
}
