package app

import (
	"errors"
	"slices"
	"testing"
)

// That the keyring took an older entry must not hide that the newest one could not be written.
func TestAnAnchoredEntryDoesNotHideOneThatWasNotWritten(t *testing.T) {
	var ails trouble
	var told []TrailTroubled
	tell := func(e TrailTroubled) { told = append(told, e) }
	fine := func() error { return nil }
	full, locked := errors.New("full"), errors.New("locked")
	ails.wrote(nil, fine, tell)
	ails.anchored(nil, tell)
	ails.wrote(full, fine, tell)
	ails.anchored(nil, tell)
	ails.anchored(locked, tell)
	ails.wrote(nil, fine, tell)
	ails.anchored(locked, tell)
	ails.anchored(nil, tell)
	want := []TrailTroubled{{Err: full}, {Written: true}, {Err: locked, Written: true}, {Written: true}}
	if !slices.Equal(told, want) {
		t.Errorf("told %v", told)
	}
}
