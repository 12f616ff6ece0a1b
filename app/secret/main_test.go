package secret_test

import (
	"os"
	"testing"

	"portaldesk/app/secret/secrettest"
)

func TestMain(m *testing.M) {
	if os.Getenv(probeMark) != "" {
		reportProbe()
		return
	}
	secrettest.Main(m)
}
