//go:build !windows

package command

// UseConsole does nothing where a windowed program has a console like any other.
func UseConsole() {}
