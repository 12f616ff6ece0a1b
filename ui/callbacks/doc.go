// Package callbacks is the screen of the calls that were promised: those that are late, those of today, those of later days
// and those that are settled; and what can be done with each.
package callbacks
