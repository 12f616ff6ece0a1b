package reach_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/reach"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestEveryKindIsReachedAndNothingSentYet(t *testing.T) {
	for kind, want := range map[string]struct{ walks, names bool }{
		profile.KindAdminAPI: {}, profile.KindKeycloak: {names: true}, profile.KindKratos: {walks: true, names: true},
		profile.KindSCIM: {names: true}, profile.KindGuided: {walks: true, names: true},
	} {
		portal := dial(t, of(kind))
		_, walks := portal.(client.Walker)
		_, names := portal.(client.FieldReader)
		if walks != want.walks || names != want.names {
			t.Errorf("%s: can be walked %t, names its fields %t", kind, walks, names)
		}
		if _, err := portal.Account(t.Context(), client.AccountID(profile.NewID())); client.KindOf(err) != client.Unauthenticated {
			t.Errorf("%s before sign-in: %v", kind, err)
		}
	}
}

func TestRecordsGoWhereTheProfileSays(t *testing.T) {
	for _, kind := range []string{profile.KindKeycloak, profile.KindKratos, profile.KindSCIM} {
		p := of(kind)
		p.Records = profile.Records{Kind: profile.RecordsFHIR, URL: "https://127.0.0.1:2/fhir", PatientSystem: "urn:oid:1.2.3"}
		_, err := dial(t, p).CreateCalls(t.Context(), []client.Call{{ID: "a"}})
		if client.KindOf(err) == client.NotOffered {
			t.Errorf("%s with FHIR: %v", kind, err)
		}
		p.Records = profile.Records{Kind: profile.RecordsLocal}
		if _, err := dial(t, p).CreateCalls(t.Context(), nil); client.KindOf(err) != client.NotOffered {
			t.Errorf("%s on this computer only: %v", kind, err)
		}
	}
}

func TestEveryWayToSignInAndEveryPlaceForRecords(t *testing.T) {
	for _, kind := range profile.Kinds() {
		for _, way := range profile.Ways(kind) {
			for _, records := range profile.RecordKinds(kind) {
				p := of(kind)
				p.SignIn = profile.SignIn{Way: way, Issuer: "https://127.0.0.1:2"}
				p.Records = profile.Records{Kind: records, URL: "https://127.0.0.1:3"}
				if way == client.SignInCertificate {
					p.SignIn.CertFile, p.SignIn.KeyFile = certificate(t)
				}
				_, err := reach.Dial(p, tokens(p))
				if kept := p.Check(); (err == nil) != (kept == nil) {
					t.Errorf("%s by %s with records %q: reached %v, kept %v", kind, way, records, err, kept)
				}
			}
		}
	}
}

// certificate makes a client certificate and its key.
func certificate(t *testing.T) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	dir := t.TempDir()
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	must(t, os.WriteFile(certFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}), 0o600))
	must(t, os.WriteFile(keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return certFile, keyFile
}

func TestThePortalOfOurContract(t *testing.T) {
	server, dir := apptest.StartPortal(t, demoportal.Options{Accounts: 100}), t.TempDir()
	p := of(profile.KindAdminAPI)
	p.URL, p.CAFile = server.URL(), filepath.Join(dir, "ca.pem")
	must(t, server.WriteCA(p.CAFile))
	agent := server.Agents()[0]
	for records, want := range map[string]bool{profile.RecordsWithAccounts: true, profile.RecordsLocal: false} {
		p.Records.Kind = records
		portal := dial(t, p)
		_, err := portal.SignIn(t.Context(), client.Credentials{Login: agent.Login, Password: agent.Password})
		must(t, err)
		about, err := portal.About(t.Context())
		must(t, err)
		if about.Offers(client.KeepsCalls) != want || !about.Offers(client.ResetByLink) {
			t.Errorf("records %q: keeps calls %t", records, about.Offers(client.KeepsCalls))
		}
	}
}

func TestAFileThatCannotBeUsedIsNamed(t *testing.T) {
	dir := t.TempDir()
	empty, missing := filepath.Join(dir, "empty.pem"), filepath.Join(dir, "missing.pem")
	must(t, os.WriteFile(empty, []byte("this is no certificate"), 0o600))
	for want, spoil := range map[string]func(*profile.Profile){
		"caFile":           func(p *profile.Profile) { p.CAFile = empty },
		"signIn.certFile":  func(p *profile.Profile) { p.SignIn.CertFile, p.SignIn.KeyFile = missing, missing },
		"guided.directory": func(p *profile.Profile) { *p = of(profile.KindGuided); p.Guided.Directory = missing },
		"guided.guide":     func(p *profile.Profile) { *p = of(profile.KindGuided); p.Guided.Guide = empty },
	} {
		p := of(profile.KindKratos)
		spoil(&p)
		_, err := reach.Dial(p, tokens(p))
		invalid, ok := errors.AsType[*profile.InvalidError](err)
		if !ok || invalid.Field != want || invalid.Why != "unreadable" {
			t.Errorf("%s: %v", want, err)
		} else if strings.Contains(err.Error(), dir) {
			t.Errorf("%s: the error holds the path", want)
		}
	}
}

func TestAKeycloakWithoutARealmIsRefused(t *testing.T) {
	p := of(profile.KindKeycloak)
	p.URL = "https://id.example"
	_, err := reach.Dial(p, tokens(p))
	if invalid, ok := errors.AsType[*profile.InvalidError](err); !ok || invalid.Field != "url" {
		t.Errorf("%v", err)
	}
}
