// Package background delivers call notes while the window is closed, and is the only place that the system's services know of.
//
// A [Deliverer] looks after the desks of one installation: where notes wait and nobody is at the desk it opens the desk's file for
// one round of delivery, closes it, and writes down how it went ([Book]). It uses the sessions that the keyring holds; where one is
// over it waits until somebody has signed in. It sends what is in the outbox and nothing else.
//
// [Service] is how the system starts it: a launchd agent, a unit of `systemd --user`, a Windows service under the agent's own
// account, or an entry among the programs that Windows starts at sign-in. All of them run as the agent: nobody else's keyring holds
// the keys.
//
// Two files stand beside the profiles: "delivery.json", what the last rounds did, and "delivery.lock", held while a deliverer runs.
// Neither holds anything about a patient.
package background
