// Package profile keeps the portals that an agent works with: where each one is and how it is called. It never holds a
// secret; tokens are in the keyring (package secret), records in each profile's own store (package store).
package profile
