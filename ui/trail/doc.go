// Package trail is the screen of the audit trail: filtered, newest entry first, read page by page as the list is scrolled;
// held against the keyring on order; looked at once a week, which is an entry of the trail itself; and written to a file.
// It names accounts by the portal's ids: no patient data is in the trail, and none comes onto this screen.
package trail
