// Package hostiletest answers the questions of a client as a server would that means harm, or is broken: with endless, huge, slow and
// malformed answers, with redirects and cookies, with texts that are not what they seem.
//
// Each client is held to the same: its error is a [client.Error] that quotes nothing of the answer, it takes no more than [MayTake] of
// memory over all answers together, and nobody but the server it was given hears of it. The tests that do so have the
// tag torture: a gigabyte takes the race detector minutes.
package hostiletest
