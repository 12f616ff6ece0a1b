// Package signin is the way to the desk: the portals this installation knows, the set-up of a new one, and the card at which
// an agent signs in. A session that the keyring still holds is resumed without asking.
package signin
