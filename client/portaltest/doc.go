// Package portaltest is the one suite that every [client.Portal] must pass, whoever serves it: what the contract
// promises, tried from the desk's side. [Run] runs it against a [Target].
//
// What a portal does not offer (About) is not left out: it must answer NotOffered.
package portaltest
