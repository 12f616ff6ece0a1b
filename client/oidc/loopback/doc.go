// Package loopback receives the answer of an identity provider on this computer (RFC 8252, 7.3): the agent's browser is
// sent back to a port of the loopback address that is open for this one sign-in only.
package loopback
