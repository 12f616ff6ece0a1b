// Package crash is about what a crash leaves behind: patients' data and secrets stand in the memory of the program, and must not
// get onto the disk with it.
package crash
