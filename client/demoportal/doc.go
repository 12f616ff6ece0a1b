// Package demoportal is a whole patient portal in this process, behind real HTTPS, over patients that do not exist.
//
// It serves the contract of package adminapi and enforces all of it: roles, proof, quiet days, throttling, lock-outs, the life
// of codes, idempotency and preconditions. [Start] opens it, [Server.Agents] says who may sign in, [Server.Phone] shows what it
// sent to patients, [Server.Patient] plays the patient, and [Server.Faults] makes it misbehave. The cast that is there
// for every seed is listed in package people.
//
// Every request runs alone, under one lock, as one transaction: what it changed is written to the journal as one line and
// synced before it shows in memory or in the answer.
//
// One-time codes of agents may be used again while they are valid, so that a demonstration need not wait half a minute.
package demoportal
