// Package guided works portals that have no API: what other adapters do by a request, the agent does by hand in the vendor's
// console, step by step as a guide says, and then says how it went.
//
// A [Guide] is a text file for one vendor. The directory is the file that the vendor's console exported (CSV), or none; who is
// not in it gets a slip, an account of its own that is known only by what the agent typed. Both are found in an index on this
// computer ([client.Walker]). Nothing is sent anywhere, and no secret is ever asked for: what the console shows, the agent
// reads to the caller or the console sends.
package guided
