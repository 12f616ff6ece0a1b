package keycloak

import (
	"strings"
	"time"
)

// last is when what stands at a path became what it is; zero where that is not known.
func (h past) last(path, now string) time.Time {
	byPatient, byAdmin := h.lastOwn(path), h.lastAdmin(path, now)
	if byPatient.After(byAdmin) {
		return byPatient
	}
	return byAdmin
}

// lastOwn reads the details of the patient's own changes, "updated_email", "updated_phone".
func (h past) lastOwn(path string) time.Time {
	name := "updated_" + strings.TrimPrefix(path, attributePrefix)
	for _, e := range h.own {
		if _, changed := e.Details[name]; changed {
			return moment(e.Time)
		}
	}
	return time.Time{}
}

// lastAdmin looks for the update that first wrote what stands now. Updates name much that they do not change: the admin
// console sends whole accounts. So it counts as a change when an older update wrote something else, or when the oldest that
// is known left out most of the account, which nobody does who means to change nothing.
func (h past) lastAdmin(path, now string) time.Time {
	var first adminEvent
	for _, e := range h.admin {
		sent, kept := e.sent()
		value, named := sent.at(path)
		switch {
		case !kept || !named:
		case !strings.EqualFold(value, now):
			return first.at()
		default:
			first = e
		}
	}
	sent, kept := first.sent()
	if kept && sent.Enabled == nil && sent.narrow(path) {
		return first.at()
	}
	return time.Time{}
}

// at is when it happened; zero for no event at all.
func (e adminEvent) at() time.Time {
	if e.ID == "" {
		return time.Time{}
	}
	return moment(e.Time)
}

// at is what an update wrote at a path, if it named it.
func (p patch) at(path string) (string, bool) {
	roots := map[string]*string{"username": p.Username, "email": p.Email, "firstName": p.FirstName, "lastName": p.LastName}
	if root, is := roots[path]; is {
		if root == nil {
			return "", false
		}
		return *root, true
	}
	values, named := p.Attributes[strings.TrimPrefix(path, attributePrefix)]
	if !named || len(values) == 0 {
		return "", named
	}
	return values[0], true
}

// narrow: the update is about what stands at the path. One that names attributes must name the rest along with them, so an
// address in it says nothing.
func (p patch) narrow(path string) bool {
	return strings.HasPrefix(path, attributePrefix) || p.Attributes == nil
}
