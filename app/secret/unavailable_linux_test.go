package secret_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
)

// probeMark makes this binary open a keyring and say what it got: the library behind it keeps its bus for the life of a
// process, so another bus takes another process.
const probeMark = "PORTALDESK_TEST_PROBE"

func reportProbe() {
	ring, err := secret.Open(newService())
	set := ring.Set("item", "value")
	got, _ := ring.Get("item")
	fmt.Printf("unavailable=%t durable=%t works=%t slow=%t locked=%t", errors.Is(err, secret.ErrUnavailable), ring.Durable(),
		set == nil && got == "value", errors.Is(err, secret.ErrSlow), errors.Is(err, secret.ErrLocked))
}

func probeWith(t *testing.T, env []string) string {
	t.Helper()
	self := exec.Command(os.Args[0])
	self.Env = append(env, probeMark+"=1")
	output, err := self.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(output)
}

const (
	fellBack = "unavailable=true durable=false works=true slow=false locked=false"
	isSlow   = "unavailable=true durable=false works=true slow=true locked=false"
	isLocked = "unavailable=true durable=false works=true slow=false locked=true"
	isSystem = "unavailable=false durable=true works=true slow=false locked=false"
)

func TestOpenSaysWhyAndGoesOnInMemory(t *testing.T) {
	start := func(prepare func(*secrettest.Session) error) []string {
		session, err := secrettest.Start()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(session.Stop)
		if err := prepare(session); err != nil {
			t.Fatal(err)
		}
		return session.Env()
	}
	asItIs := func(*secrettest.Session) error { return nil }
	gone := func(s *secrettest.Session) error { s.StopKeyring(); return nil }
	for name, test := range map[string]struct {
		env  []string
		want string
	}{
		"works":    {start(asItIs), isSystem},
		"no bus":   {append(os.Environ(), "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"), fellBack},
		"none":     {start(gone), fellBack},
		"locked":   {start((*secrettest.Session).Lock), isLocked},
		"it hangs": {start((*secrettest.Session).Freeze), isSlow},
	} {
		t.Run(name, func(t *testing.T) {
			if got := probeWith(t, test.env); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestHungKeyringIsLeftAloneUntilItAnswers(t *testing.T) {
	ring := secret.System(newService())
	if err := ring.Set("item", "value"); err != nil {
		t.Fatal(err)
	}
	defer ring.Delete("item")
	if err := secrettest.Shared().Freeze(); err != nil {
		t.Fatal(err)
	}
	_, first := ring.Get("item")
	time.Sleep(10 * time.Millisecond)
	began := time.Now()
	_, second := ring.Get("item")
	atOnce := time.Since(began) < secret.Patience
	if err := secrettest.Shared().Thaw(); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(first, secret.ErrUnavailable) || !errors.Is(second, secret.ErrUnavailable) {
		t.Errorf("errors are %v and %v, want ErrUnavailable twice", first, second)
	}
	if !atOnce {
		t.Error("the second call waited as long as the first")
	}
	if got := untilItAnswers(ring); got != "value" {
		t.Errorf("after it went on: Get = %q", got)
	}
}

func untilItAnswers(ring secret.Ring) (value string) {
	for range 100 {
		value, err := ring.Get("item")
		if err == nil {
			return value
		}
		time.Sleep(20 * time.Millisecond)
	}
	return ""
}

func TestErrorsNameNeitherItemNorValue(t *testing.T) {
	ring := secret.System(newService())
	for _, err := range []error{ring.Set("the-item", strings.Repeat("the-value", secret.MaxValue)), deletedGet(ring)} {
		if err == nil || strings.Contains(err.Error(), "the-") {
			t.Errorf("error is %v", err)
		}
	}
}

func deletedGet(ring secret.Ring) error {
	_, err := ring.Get("the-item")
	return err
}
