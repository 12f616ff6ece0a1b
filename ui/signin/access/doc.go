// Package access is what an agent signs in with, in each of the ways there are: the fields she fills in, and what she sees
// while she signs in at her organisation's own page, in the browser or on another device. The card of every day and the
// set-up of a portal both stand on it.
package access
