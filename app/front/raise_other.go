//go:build !windows

package front

// allowRaise does nothing: only Windows asks for it.
func allowRaise() {}
