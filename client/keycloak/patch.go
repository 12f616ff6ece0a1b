package keycloak

import (
	"maps"
	"slices"
	"strings"

	"portaldesk/client/transport"
)

// patch is what an update names: what is nil it leaves as it was.
type patch struct {
	Username      *string             `json:"username,omitempty"`
	Email         *string             `json:"email,omitempty"`
	FirstName     *string             `json:"firstName,omitempty"`
	LastName      *string             `json:"lastName,omitempty"`
	Attributes    map[string][]string `json:"attributes,omitempty"`
	Enabled       *bool               `json:"enabled,omitempty"`
	EmailVerified *bool               `json:"emailVerified,omitempty"`
}

// sent is what the update of an admin event named; false when the realm does not keep it.
func (e adminEvent) sent() (patch, bool) {
	var p patch
	if e.Representation == "" || transport.Decode([]byte(e.Representation), &p) != nil {
		return patch{}, false
	}
	return p, true
}

func (u user) clone() user {
	u.Attributes = maps.Clone(u.Attributes)
	u.RequiredActions = slices.Clone(u.RequiredActions)
	return u
}

// patchOf is what is different in wanted.
func patchOf(before, wanted user) patch {
	p := patch{
		Username: changed(before.Username, wanted.Username), Email: changed(before.Email, wanted.Email),
		FirstName: changed(before.FirstName, wanted.FirstName), LastName: changed(before.LastName, wanted.LastName),
		Enabled: changed(before.Enabled, wanted.Enabled), EmailVerified: changed(before.EmailVerified, wanted.EmailVerified),
	}
	for name, values := range wanted.Attributes {
		if slices.Equal(before.Attributes[name], values) {
			continue
		}
		if p.Attributes == nil {
			p.Attributes = map[string][]string{}
		}
		p.Attributes[name] = values
	}
	return p
}

func changed[T comparable](before, wanted T) *T {
	if before == wanted {
		return nil
	}
	return &wanted
}

// difference is what must be sent so that nothing but the difference changes. The server takes attributes only together with
// the login ID, and as soon as it is given any it removes the names, addresses and attributes that it is not given.
func difference(before, wanted user) patch {
	p := patchOf(before, wanted)
	if p.Attributes == nil {
		return p
	}
	p.Attributes = wanted.Attributes
	p.Username, p.Email, p.FirstName, p.LastName = &wanted.Username, &wanted.Email, &wanted.FirstName, &wanted.LastName
	return p
}

// lost says whether something that the patch changed is no longer as it wrote it. What it named as it was before, it did
// not change.
func (p patch) lost(before, after user) bool {
	return lostText(p.Username, before.Username, after.Username) || lostText(p.Email, before.Email, after.Email) ||
		lostText(p.FirstName, before.FirstName, after.FirstName) || lostText(p.LastName, before.LastName, after.LastName) ||
		lostFlag(p.Enabled, before.Enabled, after.Enabled) || lostFlag(p.EmailVerified, before.EmailVerified, after.EmailVerified) ||
		p.lostAttributes(before, after)
}

func (p patch) lostAttributes(before, after user) bool {
	for name, values := range p.Attributes {
		if !slices.Equal(values, before.Attributes[name]) && !slices.Equal(values, after.Attributes[name]) {
			return true
		}
	}
	return false
}

// lostText ignores case: the server stores login IDs and addresses in lower case.
func lostText(written *string, before, after string) bool {
	return written != nil && !strings.EqualFold(*written, before) && !strings.EqualFold(*written, after)
}

func lostFlag(written *bool, before, after bool) bool {
	return written != nil && *written != before && *written != after
}
