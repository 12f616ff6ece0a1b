// Package desktop gives a test a private Linux desktop to run the real program on: a display nobody sees, a window manager, a
// session bus, an unlocked keyring and an empty home. The program is driven by keyboard, watched by screenshots, and
// followed by the events it logs, so that nothing has to be waited for by the clock.
//
// Nothing of it outlives the test process, not even when that is killed.
//
// The programs it needs are listed in the group "tour" of .ci/packages.
package desktop
