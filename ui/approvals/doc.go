// Package approvals is the screen of those who decide: what other agents ask a second person for, with all that is needed to
// say yes or no, newest first. It keeps itself up to date.
package approvals
