// Package redflag tells what about a call should make an agent pause before she lets somebody into an account: the traces of
// an attack by telephone. It asks nobody and keeps nothing; it is given [Evidence] and answers flags.
package redflag
