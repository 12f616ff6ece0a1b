package scim

import (
	"regexp"
	"strings"
)

// path names an attribute as SCIM does (RFC 7644, 3.10): "userName", "name.familyName", `emails[type eq "home"].value`,
// "urn:…:User:mrn".
type path struct {
	// schema is the URN of an extension, empty for the core.
	schema string
	name   string
	// key and want choose among several values, where they are given.
	key, want string
	sub       string
}

var (
	pathPattern = regexp.MustCompile(
		`^(?:(urn:.+):)?([A-Za-z][\w$-]*)(?:\[\s*([A-Za-z][\w$-]*)\s+eq\s+"([^"\\]*)"\s*\])?(?:\.([A-Za-z$][\w$-]*))?$`)
	coreUser = "urn:ietf:params:scim:schemas:core:2.0:User"
)

// parsePath reads a path; false when it is none, or one of a kind that is not used here.
func parsePath(text string) (path, bool) {
	m := pathPattern.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return path{}, false
	}
	if strings.EqualFold(m[1], coreUser) {
		m[1] = ""
	}
	return path{schema: m[1], name: m[2], key: m[3], want: m[4], sub: m[5]}, true
}

// attribute is the path without what is below the attribute: what changes when a part of it does.
func (p path) attribute() string {
	if p.schema == "" {
		return p.name
	}
	return p.schema + ":" + p.name
}

func (p path) String() string {
	text := p.attribute()
	if p.key != "" {
		text += "[" + p.key + ` eq "` + p.want + `"]`
	}
	if p.sub != "" {
		text += "." + p.sub
	}
	return text
}

// leaf is the part that holds the value: of a complex value without a part named, "value".
func (p path) leaf() string {
	if p.sub == "" {
		return "value"
	}
	return p.sub
}
