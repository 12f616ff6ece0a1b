// Package reach is the way from a profile to its portal: which adapter serves which kind of server, how the agent signs in
// there, and which server takes calls and the trail.
package reach
