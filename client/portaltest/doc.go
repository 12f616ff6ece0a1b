// Package portaltest is the one suite that every [client.Portal] must pass, whoever serves it: what the contract
// promises, tried from the desk's side. [Run] runs all of it in a test; [Read] and [Write] run, in the program, what may be
// tried on a portal that is in use. It imports no package testing, so that the program can carry it.
//
// What a portal does not offer (About) is not left out: it must answer NotOffered, and say why and what to do instead. What
// cannot be tried on a target is named, with the reason, in the [Result] of the test; nothing is skipped in silence.
//
// # What a target provides
//
// A [Target] needs a way to connect, one agent, and accounts ([Target.Sample]). Everything else widens what is tried. A
// portal that keeps every promise is tried to the full with some thirty accounts of [Reachable] and a few of each other
// trait, as [Enough] says; with fewer accounts the tests that come last are not tried and say so. A test that only reads, or
// whose every change is refused, borrows an account and leaves it as it was; only what changes an account uses it up.
//
// Package demotest has the whole target of a portal that keeps every promise; the tests of this package have one of a portal
// that is put together from an identity server.
//
// No text of a result, of a failure or of the log holds anything about a patient: only kinds, codes, states, counts and the
// names of fields.
package portaltest
