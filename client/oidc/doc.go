// Package oidc signs agents in at an OpenID Connect provider, as a public client on the agent's own computer: the
// authorization code with PKCE in her browser (RFC 8252), or a code for another device (RFC 8628). Beside that it
// refreshes, asks who somebody is, and ends sessions.
//
// The provider is not trusted further than TLS and its issuer reach: every answer is bounded, every address it names must
// be https, every ID token is verified. Its words never become part of an error: errors carry codes of ours. Tokens pass
// through and are kept nowhere.
package oidc
