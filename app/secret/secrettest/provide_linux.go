package secrettest

import (
	"os"
	"path/filepath"
	"runtime"
)

// providedMark is set for the processes that the tests start.
const providedMark = "PORTALDESK_TEST_KEYRING"

// provide starts a keyring and points this process, and those it starts, to it.
func provide() (stop func(), err error) {
	if os.Getenv(providedMark) != "" {
		return func() {}, nil
	}
	// The daemons are told to end with the thread that started them, which must therefore live as long as the tests.
	runtime.LockOSThread()
	keepGoCaches()
	session, err := Start()
	if err != nil {
		return nil, err
	}
	for name, value := range session.variables() {
		os.Setenv(name, value)
	}
	shared = session
	return session.Stop, nil
}

// shared is the session of this process.
var shared *Session

// keepGoCaches lets tests that build a program find the caches of the real home folder.
func keepGoCaches() {
	if cache, err := os.UserCacheDir(); err == nil && os.Getenv("GOCACHE") == "" {
		os.Setenv("GOCACHE", filepath.Join(cache, "go-build"))
	}
	if home, err := os.UserHomeDir(); err == nil && os.Getenv("GOPATH") == "" {
		os.Setenv("GOPATH", filepath.Join(home, "go"))
	}
}
