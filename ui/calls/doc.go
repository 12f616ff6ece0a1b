// Package calls is the screen of the calls that were closed: searched, filtered and ordered by whoever keeps them, read page
// by page as the list is scrolled, with the whole call beside the list. What still waits for the portal stands on top. A call
// never changes: what is added later is an entry of its own that names it.
package calls
