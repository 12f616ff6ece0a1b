package secret_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
)

// newService keeps tests apart, also from what the owner of the computer has in the keyring.
func newService() string { return "portaldesk-test-" + uuid.NewString() }

// rings are all the rings there are, that of the tests included; they must keep to the same contract.
func rings(t *testing.T) map[string]secret.Ring {
	return map[string]secret.Ring{"system": secrettest.Ring(t), "memory": secret.InMemory(),
		"file": secrettest.File(filepath.Join(t.TempDir(), "ring.json"))}
}

func TestRingKeepsReplacesAndForgets(t *testing.T) {
	for name, ring := range rings(t) {
		t.Run(name, func(t *testing.T) {
			for _, value := range []string{"first", "żółw-secret-漢\n \"'", strings.Repeat("x", secret.MaxValue)} {
				if err := ring.Set("item", value); err != nil {
					t.Fatal(err)
				}
				if got, err := ring.Get("item"); err != nil || got != value {
					t.Errorf("Get = %q, %v; want %q", got, err, value)
				}
			}
			for range 2 {
				if err := ring.Delete("item"); err != nil {
					t.Errorf("Delete: %v", err)
				}
			}
			if _, err := ring.Get("item"); !errors.Is(err, secret.ErrNotFound) {
				t.Errorf("Get after Delete: %v, want ErrNotFound", err)
			}
		})
	}
}

func TestRingRefusesWhatWindowsWould(t *testing.T) {
	for name, ring := range rings(t) {
		t.Run(name, func(t *testing.T) {
			if err := ring.Set("item", "small"); err != nil {
				t.Fatal(err)
			}
			defer ring.Delete("item")
			if err := ring.Set("item", strings.Repeat("x", secret.MaxValue+1)); !errors.Is(err, secret.ErrTooBig) {
				t.Errorf("Set: %v, want ErrTooBig", err)
			}
			if got, err := ring.Get("item"); got != "small" {
				t.Errorf("Get = %q, %v; the value before must stay", got, err)
			}
		})
	}
}

func TestOnlyTheSystemRingIsDurable(t *testing.T) {
	all := rings(t)
	if !all["system"].Durable() || all["memory"].Durable() {
		t.Error("system must be durable, memory must not")
	}
}

func TestSystemRingOutlivesItsOpener(t *testing.T) {
	service := newService()
	if err := secret.System(service).Set("item", "kept"); err != nil {
		t.Fatal(err)
	}
	defer secret.System(service).Delete("item")
	if got, err := secret.System(service).Get("item"); got != "kept" {
		t.Errorf("Get = %q, %v", got, err)
	}
	if _, err := secret.System(newService()).Get("item"); !errors.Is(err, secret.ErrNotFound) {
		t.Errorf("another service sees the item: %v", err)
	}
}
