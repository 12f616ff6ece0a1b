//go:build !linux

package store_test

// fill needs a limit on the size of files that only the Linux tests set.
func fill() {}
