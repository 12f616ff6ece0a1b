package store_test

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

// failing is a real ring whose calls fail with err from a point of the test's choosing.
type failing struct {
	secret.Ring
	err error
}

func (f *failing) Get(item string) (string, error) {
	if f.err != nil {
		return "", f.err
	}
	return f.Ring.Get(item)
}

func (f *failing) Set(item, value string) error {
	if f.err != nil {
		return f.err
	}
	return f.Ring.Set(item, value)
}

func TestFileWithoutItsKeyStaysAsItIsAndIsCounted(t *testing.T) {
	r := secrettest.Ring(t)
	for name, test := range map[string]struct {
		lose func(item string) secret.Ring
		want error
	}{
		"missing": {func(string) secret.Ring { return secrettest.Ring(t) }, store.ErrKeyMissing},
		"wrong": {func(item string) secret.Ring {
			other := secrettest.Ring(t)
			must(t, other.Set(item, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="))
			return other
		}, store.ErrKeyWrong},
		"no key at all": {func(item string) secret.Ring {
			other := secrettest.Ring(t)
			must(t, other.Set(item, "what?"))
			return other
		}, store.ErrKeyWrong},
		"unavailable": {func(string) secret.Ring { return &failing{r, secret.ErrUnavailable} }, store.ErrKeyringUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			s := open(t, path, r)
			put(t, s, "outbox", "a", "one")
			put(t, s, "outbox", "b", "two")
			put(t, s, "drafts", "c", "three")
			must(t, s.Close())
			before, err := os.ReadFile(path)
			must(t, err)

			_, err = store.Open(path, test.lose("store."+s.ID()))
			wantError(t, "Open", err, test.want)
			counts, err := store.Stuck(path)
			must(t, err)
			if counts["outbox"] != 2 || counts["drafts"] != 1 || len(counts) != 2 {
				t.Errorf("Stuck = %v", counts)
			}
			after, _ := os.ReadFile(path)
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			if got, _, err := get(open(t, path, r), "outbox", "b"); got != "two" {
				t.Errorf("with its key again: %q, %v", got, err)
			}
		})
	}
}

func TestNothingIsMadeWithoutARingThatKeeps(t *testing.T) {
	path := newPath(t)
	_, err := store.Open(path, &failing{secrettest.Ring(t), secret.ErrUnavailable})
	wantError(t, "Open", err, store.ErrKeyringUnavailable)
	if !errors.Is(err, secret.ErrUnavailable) {
		t.Errorf("the cause is hidden: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("there is a file")
	}
}
