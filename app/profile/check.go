package profile

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"portaldesk/app/store/recovery"
	"portaldesk/client"
)

// ErrInvalid is what a profile that cannot be kept is refused with, as an [*InvalidError].
var ErrInvalid = errors.New("invalid profile")

// InvalidError says which entry of a profile was refused, and why. It does not quote the entry.
type InvalidError struct {
	// Field is the entry's name in the file: "id", "name", "kind", "url", "publicUrl", "signIn.way", "signIn.issuer",
	// "signIn.certFile", "signIn.keyFile", "records.kind", "records.url", "fields" or "fields.mrn", "guided.guide",
	// "lastingPasswords", "policy", "reasons", "hours" or "recoveryRecipients".
	Field string
	// Why is "missing", "unknown", "not-https", "malformed", "holds-a-secret", "not-offered" (not at this kind of server),
	// "not-loopback" (nothing is asked for there, so it must be on this computer), "cannot-be-met", or, of a file that is
	// about to be used, "unreadable".
	Why string
}

func (e *InvalidError) Error() string { return fmt.Sprintf("profile: %s: %s", e.Field, e.Why) }

// Unwrap makes it an [ErrInvalid].
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// Check says whether the profile could be kept: an *[InvalidError], or nil. A form asks before it tries the address.
func (p Profile) Check() error {
	for _, check := range []func() error{
		p.checkNames, p.checkAddresses, p.checkSignIn, p.checkRecords, p.checkFields, p.checkPolicy, p.checkReasons, p.checkHours,
		p.checkRecovery,
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (p Profile) checkNames() error {
	switch {
	case uuid.Validate(p.ID) != nil || len(p.ID) != len(uuid.Nil.String()):
		return &InvalidError{"id", "malformed"}
	case strings.TrimSpace(p.Name) == "":
		return &InvalidError{"name", "missing"}
	case !slices.Contains(Kinds(), p.Kind):
		return &InvalidError{"kind", "unknown"}
	case p.Kind == KindGuided && p.Guided.Guide == "":
		return &InvalidError{"guided.guide", "missing"}
	case p.Kind != KindSCIM && p.LastingPasswords:
		return &InvalidError{"lastingPasswords", "not-offered"}
	default:
		return nil
	}
}

// checkAddresses looks at every address that is there, used or not: a secret in one would stand in the file.
func (p Profile) checkAddresses() error {
	if p.URL == "" && p.Kind != KindGuided && !p.Demo {
		return &InvalidError{"url", "missing"}
	}
	for _, address := range []struct{ field, text string }{
		{"url", p.URL}, {"publicUrl", p.PublicURL}, {"signIn.issuer", p.SignIn.Issuer}, {"records.url", p.Records.URL},
	} {
		if address.text == "" {
			continue
		}
		if why := whyNot(address.text); why != "" {
			return &InvalidError{address.field, why}
		}
	}
	return nil
}

// whyNot says what is wrong with an address; empty when nothing is.
func whyNot(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "malformed"
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "holds-a-secret"
	case u.Scheme != "https":
		return "not-https"
	case u.Hostname() == "":
		return "malformed"
	default:
		return ""
	}
}

func (p Profile) checkSignIn() error {
	way := p.Way()
	switch {
	case !slices.Contains(ways[p.Kind], way):
		return &InvalidError{"signIn.way", "not-offered"}
	case way == client.SignInNone && p.Kind != KindGuided && !onThisComputer(p.URL):
		return &InvalidError{"signIn.way", "not-loopback"}
	case way == client.SignInBrowser && p.SignIn.Issuer == "" && p.Kind != KindKeycloak:
		return &InvalidError{"signIn.issuer", "missing"}
	default:
		return p.SignIn.checkCertificate(way == client.SignInCertificate)
	}
}

func (s SignIn) checkCertificate(needed bool) error {
	switch {
	case s.CertFile == "" && (needed || s.KeyFile != ""):
		return &InvalidError{"signIn.certFile", "missing"}
	case s.KeyFile == "" && s.CertFile != "":
		return &InvalidError{"signIn.keyFile", "missing"}
	default:
		return nil
	}
}

func (p Profile) checkRecords() error {
	r, far := p.Records, p.RecordsElsewhere()
	switch {
	case r.Kind == RecordsWithAccounts && p.Kind != KindAdminAPI:
		return &InvalidError{"records.kind", "missing"}
	case !slices.Contains(records[p.Kind], r.Kind):
		return &InvalidError{"records.kind", "unknown"}
	case far && p.Way() == client.SignInPassword:
		return &InvalidError{"records.kind", "not-offered"} // a session of that portal is good nowhere else
	case far && r.URL == "":
		return &InvalidError{"records.url", "missing"}
	case far && p.Way() == client.SignInNone && !onThisComputer(r.URL):
		return &InvalidError{"records.url", "not-loopback"}
	default:
		return nil
	}
}

func (p Profile) checkFields() error {
	known := 0
	for _, field := range client.Fields() {
		path, mapped := p.Fields[field]
		if mapped && strings.TrimSpace(path) == "" {
			return &InvalidError{"fields." + string(field), "missing"}
		}
		if mapped {
			known++
		}
	}
	if known < len(p.Fields) {
		return &InvalidError{"fields", "unknown"}
	}
	return nil
}

// checkRecovery refuses above all the private half of a key, which must never stand in the file.
func (p Profile) checkRecovery() error {
	for _, recipient := range p.RecoveryRecipients {
		switch {
		case strings.HasPrefix(strings.ToUpper(recipient), "AGE-SECRET-KEY-"):
			return &InvalidError{"recoveryRecipients", "holds-a-secret"}
		case recovery.Check(recipient) != nil:
			return &InvalidError{"recoveryRecipients", "malformed"}
		}
	}
	return nil
}
