//go:build tour && servers && linux

package tour

import (
	"testing"
	"time"
)

// deskSide is the program in a real window, driven by keyboard.
type deskSide struct{ *server }

func newDeskSide(b *testing.B) *deskSide {
	s := &deskSide{serverStage(b, "keycloak")}
	s.album = b.TempDir()
	s.connectKeycloak()
	return s
}

// start ends the program as a power cut would: what is measured is a beginning, whatever was before.
func (s *deskSide) start() time.Duration {
	s.app.Kill()
	began := time.Now()
	s.launch()
	return s.await("screen", "name", "desk").Time().Sub(began)
}

func (s *deskSide) lookUp(login string) time.Duration {
	s.toLookUp()
	s.text(login[:len(login)-1])
	s.app.Forget()
	began := time.Now()
	s.text(login[len(login)-1:])
	return s.await("look-up answered", "rows", 1).Time().Sub(began)
}

// open takes the focus coming to the proof for the end: it comes once the account is shown, with all that is read of it.
func (s *deskSide) open(string) time.Duration {
	s.app.Forget()
	began := time.Now()
	s.keys("Return")
	return s.opened().Sub(began)
}

// whole presses Enter right after the last character: the look-up then asks at once, and opens the only account it finds.
func (s *deskSide) whole(login string) time.Duration {
	s.toLookUp()
	s.text(login)
	s.app.Forget()
	began := time.Now()
	s.keys("Return")
	return s.opened().Sub(began)
}

func (s *deskSide) opened() time.Time {
	s.Helper()
	s.await("account opened")
	return s.await("focus", "on", "proof").Time()
}

func (s *deskSide) toLookUp() {
	s.Helper()
	s.app.Forget()
	s.keys("ctrl+l")
	s.await("focus", "on", "look-up")
}

func (s *deskSide) memory() int64 { return processes(s)[s.app.PID()].resident }
