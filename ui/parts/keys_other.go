//go:build !darwin

package parts

const superText = "Super+"
