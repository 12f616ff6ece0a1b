package callback

import (
	"strings"
	"time"
	"unicode/utf8"

	"portaldesk/client"
)

// Get is one callback.
func (c *Callbacks) Get(id string) (Callback, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, found := c.known[id]
	return known.clone(), found
}

// Promised are all open promises, by due time.
func (c *Callbacks) Promised() []Callback {
	return c.sorted(func(known Callback) bool { return known.State == Promised })
}

// Due are the open promises whose time has come, late ones among them, by due time.
func (c *Callbacks) Due(at time.Time) []Callback {
	return c.sorted(func(known Callback) bool { return known.State == Promised && !at.Before(known.Due) })
}

// Late are the open promises that were due longer ago than the grace, by due time.
func (c *Callbacks) Late(at time.Time) []Callback {
	return c.sorted(func(known Callback) bool { return known.State == Promised && !at.Before(known.Due.Add(c.grace)) })
}

// Today are the open promises due until the end of the day that the moment is in, in its zone; those of days before are
// among them.
func (c *Callbacks) Today(at time.Time) []Callback {
	year, month, day := at.Date()
	end := time.Date(year, month, day+1, 0, 0, 0, 0, at.Location())
	return c.sorted(func(known Callback) bool { return known.State == Promised && known.Due.Before(end) })
}

// Of are all callbacks of an account that are kept, settled ones among them, by due time.
func (c *Callbacks) Of(account client.AccountID) []Callback {
	return c.sorted(func(known Callback) bool { return known.Account == account })
}

// Settled are those that are done, missed or cancelled, as long as they are kept, by due time.
func (c *Callbacks) Settled() []Callback {
	return c.sorted(func(known Callback) bool { return known.State != Promised })
}

func checkSettling(state State, reason string) error {
	switch {
	case state != Done && state != Missed && state != Cancelled:
		return &InvalidError{"state", "unknown"}
	case state != Done && strings.TrimSpace(reason) == "":
		return &InvalidError{"reason", "missing"}
	case utf8.RuneCountInString(reason) > MaxReason:
		return &InvalidError{"reason", "too-long"}
	default:
		return nil
	}
}
