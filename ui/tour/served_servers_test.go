//go:build tour && servers && linux

package tour

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/client"
)

// served is a real server as its script described it.
type served struct {
	folder                                               string
	URL, ServerURL, CAFile, Token, PatientsFile, MailDir string
	MRNSystem, OnePatient                                string // of a FHIR server
	Admin                                                credentials
	Agents                                               map[client.Role]credentials
	Patients                                             []kratosPatient
}

type credentials struct{ Login, Password string }

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

func serverOf(t testing.TB, name string) *served {
	t.Helper()
	home := os.Getenv("PORTALDESK_SERVERS")
	if home == "" {
		t.Fatal("PORTALDESK_SERVERS is not set: this works with real servers (make test-servers, make bench)")
	}
	s := &served{folder: filepath.Join(home, name)}
	s.read(t, filepath.Join(s.folder, "server.json"), s)
	return s
}

func (s *served) read(t testing.TB, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// certificate is the one that the server shows.
func (s *served) certificate(t testing.TB) *x509.Certificate {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.folder, "tls.pem"))
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}

// server is a desktop on which the program works with one.
type server struct {
	*stage
	*served
}

func serverStage(t testing.TB, name string) *server {
	t.Helper()
	v := &server{newDesktop(t), serverOf(t, name)}
	v.album = filepath.Join(album, name)
	v.caFile = v.CAFile
	return v
}

// owner is somebody the server was loaded with.
type owner struct {
	login string
	says  map[client.IdentifierKind]string
}
