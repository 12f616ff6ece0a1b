//go:build tour && servers && linux

package tour

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// server is a real server as its script described it.
type server struct {
	*stage
	folder                                               string
	URL, ServerURL, CAFile, Token, PatientsFile, MailDir string
	Agents                                               map[client.Role]struct{ Login, Password string }
	Patients                                             []kratosPatient
}

// serverStage is a desktop on which the program will work with a real server.
func serverStage(t *testing.T, name string) *server {
	t.Helper()
	home := os.Getenv("PORTALDESK_SERVERS")
	if home == "" {
		t.Fatal("PORTALDESK_SERVERS is not set: this tour works with real servers (make test-servers)")
	}
	v := &server{stage: newDesktop(t), folder: filepath.Join(home, name)}
	v.album = filepath.Join(album, name)
	v.read(filepath.Join(v.folder, "server.json"), v)
	v.caFile = v.CAFile
	return v
}

func (v *server) read(file string, into any) {
	v.Helper()
	text, err := os.ReadFile(file)
	v.must(err)
	v.must(json.Unmarshal(text, into))
}

// owner is somebody the server was loaded with.
type owner struct {
	login string
	says  map[client.IdentifierKind]string
}

// kratosPatient, keycloakPatient and scimPatient are as the scripts wrote them down.
type (
	kratosPatient struct {
		Kind, Login, GivenName, FamilyName, BirthDate, MRN string
	}
	keycloakPatient struct {
		Login, Trait string
		Says         map[client.IdentifierKind]string
	}
	scimPatient struct {
		Login, Trait, Given, Family, BirthDate, MRN string
	}
)

const reachable = "reachable"

// TestKeycloakTour connects a Keycloak as a new user would: an address of the admin console is pasted, the agent signs in with her
// own login in a real browser, a patient is found and proven, and gets a link to a new password.
func TestKeycloakTour(t *testing.T) {
	v := serverStage(t, "keycloak")
	v.must(v.desktop.InstallBrowser(v.certificate()))
	v.launch()
	v.choose(1)
	v.text(v.ServerURL + "/admin/master/console/#/patients/users")
	v.keys("Return")
	v.trustCA()
	v.signInBrowser()
	v.enter()
	var all []keycloakPatient
	v.read(v.PatientsFile, &all)
	i := v.nth(len(all), func(i int) bool { return all[i].Trait == reachable && typed(all[i].Says[client.IdentifierName]) })
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

// TestKratosTour works with a Kratos on this computer, and hands out an access code.
func TestKratosTour(t *testing.T) {
	v := serverStage(t, "kratos-a")
	v.launch()
	v.choose(2)
	v.fill(v.URL, "mortiz")
	v.trustCA()
	v.enter()
	i := v.nth(len(v.Patients), func(i int) bool {
		return v.Patients[i].Kind == reachable && typed(v.Patients[i].GivenName+v.Patients[i].FamilyName)
	})
	p := v.Patients[i]
	v.work(owner{p.Login, said(p.GivenName, p.FamilyName, p.BirthDate, p.MRN)}, func() {
		v.keys("ctrl+g")
		v.await("dialog shown", "name", "access-code")
		v.keys("Return")
		v.await("secret shown")
		v.show("access-code-read-aloud")
		v.keys("Escape")
		v.await("secret gone")
	})
}

// TestSCIMTour works with a SCIM directory by a token, and changes a login ID.
func TestSCIMTour(t *testing.T) {
	v := serverStage(t, "scim")
	v.launch()
	v.choose(3)
	v.fill(v.URL, "mortiz", v.Token)
	v.trustCA()
	v.enter()
	var all []scimPatient
	v.read(v.PatientsFile, &all)
	i := v.nth(len(all), func(i int) bool { return all[i].Trait == reachable && typed(all[i].Given+all[i].Family) })
	p := all[i]
	wanted := p.Login + "x"
	v.work(owner{p.Login, said(p.Given, p.Family, p.BirthDate, p.MRN)}, func() {
		v.keys("ctrl+i")
		v.await("dialog shown", "name", "change-login-id")
		v.text(wanted)
		v.keys("Return")
		v.await("operation", "id", "change-login-id", "outcome", "done")
		v.show("login-id-done")
		v.keys("Escape")
	})
	v.lookUp(wanted)
	v.show("found-by-the-new-login-id")
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

// nth is a patient far down the list, whom no conformance test takes.
func (v *server) nth(n int, suits func(int) bool) int {
	v.Helper()
	for i := n - 1; i >= 0; i-- {
		if suits(i) {
			return i
		}
	}
	v.Fatal("the server has nobody who suits")
	return 0
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
	v.await("portal tested", "code", "unknown-authority")
	v.show("not-trusted")
	v.keys("Return")
	v.text(v.caFile)
	v.keys("Return")
}

// signInBrowser signs the agent in at the page that the program opened. The program comes to the front again by itself.
func (v *server) signInBrowser() {
	v.patiently(func(ctx context.Context) error { return v.desktop.WaitForWindow(ctx, "Sign in") })
	v.show("browser")
	agent := v.Agents[client.RoleSupervisor]
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

// certificate is the one that the server shows.
func (v *server) certificate() *x509.Certificate {
	v.Helper()
	text, err := os.ReadFile(filepath.Join(v.folder, "tls.pem"))
	v.must(err)
	block, _ := pem.Decode(text)
	certificate, err := x509.ParseCertificate(block.Bytes)
	v.must(err)
	return certificate
}
