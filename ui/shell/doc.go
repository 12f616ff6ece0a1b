// Package shell is the window around the screens: the bar on top, the rail at the left, the call strip at the bottom, the menu
// with every command, and the one bridge over which background work reaches the screen.
package shell
