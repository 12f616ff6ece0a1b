// Package settings keeps what an agent has set for all portals: how the desk looks, in which languages it speaks, when it
// locks, and what it may copy. It is one JSON file, replaced as a whole, so that a power cut leaves the old or the new one.
//
// What the program does not know in the file stays in it, and a value that cannot be is the default of its setting, told
// as a [*RepairedError].
package settings
