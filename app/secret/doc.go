// Package secret is the operating system's keyring, and the only place that talks to it: Windows Credential Manager, the
// macOS keychain, the Secret Service of a Linux desktop.
//
// [Open] is what a program calls. It tries the keyring before anything depends on it, and when the keyring does not work
// it answers with a ring that lives in memory for this run, together with the reason, so that the desk can say so.
// Nothing in this package ever writes a secret to a file.
package secret
