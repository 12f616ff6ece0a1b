//go:build tour && servers && linux

package tour

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/portaltest/handout"
)

const reachable = "reachable"

// TestKeycloakTour connects a Keycloak as a new user would: an address of the admin console is pasted, the agent signs in with her
// own login in a real browser, a patient is found and proven, and gets a link to a new password.
func TestKeycloakTour(t *testing.T) {
	v := serverStage(t, "keycloak")
	v.connectKeycloak()
	var all []keycloakPatient
	v.read(t, v.PatientsFile, &all)
	i := v.take(len(all), func(i int) bool { return all[i].Trait == reachable && typed(all[i].Says[client.IdentifierName]) })
	before := len(v.mails())
	v.work(owner{all[i].Login, all[i].Says}, func() {
		v.keys("ctrl+r")
		v.await("dialog shown", "name", "reset-password")
		v.show("reset-password")
		v.keys("Return")
		v.await("operation", "id", "reset-password", "outcome", "done")
		v.show("reset-done")
		v.keys("Escape")
	})
	v.until("the mail with the link", func() bool { return len(v.mails()) > before })
}

// connectKeycloak starts the program and connects the realm that was prepared already.
func (v *server) connectKeycloak() {
	v.must(v.desktop.InstallBrowser(v.certificate(v)))
	v.launch()
	v.choose(1)
	v.text(v.ServerURL + "/admin/master/console/#/patients/users")
	v.keys("Return")
	v.trustCA()
	v.signInBrowser(v.Agents[client.RoleSupervisor])
	v.enter()
}

// TestKratosTour works with each Kratos on this computer, and hands out an access code. In the first the patients sign in with a
// name of their own, in the second, which has another schema, with their e-mail address.
func TestKratosTour(t *testing.T) {
	for _, name := range []string{"kratos-a", "kratos-b"} {
		t.Run(name, func(t *testing.T) {
			v := serverStage(t, name)
			v.launch()
			v.choose(2)
			v.fill(v.URL, "mortiz")
			v.trustCA()
			v.enter()
			v.work(v.kratosPatient(), v.handOutCode)
		})
	}
}

func (v *server) kratosPatient() owner {
	v.Helper()
	p := v.Patients[v.take(len(v.Patients), func(i int) bool {
		return v.Patients[i].Kind == reachable && typed(v.Patients[i].GivenName+v.Patients[i].FamilyName)
	})]
	return owner{p.Login, said(p.GivenName, p.FamilyName, p.BirthDate, p.MRN)}
}

func (v *server) handOutCode() {
	v.keys("ctrl+g")
	v.await("dialog shown", "name", "access-code")
	v.keys("Return")
	v.await("secret shown")
	v.show("access-code-read-aloud")
	v.keys("Escape")
	v.await("secret gone")
}

// TestSCIMTour works with a SCIM directory by a token, and changes a login ID: at SCIMMY, and at Keycloak's own SCIM, whose token
// is a supervisor's.
func TestSCIMTour(t *testing.T) {
	for name, login := range map[string]string{"scim": "mortiz", "keycloak-scim": "supervisor"} {
		t.Run(name, func(t *testing.T) {
			v := serverStage(t, name)
			v.launch()
			v.choose(3)
			v.fill(v.URL, login, v.Token)
			v.trustCA()
			v.enter()
			p := v.scimPatient()
			wanted := p.login + "x"
			v.work(p, func() { v.changeLoginID(wanted) })
			v.lookUp(wanted)
			v.show("found-by-the-new-login-id")
		})
	}
}

// scimPatient is one whom no other test has.
func (v *server) scimPatient() owner {
	v.Helper()
	var all []scimPatient
	v.read(v, v.PatientsFile, &all)
	p := all[v.take(len(all), func(i int) bool { return all[i].Trait == reachable && typed(all[i].Given+all[i].Family) })]
	return owner{p.Login, said(p.Given, p.Family, p.BirthDate, p.MRN)}
}

func (v *server) changeLoginID(wanted string) {
	v.keys("ctrl+i")
	v.await("dialog shown", "name", "change-login-id")
	v.text(wanted)
	v.keys("Return")
	v.await("operation", "id", "change-login-id", "outcome", "done")
	v.show("login-id-done")
	v.keys("Escape")
}

func said(given, family, born, mrn string) map[client.IdentifierKind]string {
	return map[client.IdentifierKind]string{
		client.IdentifierName: given + " " + family, client.IdentifierBirthDate: born, client.IdentifierMRN: mrn,
	}
}

// typed says whether a name has keys on every keyboard once its accents are left out.
func typed(name string) bool {
	return !strings.ContainsFunc(fold.Text(name), func(r rune) bool { return r > '~' })
}

// take is a patient whom no other test has, by the place in the list.
func (v *server) take(n int, suits func(int) bool) int {
	v.Helper()
	i, err := handout.Take(v.folder, n, suits)
	v.must(err)
	return i
}

// choose picks what runs the portal, counted from the first kind.
func (v *server) choose(kind int) {
	v.await("screen", "name", "portal-kind")
	for range kind {
		v.keys("Down")
	}
	v.keys("Return")
	v.await("screen", "name", "portal")
}

// fill enters what is asked for, field by field; the last Return tests the connection.
func (v *server) fill(entries ...string) {
	for _, entry := range entries {
		v.text(entry)
		v.keys("Return")
	}
}

// trustCA chooses the CA file once the test says that nobody vouches for the server.
func (v *server) trustCA() {
	v.await("portal tested", "code", "chain-incomplete")
	v.show("not-trusted")
	v.keys("Return")
	v.text(v.caFile)
	v.keys("Return")
}

// signInBrowser signs the agent in at the page that the program opened. The program comes to the front again by itself.
func (v *server) signInBrowser(agent credentials) {
	v.patiently(func(ctx context.Context) error { return v.desktop.WaitForWindow(ctx, "Sign in") })
	v.show("browser")
	v.text(agent.Login)
	v.keys("Tab")
	v.text(agent.Password)
	v.keys("Return")
	v.await("portal tested", "ok", true)
	v.patiently(func(ctx context.Context) error { return v.desktop.WaitForWindow(ctx, "Portaldesk") })
}

// enter saves the portal that was tested and opens its desk.
func (v *server) enter() {
	v.await("screen", "name", "portal-found")
	v.show("tested")
	v.keys("Return")
	v.await("screen", "name", "desk")
}

// work is one call: found by the login ID, proven by three identifiers and a call back, mended, noted, closed.
func (v *server) work(p owner, mend func()) {
	v.openCall("look-up")
	v.lookUp(p.login)
	v.show("account")
	v.keys("ctrl+p")
	v.app.Forget()
	v.keys("Return")
	v.await("verification", "matched", 0)
	for i, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN} {
		v.await("focus", "on", "proof")
		v.text(fold.Text(p.says[kind]))
		v.keys("Return")
		v.await("verification", "matched", i+1)
	}
	v.show("identifiers-matched")
	v.keys("Return") // she calls the number on file
	v.show("call-back")
	v.keys("Return") // and attests it
	v.await("verification", "level", 2)
	v.show("proven")
	mend()
	v.writeNote()
	v.closeCall()
	v.show("closed")
}

func (v *server) mails() []string {
	v.Helper()
	found, err := filepath.Glob(filepath.Join(v.MailDir, "*.eml"))
	v.must(err)
	return found
}
