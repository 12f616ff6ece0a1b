package profile

import (
	"os"
	"path/filepath"
)

// DirVariable is the environment variable that names another folder.
const DirVariable = "PORTALDESK_DIR"

// DefaultDir is the folder of this user's profiles and stores: that of PORTALDESK_DIR, else portaldesk in the folder the
// system keeps for settings (%AppData%, ~/Library/Application Support, $XDG_CONFIG_HOME or ~/.config). It need not exist.
func DefaultDir() (string, error) {
	if dir := os.Getenv(DirVariable); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "portaldesk"), nil
}
