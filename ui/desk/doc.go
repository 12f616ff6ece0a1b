// Package desk is the screen an agent works at all day: look-up, the account with the proof of the caller and the
// operations, and the call strip. Its parts are sub-packages that know nothing of one another; this package opens accounts
// and tells each part what has changed.
package desk
