package profile_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/profile"
)

// FuzzFile: whatever stands in the list of profiles, it is read, or refused as newer, or kept aside byte for byte.
func FuzzFile(f *testing.F) {
	for _, seed := range []string{
		``, `{}`, `null`, `{"version":1}`, `{"version":99}`, `{"version":2,"profiles":[{}]}`, `{"version":-1}`, "\xff", `{"version":1,"profiles":[{"id":"../x"}]}`,
		`{"version":2,"profiles":[{"id":"414080c3-064f-4a5e-acc6-3164bd7ef13c","name":"R","kind":"admin-api","url":"https://p.example","signIn":{"way":"password"}}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "profiles.json")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := profile.Open(dir)
		damaged, aside := errors.AsType[*profile.DamagedError](err)
		switch {
		case aside:
			path = filepath.Join(dir, damaged.KeptAs)
		case errors.Is(err, profile.ErrNewer):
		case err != nil:
			t.Fatal(err)
		default:
			for _, p := range list.List() {
				if err := p.Check(); err != nil {
					t.Errorf("taken, and of no use: %v", err)
				}
			}
		}
		if kept, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, text) {
			t.Errorf("the file is not what it was: %v", err)
		}
	})
}
