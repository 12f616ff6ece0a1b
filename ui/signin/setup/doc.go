// Package setup is how a portal is added: what runs it, only what that kind needs, a test of the connection whose steps are
// seen as they are taken, and what was found: what can be done there, and how the portal's fields are called. Nothing is
// kept before the agent says so.
package setup
