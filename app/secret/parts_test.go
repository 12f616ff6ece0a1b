package secret_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/client"
)

// faltering is a ring whose power goes before one of its writes. It knows what it was ever told to keep.
type faltering struct {
	secret.Ring
	left  int // writes until then; negative: it never goes
	named map[string]bool
}

func falter(ring secret.Ring) *faltering {
	return &faltering{Ring: ring, left: -1, named: map[string]bool{}}
}

func (f *faltering) write(work func() error) error {
	if f.left == 0 {
		return secret.ErrUnavailable
	}
	f.left--
	return work()
}

func (f *faltering) Set(item, value string) error {
	f.named[item] = true
	return f.write(func() error { return f.Ring.Set(item, value) })
}

func (f *faltering) Delete(item string) error {
	return f.write(func() error { return f.Ring.Delete(item) })
}

// remaining are the items that are still there.
func (f *faltering) remaining(t *testing.T) []string {
	t.Helper()
	var there []string
	for item := range f.named {
		if _, err := f.Ring.Get(item); err == nil {
			there = append(there, item)
		} else if !errors.Is(err, secret.ErrNotFound) {
			t.Fatal(err)
		}
	}
	return there
}

// token is a random one: parts of two of them never fit together.
func token(length int) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
	var text strings.Builder
	for range length {
		text.WriteByte(letters[rand.IntN(len(letters))])
	}
	return text.String()
}

// lengths are around the bounds of one, two and all parts.
var lengths = []int{
	1, 400, secret.MaxValue, secret.MaxValue + 1, 2*secret.MaxValue - 1, 2 * secret.MaxValue, 2*secret.MaxValue + 1, 10_000, 16 * secret.MaxValue,
}

func TestLongTokensAreThereForTheNextRunAndForgottenWhole(t *testing.T) {
	for name, ring := range rings(t) {
		for _, length := range lengths {
			t.Run(fmt.Sprint(name, " ", length), func(t *testing.T) {
				ring := falter(ring)
				for _, kept := range []client.Tokens{{Refresh: token(length)}, {Access: token(length)}, {Refresh: token(length), Access: "short"}} {
					if err := secret.Tokens(ring, "one").Keep(kept); err != nil {
						t.Fatal(err)
					}
					if got, err := secret.Tokens(ring, "one").Tokens(); err != nil || got != kept {
						t.Errorf("the next run has %d and %d bytes, %v", len(got.Refresh), len(got.Access), err)
					}
				}
				if err := secret.Tokens(ring, "one").Forget(); err != nil {
					t.Fatal(err)
				}
				if there := ring.remaining(t); len(there) != 0 {
					t.Errorf("left behind: %v", there)
				}
			})
		}
	}
}

func TestNoItemIsLongerThanWindowsTakesAndNoneIsLeftOver(t *testing.T) {
	ring := falter(secret.InMemory())
	for _, length := range append(lengths, lengths...) {
		kept := client.Tokens{Refresh: token(length)}
		if err := secret.Tokens(ring, "one").Keep(kept); err != nil {
			t.Fatal(err)
		}
		parts := (length + secret.MaxValue - 1) / secret.MaxValue
		if there := ring.remaining(t); parts == 1 && len(there) != 1 || parts > 1 && len(there) != parts+1 {
			t.Errorf("%d bytes are kept as %d items", length, len(there))
		}
	}
}

// Wherever the power goes, the next run has the whole of the old token or the whole of the new one, and can go on from
// there.
func TestAPowerCutNeverMixesTwoTokens(t *testing.T) {
	for _, from := range lengths {
		for _, to := range lengths {
			was, will := client.Tokens{Refresh: token(from)}, client.Tokens{Refresh: token(to)}
			for writes := 0; ; writes++ {
				ring := falter(secret.InMemory())
				if err := secret.Tokens(ring, "one").Keep(was); err != nil {
					t.Fatal(err)
				}
				ring.left = writes
				err := secret.Tokens(ring, "one").Keep(will)
				over := ring.left > 0
				ring.left = -1
				got, readErr := secret.Tokens(ring, "one").Tokens()
				if readErr != nil || got != was && got != will || err == nil && got != will {
					t.Fatalf("%d to %d, cut after %d writes: read %d bytes, %v", from, to, writes, len(got.Refresh), readErr)
				}
				goesOn(t, ring)
				if over {
					break
				}
			}
		}
	}
}

// goesOn keeps other tokens, forgets them, and wants nothing left.
func goesOn(t *testing.T, ring *faltering) {
	t.Helper()
	next := client.Tokens{Refresh: token(3*secret.MaxValue + 7)}
	if err := secret.Tokens(ring, "one").Keep(next); err != nil {
		t.Fatal(err)
	}
	if got, err := secret.Tokens(ring, "one").Tokens(); err != nil || got != next {
		t.Fatalf("afterwards: read %d bytes, %v", len(got.Refresh), err)
	}
	if err := secret.Tokens(ring, "one").Forget(); err != nil {
		t.Fatal(err)
	}
	if there := ring.remaining(t); len(there) != 0 {
		t.Fatalf("left behind: %v", there)
	}
}

func TestAForgettingThatIsCutShortIsFinishedByTheNext(t *testing.T) {
	for writes := range 12 {
		ring := falter(secret.InMemory())
		kept := client.Tokens{Refresh: token(4 * secret.MaxValue)}
		if err := secret.Tokens(ring, "one").Keep(kept); err != nil {
			t.Fatal(err)
		}
		ring.left = writes
		cut := secret.Tokens(ring, "one").Forget()
		ring.left = -1
		got, err := secret.Tokens(ring, "one").Tokens()
		if err != nil || got != (client.Tokens{}) && (got != kept || cut == nil) {
			t.Errorf("cut after %d writes: read %d bytes, %v", writes, len(got.Refresh), err)
		}
		if err := secret.Tokens(ring, "one").Forget(); err != nil || len(ring.remaining(t)) != 0 {
			t.Errorf("cut after %d writes: %v left, %v", writes, ring.remaining(t), err)
		}
	}
}

func TestPartsThatDoNotAddUpAreNoToken(t *testing.T) {
	ring := falter(secret.InMemory())
	if err := secret.Tokens(ring, "one").Keep(client.Tokens{Refresh: token(2 * secret.MaxValue)}); err != nil {
		t.Fatal(err)
	}
	for item := range ring.named {
		if value, _ := ring.Get(item); len(value) == secret.MaxValue {
			_ = ring.Ring.Set(item, token(secret.MaxValue))
			break
		}
	}
	if got, err := secret.Tokens(ring, "one").Tokens(); err != nil || got != (client.Tokens{}) {
		t.Errorf("read %d bytes, %v", len(got.Refresh), err)
	}
}

// A token is whatever a server says; it may look like our own list of parts.
func TestATokenThatLooksLikeAListComesBackAsItIs(t *testing.T) {
	ring := secret.InMemory()
	if err := secret.Tokens(ring, "one").Keep(client.Tokens{Refresh: token(2 * secret.MaxValue)}); err != nil {
		t.Fatal(err)
	}
	list, err := ring.Get("refresh.one")
	if err != nil {
		t.Fatal(err)
	}
	for _, odd := range []string{list, list + " ", strings.Replace(list, " ", "  ", 1), strings.Fields(list)[0]} {
		kept := client.Tokens{Refresh: odd}
		if err := secret.Tokens(ring, "one").Keep(kept); err != nil {
			t.Fatal(err)
		}
		if got, err := secret.Tokens(ring, "one").Tokens(); err != nil || got != kept {
			t.Errorf("%q came back as %q, %v", odd, got.Refresh, err)
		}
	}
}
