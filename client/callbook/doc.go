// Package callbook finds calls: by what a [client.CallQuery] asks for, in each of its orders, a page at a time.
//
// A [Book] holds small rows in memory, for whoever keeps many calls; a [Sieve] tells of a single call whether it is asked for.
package callbook
