package profile

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/google/uuid"
)

// Profile is one portal as an agent reaches it.
type Profile struct {
	// ID is a random UUID ([NewID]); it names the profile's store and its tokens.
	ID   string `json:"id"`
	Name string `json:"name"`
	// Kind is the adapter: "adminapi".
	Kind string `json:"kind"`
	// URL is the portal's base address, https and without user, query or fragment. Empty for a demo profile.
	URL string `json:"url,omitempty"`
	// CAFile is a PEM file of a certificate authority to trust beside the system's; empty for none.
	CAFile string `json:"caFile,omitempty"`
	// Login is the name last signed in with.
	Login string `json:"login,omitempty"`
	// Demo: the portal is the one inside the program, whose address is another one each time.
	Demo bool `json:"demo,omitempty"`
}

// KindAdminAPI is a portal that serves our published contract.
const KindAdminAPI = "adminapi"

// NewID makes the id of a new profile.
func NewID() string { return uuid.NewString() }

// ErrInvalid is what a profile that cannot be kept is refused with, as an [*InvalidError].
var ErrInvalid = errors.New("invalid profile")

// InvalidError says which entry of a profile was refused, and why. It does not quote the entry.
type InvalidError struct {
	Field string // "id", "name", "kind", "url"
	Why   string // "missing", "unknown", "not-https", "malformed", "holds-a-secret"
}

func (e *InvalidError) Error() string { return fmt.Sprintf("profile: %s: %s", e.Field, e.Why) }

// Unwrap makes it an [ErrInvalid].
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// Check says whether the profile could be kept: an *[InvalidError], or nil. A form asks before it tries the address.
func (p Profile) Check() error { return p.check() }

// check answers an *InvalidError, or nil.
func (p Profile) check() error {
	switch {
	case uuid.Validate(p.ID) != nil || len(p.ID) != len(uuid.Nil.String()):
		return &InvalidError{"id", "malformed"}
	case strings.TrimSpace(p.Name) == "":
		return &InvalidError{"name", "missing"}
	case p.Kind != KindAdminAPI:
		return &InvalidError{"kind", "unknown"}
	case p.Demo && p.URL == "":
		return nil
	default:
		return checkURL(p.URL)
	}
}

func checkURL(text string) error {
	if text == "" {
		return &InvalidError{"url", "missing"}
	}
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return &InvalidError{"url", "malformed"}
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return &InvalidError{"url", "holds-a-secret"}
	case u.Scheme != "https":
		return &InvalidError{"url", "not-https"}
	case u.Hostname() == "":
		return &InvalidError{"url", "malformed"}
	default:
		return nil
	}
}
