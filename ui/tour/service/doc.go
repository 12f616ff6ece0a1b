// Package service tries the delivery in the background as a person has it: the program that was built, installed under a real
// systemd --user, beside desks that work and are killed. .ci/service gives it a place where it cannot touch the machine's own.
package service
