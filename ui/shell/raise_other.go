//go:build !windows

package shell

import "fyne.io/fyne/v2"

// restore does nothing: elsewhere a minimised window that gets the focus comes back.
func restore(fyne.Window) {}
