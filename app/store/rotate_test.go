package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

// noted is a closed store with many notes in two buckets.
func noted(t testing.TB, ring secret.Ring, notes int, options ...store.Option) string {
	t.Helper()
	path := newPath(t)
	s, err := store.Open(path, ring, options...)
	must(t, err)
	must(t, s.Update(func(tx *store.Tx) (err error) {
		for i := range notes {
			err = errors.Join(err, tx.Put("outbox", number(i), number(i)+strings.Repeat("x", 3000)), tx.Put("drafts", number(i), number(i)))
		}
		return err
	}))
	must(t, s.Close())
	return path
}

// wantNotes reads all of them, and writes one more.
func wantNotes(t *testing.T, path string, ring secret.Ring, notes int) {
	t.Helper()
	s, err := store.Open(path, ring)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range notes {
		long, _, err := get(s, "outbox", number(i))
		short, _, other := get(s, "drafts", number(i))
		if err != nil || other != nil || !strings.HasPrefix(long, number(i)+"xx") || short != number(i) {
			t.Fatalf("note %d: %v, %v", i, err, other)
		}
	}
	put(t, s, "outbox", "after", "still writes")
	if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
		t.Errorf("%d leftovers beside the file", len(left))
	}
}

// sealedNote is a part of a long note of the outbox as it is in the file: behind its key there are no zeros, as there are behind
// that key in a branch, and no other key.
func sealedNote(t *testing.T, content []byte, i int) []byte {
	t.Helper()
	for rest := content; ; {
		at := bytes.Index(rest, []byte(number(i)))
		if at < 0 || len(rest) < at+3000 {
			t.Fatalf("note %d is not in the file", i)
		}
		rest = rest[at+len(number(i)):]
		if sealed := rest[:2900]; !bytes.Contains(sealed, make([]byte, 4)) && !bytes.Contains(sealed, []byte("0000")) {
			return sealed[100:200]
		}
	}
}

func TestRotationSealsEveryRecordAnew(t *testing.T) {
	ring := secrettest.Ring(t)
	recipient, identity, _ := recoveryKey(t)
	path := noted(t, ring, 3000, store.RecoverableBy(recipient)) // more than is copied at once
	stolen, err := os.ReadFile(path)
	must(t, err)
	for range 3 {
		must(t, store.Rotate(path, ring))
		wantNotes(t, path, ring, 3000)
	}
	now, err := os.ReadFile(path)
	must(t, err)
	for i := range 30 {
		if bytes.Contains(now, sealedNote(t, stolen, i)) {
			t.Errorf("note %d is in the file as it was sealed before", i)
		}
	}
	must(t, os.WriteFile(path+".old", stolen, 0o600))
	_, err = store.Open(path+".old", ring)
	if !errors.Is(err, store.ErrKeyMissing) && !errors.Is(err, store.ErrKeyWrong) {
		t.Errorf("the ring opens a copy of before: %v", err)
	}
	must(t, os.Remove(path+".old"))
	other := secrettest.Ring(t)
	must(t, store.Recover(path, other, identity))
	wantNotes(t, path, other, 3000)
}

func TestRotationLosesNoRecordThatDoesNotOpen(t *testing.T) {
	ring := secrettest.Ring(t)
	path := noted(t, ring, 10)
	content, err := os.ReadFile(path)
	must(t, err)
	sealedNote(t, content, 4)[0] ^= 1
	must(t, os.WriteFile(path, content, 0o600))
	wantError(t, "Rotate", store.Rotate(path, ring), store.ErrDamaged)
	after, _ := os.ReadFile(path)
	if !bytes.Equal(content, after) {
		t.Error("a refused rotation changed the file")
	}
	if text, _, err := get(open(t, path, ring), "outbox", number(3)); !strings.HasPrefix(text, number(3)) {
		t.Errorf("another note: %v", err)
	}
}

func TestRotationWaitsForNobody(t *testing.T) {
	ring := secrettest.Ring(t)
	path := noted(t, ring, 1)
	s := open(t, path, ring)
	wantError(t, "Rotate", store.Rotate(path, ring), store.ErrBusy)
	put(t, s, "outbox", "more", "goes on")
}

func rotateForEver() {
	for {
		if err := store.Rotate(os.Getenv(pathMark), secret.System(os.Getenv(serviceMark))); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println("rotated")
	}
}

func TestKilledWhileRotating(t *testing.T) {
	service := "portaldesk-test-" + uuid.NewString()
	ring := secret.System(service)
	path := noted(t, ring, 150)
	done := 0
	for range 40 {
		done += runAndKill(t, child("rotate", path, service), rand.IntN(60))
		wantNotes(t, path, ring, 150)
	}
	if done < 40 {
		t.Errorf("only %d rotations came to their end", done)
	}
	t.Logf("%d rotations over 40 kills", done)
}

// Whoever waits for the file while it is replaced must not write into the one that has lost its name.
func TestNothingIsLostThatIsWrittenBesideRotations(t *testing.T) {
	service := "portaldesk-test-" + uuid.NewString()
	path := noted(t, secret.System(service), 10)
	var writers sync.WaitGroup
	for writer := range 3 {
		writers.Go(func() {
			for i := range 15 {
				s, err := store.Open(path, secret.System(service), store.Waiting(10*time.Second))
				if err != nil {
					t.Error(err)
					return
				}
				err = s.Update(func(tx *store.Tx) error { return tx.Put("beside", fmt.Sprintf("%d-%d", writer, i), "kept") })
				if err := errors.Join(err, s.Close()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	ended := make(chan struct{})
	go func() { writers.Wait(); close(ended) }()
	rotations := 0
	for running := true; running; {
		select {
		case <-ended:
			running = false
		default:
			if err := store.Rotate(path, secret.System(service)); err == nil {
				rotations++
			} else if !errors.Is(err, store.ErrBusy) {
				t.Fatal(err)
			}
		}
	}
	must(t, open(t, path, secret.System(service)).View(func(tx *store.Tx) error {
		if n := tx.Count("beside"); n != 45 {
			t.Errorf("%d of 45 are there", n)
		}
		return nil
	}))
	if rotations == 0 {
		t.Error("nothing was rotated meanwhile")
	}
	t.Logf("%d rotations beside", rotations)
}
