package secrettest

import (
	"testing"

	"github.com/google/uuid"

	"portaldesk/app/secret"
)

// Ring is the keyring that [Main] provided, with a service name of the test's own.
func Ring(t testing.TB) secret.Ring {
	t.Helper()
	ring, err := secret.Open("portaldesk-test-" + uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	return ring
}
