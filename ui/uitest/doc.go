// Package uitest turns a window by hand: it presses keys, types, and reads what stands on the screen. Only tests import it.
package uitest
