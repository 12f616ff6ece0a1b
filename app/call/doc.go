// Package call is the call an agent is in: its clock, who is calling, why, how it ended, the note, and what was done.
//
// While a call is open it is a [Draft], saved sealed a moment after every change, so that a kill at any time loses at most
// 250 ms of typing. [Calls.Close] turns the draft into a record in the outbox in one transaction; a call is always in
// exactly one of the two places.
//
// Time is wall-clock time throughout. It is kept as the moments at which phases began, so a machine that slept, and a
// process that was killed and started again, count as the caller would.
package call
