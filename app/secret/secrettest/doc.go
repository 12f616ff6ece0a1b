// Package secrettest gives tests a real keyring. On Linux it is a gnome-keyring of their own, unlocked, on a private
// session bus and with a home folder of its own; elsewhere it is the system's. Only tests import it:
//
//	func TestMain(m *testing.M) { secrettest.Main(m) }
package secrettest
