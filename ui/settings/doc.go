// Package settings is the screen where an agent sets how the desk looks, speaks and locks. It keeps nothing itself: every
// choice goes to [Options.Change], and what is kept then comes back through [Screen.Show].
package settings
