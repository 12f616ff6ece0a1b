// Package filter is what lists of what happened are narrowed by: when it was, and who did it.
package filter
