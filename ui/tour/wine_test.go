//go:build tour && wine && linux

package tour

import (
	"os"
	"strings"
	"testing"

	"portaldesk/client"
)

const (
	windowsBinary = "../../bin/portaldesk-wine.exe"
	wine          = "/usr/lib/wine/wine64"
)

// TestWindowsProgram does the main job with the Windows binary in a real window, as far as Wine can show what Windows does: the
// session is in the Windows credential store and survives a kill, the file is locked and synced by Windows calls. WINEPREFIX
// names a prepared prefix. The binary is one without the tag accessibility: Wine 8 has not all that the toolkit may call with it.
func TestWindowsProgram(t *testing.T) {
	s := newStage(t)
	s.album = album + "/windows"
	prefix := os.Getenv("WINEPREFIX")
	if prefix == "" {
		t.Fatal("WINEPREFIX is not set")
	}
	s.desktop.Setenv("WINEPREFIX", prefix)
	s.desktop.Setenv("WINEDEBUG", "-all")
	s.program = []string{wine, absolute(t, windowsBinary)}
	inner := s.caFile
	s.caFile = "Z:" + strings.ReplaceAll(inner, "/", `\`)
	s.launch()
	s.setUp()
	s.caFile = inner
	s.openCall("look-up")
	s.lookUp("maria alvarez")
	s.prove(patient)
	s.resetPassword()
	s.writeNote()
	s.killAndReturn()
	s.closeCall()
	s.until("the call at the portal", func() bool { return len(s.calls()) == 1 })
	s.checkFirstCall()
	if account, err := s.asSenior().Account(s.ctx, s.account(patient)); err != nil || account.Status == client.StatusLocked {
		t.Errorf("after the reset the account is %s, %v", account.Status, err)
	}
}
