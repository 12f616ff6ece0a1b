package phrase_test

import (
	"errors"
	"strings"
	"testing"

	"portaldesk/app"
	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/ui/phrase"
)

func TestEveryFailureOfTheKeyringHasItsOwnSentence(t *testing.T) {
	said, titles := map[string]error{}, map[string]error{}
	causes := []error{secret.ErrSlow, secret.ErrLocked, secret.ErrDenied, secret.ErrFull, nil}
	for _, cause := range causes {
		problem := errors.Join(secret.ErrUnavailable, cause)
		titles[phrase.NoKeyring(problem)] = cause
		said[phrase.Of(&store.Error{Op: "open", Kind: store.ErrKeyringUnavailable, Err: problem}).Title] = cause
	}
	said[phrase.Of(store.ErrKeyMissing).Title], said[phrase.Of(store.ErrKeyWrong).Title] = nil, nil
	if len(said) != 7 || len(titles) != 5 {
		t.Errorf("%d sentences for 7 failures, %d titles for 5", len(said), len(titles))
	}
	for notes, want := range map[int]string{1: "One note is stuck", 12: "12 notes are stuck"} {
		if got := phrase.Of(&app.StuckError{Err: store.ErrKeyMissing, Notes: notes}); !strings.Contains(got.Body, want) {
			t.Errorf("%q does not say %q", got.Body, want)
		}
	}
	if got := phrase.Of(&app.StuckError{Err: store.ErrKeyMissing}); strings.Contains(got.Body, "stuck") {
		t.Errorf("nothing is stuck: %q", got.Body)
	}
}
