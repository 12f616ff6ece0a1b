package reach

import (
	"crypto/tls"
	"crypto/x509"
	"os"

	"portaldesk/app/profile"
)

// checkFiles says which file of a profile cannot be used, before an adapter fails for it without saying which.
func checkFiles(p profile.Profile) error {
	if p.CAFile != "" {
		text, err := os.ReadFile(p.CAFile)
		if err != nil || !x509.NewCertPool().AppendCertsFromPEM(text) {
			return unreadable("caFile")
		}
	}
	if p.SignIn.CertFile != "" {
		if _, err := tls.LoadX509KeyPair(p.SignIn.CertFile, p.SignIn.KeyFile); err != nil {
			return unreadable(pairFault(p.SignIn))
		}
	}
	if file := p.Guided.Directory; p.Kind == profile.KindGuided && file != "" {
		if info, err := os.Stat(file); err != nil || info.IsDir() {
			return unreadable("guided.directory")
		}
	}
	return nil
}

// pairFault is which file of a pair cannot be read; the key where both can and do not belong together.
func pairFault(s profile.SignIn) string {
	text, err := os.ReadFile(s.CertFile)
	if err != nil || !x509.NewCertPool().AppendCertsFromPEM(text) {
		return "signIn.certFile"
	}
	return "signIn.keyFile"
}

func unreadable(field string) error { return &profile.InvalidError{Field: field, Why: "unreadable"} }
