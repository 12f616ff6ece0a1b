// Package assembly makes a whole portal out of parts: a directory, where accounts live, the desk's own proof of callers, and
// a place where calls and the trail are kept.
package assembly
