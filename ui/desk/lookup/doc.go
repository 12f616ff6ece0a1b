// Package lookup is the pane in which the agent finds an account: one field, two filters, and a list that grows as it is
// scrolled. A question supersedes the one before; an older answer never overwrites a newer one.
package lookup
