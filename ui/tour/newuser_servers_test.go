//go:build tour && servers && linux

package tour

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
)

// How fast somebody is who has never seen the program: sixty words a minute, and a look at every screen before a key.
const (
	humanKey  = 200 * time.Millisecond
	humanLook = 1500 * time.Millisecond
)

// TestANewUserConnectsAFreshKeycloak plays, by keyboard and with nothing but what stands on the screens, how a realm that nobody
// has touched becomes a portal of the desk, and how a patient there gets a password. It says how long that takes at human speed.
func TestANewUserConnectsAFreshKeycloak(t *testing.T) {
	v := serverStage(t, "keycloak")
	v.album = filepath.Join(album, "new-user")
	agent := credentials{"mortiz", "Desk-Pass-2026"}
	patient := person{"malvarez", "Maria", "Alvarez"}
	realm := "riverside-" + uuid.NewString()[:4]
	newAdministration(t, v.served).freshRealm(realm, agent, patient, person{"greed", "George", "Reed"}, person{"tnguyen", "Thi Mai", "Nguyen"})
	v.must(v.desktop.InstallBrowser(v.certificate(t)))
	v.desktop.KeyEvery, v.reads = humanKey, humanLook
	began := time.Now()
	v.launch()
	v.address(realm)
	v.prepare(agent.Login)
	v.signInBrowser(agent)
	v.enter()
	connected := time.Now()
	v.openCall("look-up")
	v.lookUp(patient.login)
	v.proveByMailAndChart(patient)
	v.temporaryPassword()
	reset := time.Now()
	v.writeNote()
	v.closeCall()
	v.show("closed")
	t.Logf("connected after %.0f s, the password reset after %.0f s, the call closed after %.0f s", connected.Sub(began).Seconds(),
		reset.Sub(began).Seconds(), time.Since(began).Seconds())
}

// address connects the server, whose authority is not trusted yet, up to what is missing in the realm.
func (v *server) address(realm string) {
	v.choose(1)
	v.show("address")
	v.text(v.ServerURL)
	v.keys("Return")
	v.show("which-realm")
	v.text(realm)
	v.keys("Return")
	v.trustCA()
	v.await("portal tested", "code", "client-unknown")
	v.show("not-prepared")
}

// prepare has the administrator make what is missing and put the agent into the group, and tests again.
func (v *server) prepare(agent string) {
	v.keys("Return")
	v.await("dialog shown", "name", "prepare")
	v.show("administrator")
	v.text(v.Admin.Login)
	v.keys("Return")
	v.text(v.Admin.Password)
	v.keys("Return")
	v.await("prepared", "look", true, "ok", true)
	v.show("what-is-missing")
	v.text(agent)
	v.keys("Return")
	v.await("prepared", "look", false, "ok", true)
	v.show("prepared")
	v.keys("Return")
}

// proveByMailAndChart proves the caller by all that a fresh realm knows of a patient, and by the number in the chart.
func (v *server) proveByMailAndChart(p person) {
	v.keys("ctrl+p")
	v.app.Forget()
	v.keys("Return") // the patient herself is calling
	v.await("verification", "matched", 0)
	for i, said := range []string{p.given + " " + p.family, p.mail()} {
		v.await("focus", "on", "proof")
		v.text(said)
		v.keys("Return")
		v.await("verification", "matched", i+1)
	}
	v.show("identifiers-matched")
	v.keys("Return")
	v.await("dialog shown", "name", "call-back")
	v.keys("Return")
	v.await("verification", "level", 2)
	v.show("proven")
}

// temporaryPassword is what is left where the realm has no mail server.
func (v *server) temporaryPassword() {
	v.keys("ctrl+r")
	v.await("dialog shown", "name", "reset-password")
	v.show("reset-password")
	v.keys("Down", "Return")
	v.await("secret shown")
	v.await("operation", "id", "reset-password", "outcome", "done")
	v.show("read-aloud")
	v.keys("Escape")
	v.await("secret gone")
}
