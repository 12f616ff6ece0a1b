// Package outbox is the screen of what waits for the portal and of what the portal refused: why, and the way to mend it and
// send it again. Nothing on it can be deleted.
package outbox
