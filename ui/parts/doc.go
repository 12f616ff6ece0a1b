// Package parts is the widgets of the desk that know no domain: they take words, icons and functions and know nothing of
// accounts, calls or portals. Each follows the theme by itself, shows its focus with a ring, and hands function keys and
// Escape on to the window, so that a command with a single key works wherever the focus is.
package parts
