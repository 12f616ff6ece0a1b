// Package due is the field in which an agent says when somebody is called back: typed, or by one of a few buttons, and moved
// into the desk's hours.
package due
