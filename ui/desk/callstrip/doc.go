// Package callstrip is the strip along the bottom of the window that stays while a call is open: its clock, its reason and
// outcome, the note, and what was done. Everything that is entered goes to the call at once, which saves it; the strip
// shows whether it is saved.
package callstrip
