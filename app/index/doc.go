// Package index finds accounts on this computer, for portals that can only be read from end to end. It is filled by
// walking through the portal once ([Index.Build]) and kept, sealed, in a store of its own beside the profile's: a store that
// can be removed as a whole when the agent signs out, and whose loss costs nothing but another walk.
//
// On the disk there are up to two generations of accounts. One serves; a later walk fills the other, which takes the first
// one's place in one transaction when the walk has come to its end. How far the walk came is written with every page, so
// that a walk that was cut off goes on where it was. The first walk fills the serving generation itself: what it has read
// so far can be found already.
//
//	"index"                      "state" -> which generation serves, and how far a walk came
//	"accounts-a", "accounts-b"   a number -> client.Listed
//
// In memory there is only what finding takes: the terms, and of each account its id, name, birth date and state. The rows
// of a page are read from the disk when they are shown.
package index
