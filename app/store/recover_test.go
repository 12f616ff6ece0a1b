package store_test

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/uuid"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/app/store/recovery"
)

// recoveryKey is an organisation's key: what stands in the profile, and what lies in the safe.
func recoveryKey(t testing.TB) (recipient string, identity recovery.Identity, file string) {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	must(t, err)
	identity, err = recovery.ReadIdentity(strings.NewReader("# created: today\n" + key.String() + "\n"))
	must(t, err)
	return key.Recipient().String(), identity, key.String()
}

// recoverable is a closed store with a note, that recipients can open.
func recoverable(t testing.TB, ring secret.Ring, recipients ...string) (path, id string) {
	t.Helper()
	path = newPath(t)
	s, err := store.Open(path, ring, store.RecoverableBy(recipients...))
	must(t, err)
	put(t, s, "outbox", "a", "the note")
	must(t, s.Close())
	return path, s.ID()
}

func wantNote(t *testing.T, path string, ring secret.Ring) {
	t.Helper()
	s, err := store.Open(path, ring)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if text, _, err := get(s, "outbox", "a"); text != "the note" {
		t.Errorf("the note reads %q, %v", text, err)
	}
}

func TestALostKeyIsRecovered(t *testing.T) {
	recipient, identity, _ := recoveryKey(t)
	second, alsoGood, _ := recoveryKey(t)
	for name, key := range map[string]recovery.Identity{"first": identity, "second": alsoGood} {
		t.Run(name, func(t *testing.T) {
			path, id := recoverable(t, secrettest.Ring(t), recipient, second)
			ring := secrettest.Ring(t) // a new one
			_, err := store.Open(path, ring)
			wantError(t, "before", err, store.ErrKeyMissing)
			must(t, store.Recover(path, ring, key))
			wantNote(t, path, ring)
			s := open(t, path, ring)
			if s.ID() != id {
				t.Error("it has another id")
			}
			wantRecovered(t, s, true)
			must(t, s.Update((*store.Tx).NotedRecovered))
			wantRecovered(t, s, false)
		})
	}
}

func wantRecovered(t *testing.T, s *store.Store, want bool) {
	t.Helper()
	must(t, s.View(func(tx *store.Tx) error {
		if got, err := tx.Recovered(); got != want || err != nil {
			t.Errorf("Recovered = %t, %v", got, err)
		}
		return nil
	}))
}

func TestAStoreOfBeforeTakesARecoveryKeyWhenItIsOpened(t *testing.T) {
	first, old, _ := recoveryKey(t)
	second, identity, _ := recoveryKey(t)
	ring := secrettest.Ring(t)
	path, _ := recoverable(t, ring)
	wantError(t, "without", store.Recover(path, secrettest.Ring(t), old), store.ErrNoRecovery)
	for _, recipient := range []string{first, second} {
		s, err := store.Open(path, ring, store.RecoverableBy(recipient))
		must(t, err)
		must(t, s.Close())
	}
	before, err := os.ReadFile(path)
	must(t, err)
	wantError(t, "the key of before", store.Recover(path, secrettest.Ring(t), old), store.ErrOtherRecovery)
	after, _ := os.ReadFile(path)
	if !bytes.Equal(before, after) {
		t.Error("a refused recovery changed the file")
	}
	must(t, store.Recover(path, secrettest.Ring(t), identity))
}

func TestARecoveryTheKeyringRefusesChangesNothing(t *testing.T) {
	recipient, identity, _ := recoveryKey(t)
	ring := secrettest.Ring(t)
	path, _ := recoverable(t, ring, recipient)
	wantError(t, "Recover", store.Recover(path, &failing{ring, secret.ErrUnavailable}, identity), store.ErrKeyringUnavailable)
	wantNote(t, path, ring)
}

func TestCopiesOfBeforeDoNotOpenWithTheRingOfAfter(t *testing.T) {
	recipient, identity, _ := recoveryKey(t)
	ring := secrettest.Ring(t)
	path, _ := recoverable(t, ring, recipient)
	stolen, err := os.ReadFile(path)
	must(t, err)
	must(t, store.Recover(path, ring, identity))
	wantNote(t, path, ring)
	must(t, os.WriteFile(path, stolen, 0o600))
	_, err = store.Open(path, ring)
	wantError(t, "the copy", err, store.ErrKeyMissing)
}

// recoverForEver recovers again and again, and says so each time.
func recoverForEver() {
	identity, err := recovery.ReadIdentity(strings.NewReader(os.Getenv(identityMark)))
	for err == nil {
		err = store.Recover(os.Getenv(pathMark), secret.System(os.Getenv(serviceMark)), identity)
		fmt.Println("recovered")
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

const identityMark = "PORTALDESK_TEST_IDENTITY"

func TestKilledWhileRecovering(t *testing.T) {
	recipient, _, file := recoveryKey(t)
	service := "portaldesk-test-" + uuid.NewString()
	ring := secret.System(service)
	path, _ := recoverable(t, ring, recipient)
	done := 0
	for range 40 {
		c := child("recover", path, service)
		c.Env = append(c.Env, identityMark+"="+file)
		done += runAndKill(t, c, 20+rand.IntN(80))
		wantNote(t, path, ring)
	}
	if done < 40 {
		t.Errorf("only %d recoveries came to their end", done)
	}
	t.Logf("%d recoveries over 40 kills", done)
}

// runAndKill kills a process some milliseconds after its first line, and answers how many it printed.
func runAndKill(t *testing.T, c *exec.Cmd, after int) (lines int) {
	t.Helper()
	output, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	for read := bufio.NewScanner(output); read.Scan(); lines++ {
		if lines == 0 {
			time.AfterFunc(time.Duration(after)*time.Millisecond, func() { c.Process.Kill() })
		}
	}
	c.Wait()
	return lines
}
