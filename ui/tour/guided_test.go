//go:build tour && linux

package tour

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/reach"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// export is what a vendor's console exported.
const export = `MRN,Last Name,First Name,DOB,Email,Mobile Phone,Status
100042,Reed,Grace,1984-03-12,grace.reed@example.org,503-555-0142,Activated
100043,Reed,George,1961-07-30,,,Pending Activation
`

// TestGuidedTour works a vendor's console by hand: the desk finds the patient in the export, proves the caller, shows the steps and
// takes the agent's word for how it went.
func TestGuidedTour(t *testing.T) {
	s := newDesktop(t)
	s.album = filepath.Join(album, "guided")
	list := filepath.Join(t.TempDir(), "export.csv")
	s.must(os.WriteFile(list, []byte(export), 0o600))
	s.launch()
	s.setUpGuided(list)
	s.openCall("look-up")
	s.lookUp("grace reed")
	s.show("account")
	s.proveByCallBack("Grace Reed", "12 March 1984", "100042")
	s.resetByHand()
	s.writeNote()
	s.closeCall()
	s.show("closed")
	s.await("outbox", "waiting", 0)
	s.must(s.app.Close(s.ctx))
	s.nothingReadable(note, "503-555-0142")
	s.checkKeptHere()
}

// setUpGuided chooses the vendor and the list that the console exported.
func (s *stage) setUpGuided(list string) {
	s.await("screen", "name", "portal-kind")
	s.keys("Down", "Down", "Down", "Down", "Return")
	s.await("screen", "name", "portal")
	s.text("my") // MyChart
	s.keys("Tab")
	s.text(list)
	s.keys("Return") // to who is missing
	s.text("mortiz")
	s.show("vendor-and-list")
	s.keys("Return")
	s.await("screen", "name", "portal-found")
	s.show("ready")
	s.keys("Return")
	s.await("screen", "name", "desk")
	s.await("index", "complete", true)
}

// proveByCallBack plays a caller whose number on file is called back.
func (s *stage) proveByCallBack(says ...string) {
	s.keys("ctrl+p")
	s.app.Forget()
	s.keys("Return") // the patient herself is calling
	s.await("verification", "matched", 0)
	for i, said := range says {
		s.await("focus", "on", "proof")
		s.text(said)
		s.keys("Return")
		s.await("verification", "matched", i+1)
	}
	s.keys("Return")
	s.await("dialog shown", "name", "call-back")
	s.keys("Return")
	s.await("verification", "level", 2)
	s.show("proven")
}

// resetByHand follows the vendor's steps and attests that it is done.
func (s *stage) resetByHand() {
	s.keys("ctrl+r")
	s.await("dialog shown", "name", "reset-password")
	s.show("steps")
	s.keys("Tab", "Down", "Return") // it is done
	s.await("operation", "id", "reset-password", "outcome", "done")
	s.show("what-the-patient-does-now")
	s.keys("Escape")
}

// checkKeptHere reads what the desk keeps on this computer, by its own keyring, after the program has ended.
func (s *stage) checkKeptHere() {
	desk := s.deskHere()
	page, err := desk.PastCalls(s.ctx, client.CallQuery{Limit: 10})
	s.must(err)
	if len(page.Items) != 1 {
		s.Fatalf("%d calls are kept", len(page.Items))
	}
	call := page.Items[0]
	if call.Note != note || call.Outcome != client.OutcomeResolved || call.Caller.Level != client.ProvenByOOB || call.AgentID != "mortiz" {
		s.Errorf("the call is kept as %+v", call)
	}
	entries, err := desk.Trail.Since(0, 1000)
	s.must(err)
	byHand := 0
	for _, e := range entries {
		if e.Action == "reset-password" && e.Outcome == client.AuditDone && strings.HasSuffix(e.Detail, ":by-hand") && e.Call == call.ID {
			byHand++
		}
	}
	if byHand != 1 {
		s.Errorf("the trail says %d times that the password was reset by hand", byHand)
	}
	s.must(desk.Close())
}

// deskHere opens the desk that the program has left, in this process.
func (s *stage) deskHere() *app.Desk {
	s.Helper()
	for _, variable := range s.desktop.Env() {
		name, value, _ := strings.Cut(variable, "=")
		s.Setenv(name, value)
	}
	dir, err := profile.DefaultDir()
	s.must(err)
	profiles, err := profile.Open(dir)
	s.must(err)
	ring, err := secret.Open("portaldesk")
	s.must(err)
	workplace := &app.Workplace{Profiles: profiles, Ring: ring, Dial: reach.NewDialer().Dial, Log: quiet, Now: time.Now}
	desk, err := workplace.Resume(s.ctx, profiles.List()[0])
	s.must(err)
	return desk
}
