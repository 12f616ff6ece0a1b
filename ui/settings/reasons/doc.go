// Package reasons is where the wrap-up codes of a portal are fitted to a clinic: what a call can have been about.
package reasons
