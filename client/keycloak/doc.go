// Package keycloak works with a realm of a Keycloak 26 as the place where the accounts of a patient portal live. It speaks
// the server's own admin API, as the agent and with her permissions.
//
// What shaped it was measured on 26.7.3:
//
//   - A PUT of an account writes the whole row, and so does ending its sessions: of two at the same time one is lost, also
//     when they name different fields (149 of 200 rounds), and both are answered with 204. There is no version to ask for.
//     So every change is read before, read after, and held against the server's own log of changes, where whoever came last
//     finds the other. An agent who may not read that log (view-events) waits and looks once more instead.
//   - A PUT that names attributes removes every name, address and attribute that it leaves out; one that names none changes
//     only what it names. So no more is sent than is changed.
//   - "enabled" is never sent along: before 26.3 an account locked for a time was shown as disabled, and sending that back
//     disabled it for good; and sending true takes a lock off.
//   - Disabling an account ends no session: they go on when it is enabled again. Signing a user out makes offline tokens
//     stale and leaves the offline sessions.
//   - Where the e-mail address is the login ID, another login ID is answered with 204 and not taken.
//   - The server folds no accents, and finds attributes by their whole value alone.
package keycloak
