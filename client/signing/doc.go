// Package signing is how an agent signs in at servers that are not a portal of our own contract, whoever their adapter is:
// at the organisation's identity provider in her browser, with a token an administrator handed out, with a client
// certificate, or, at a server on this computer, by saying who she is.
//
// A [Signer] holds the one session of one profile. Adapters ask it for clients ([Signer.Open]); the clients of several
// servers share the session, which is refreshed once for all of them.
package signing
