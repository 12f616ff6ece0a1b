//go:build !torture

package failpoint

// At does nothing.
func At(string) {}
