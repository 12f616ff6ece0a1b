// Package app is what a help-desk agent can do, without a widget and without a wire format.
//
// A [Workplace] is the installation: it tries connections, and signing in opens a [Desk], whose parts are its fields.
// Operations on accounts take one road, [Desk.Perform]; closed calls take one road, the outbox; what happens in the
// background reaches the screen at one place, [Desk.Subscribe].
package app
