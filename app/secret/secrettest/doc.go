// Package secrettest gives tests rings that outlive them. [Main] provides a real keyring: on Linux a gnome-keyring of
// their own, unlocked, on a private session bus and with a home folder of its own; elsewhere the system's. [File] is for
// tests that ask for no more than what outlives a desk. Only tests import it:
//
//	func TestMain(m *testing.M) { secrettest.Main(m) }
package secrettest
