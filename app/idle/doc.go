// Package idle locks a desk that nobody uses (45 CFR 164.312(a)(2)(iii)). [Machine] is the rule alone, driven by the
// moments it is given; [Watcher] drives it by the wall clock.
//
// The time without a key or a pointer is counted by the wall clock, which goes on while the machine sleeps. A clock that
// jumps forward between two looks means that it slept, or that nobody can say for how long the desk was alone, and locks
// at once. One that jumps back gives nobody more time: what was counted stays counted, and the jump counts as one look.
//
// Twenty seconds before the lock there is a warning that any key ends (WCAG 2.2.1).
package idle
