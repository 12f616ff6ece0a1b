package keycloak

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"portaldesk/client"
)

// The server's own names.
const (
	updatePassword = "UPDATE_PASSWORD"
	verifyEmail    = "VERIFY_EMAIL"

	disabledReason   = "disabledReason"
	permanentLockout = "permanentLockout"
)

func (u user) mustChangePassword() bool { return slices.Contains(u.RequiredActions, updatePassword) }

// lockedForGood: brute-force detection disabled the account, and says so in an attribute. Its own record of it is in memory,
// and gone when the server starts again.
func (u user) lockedForGood() bool {
	return !u.Enabled && slices.Contains(u.Attributes[disabledReason], permanentLockout)
}

// status is the account's state. A lock goes before "disabled": before 26.3 an account locked for a time was shown as
// disabled, and whoever then enabled it would have found it locked still. hasPassword is asked only when it matters.
func (u user) status(l lock, hasPassword bool) client.Status {
	switch {
	case l.Disabled || u.lockedForGood():
		return client.StatusLocked
	case !u.Enabled:
		return client.StatusDeactivated
	case u.invited(hasPassword):
		return client.StatusInvited
	case u.mustChangePassword():
		return client.StatusResetPending
	default:
		return client.StatusActive
	}
}

// invited: the account waits for its first password. One from a user storage has its password there.
func (u user) invited(hasPassword bool) bool {
	return u.pending() && !hasPassword && u.FederationLink == ""
}

// pending: whether there is a password decides between invited and not.
func (u user) pending() bool {
	return u.mustChangePassword() || slices.Contains(u.RequiredActions, verifyEmail)
}

// word is the state in the server's own words: "Enabled", "Disabled", "Temporarily locked", "Permanently locked", and what
// it asks at the next sign-in.
func (u user) word(l lock) string {
	word := "Enabled"
	switch {
	case u.lockedForGood() || l.Disabled && l.until() == nil:
		word = "Permanently locked"
	case l.Disabled:
		word = "Temporarily locked"
	case !u.Enabled:
		word = "Disabled"
	}
	if len(u.RequiredActions) > 0 {
		word += ", required actions: " + strings.Join(u.RequiredActions, ", ")
	}
	return word
}

// reason is why the account is in its state.
func (u user) reason(l lock, passwords bool) string {
	switch {
	case l.Disabled:
		return strconv.Itoa(l.NumFailures) + " failed sign-ins"
	case u.lockedForGood():
		return "too many failed sign-ins"
	case !u.Enabled:
		return "Keycloak does not keep why it was disabled"
	case !passwords && !u.pending() && u.FederationLink == "":
		return "no password was ever set"
	}
	return ""
}

// lastSecond is that of the year 9999. A lock that never ends has the largest number there is.
const lastSecond = 253402300799

// until is the end of a lock; nil for one that never ends.
func (l lock) until() *time.Time {
	if l.NotBefore <= 0 || l.NotBefore > lastSecond {
		return nil
	}
	until := time.Unix(l.NotBefore, 0).UTC()
	return &until
}
