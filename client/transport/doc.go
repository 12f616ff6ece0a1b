// Package transport is the one HTTPS client of every adapter: TLS, authentication, repeating, and the mapping of
// whatever goes wrong to [client.Error].
//
// What it promises to the adapters:
//
//   - Certificates are always verified, against the system's roots and those of the configuration.
//   - A write is repeated only when it carries a key, and then byte for byte the same.
//   - It is known of every failed write whether the portal may have done the work.
//   - A server that wants a client certificate is told apart from one that is gone.
//   - A session that several servers share is refreshed once for all of them.
//   - No error and no log line holds a query, a token, or a word of a body.
//
// HTTP/1.1 only: one request owns its connection, so it is known whether it can have left.
package transport
