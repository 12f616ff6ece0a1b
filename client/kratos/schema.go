package kratos

import (
	"strings"
)

// trait is one place of a schema where a single value stands.
type trait struct {
	pointer string
	title   string
	// format is JSON Schema's ("email", "tel", "date").
	format string
	// via is where the server sends what verifies it or recovers by it: "email" or "sms".
	via string
	// identifier: it is typed to sign in.
	identifier bool
}

// schema is a JSON Schema, as far as it says what an identity's traits are called. Whoever runs the server wrote it, in what
// order no JSON library tells: it is read in the order of names.
type schema struct {
	Title       string            `json:"title"`
	Type        any               `json:"type"`
	Format      string            `json:"format"`
	Ref         string            `json:"$ref"`
	Properties  properties        `json:"properties"`
	AllOf       []schema          `json:"allOf"`
	Items       *schema           `json:"items"`
	Definitions map[string]schema `json:"definitions"`
	Defs        map[string]schema `json:"$defs"`
	Ory         extension         `json:"ory.sh/kratos"`
}

// extension is what Kratos adds to JSON Schema.
type extension struct {
	Credentials map[string]struct {
		Identifier bool `json:"identifier"`
	} `json:"credentials"`
	Verification struct{ Via string } `json:"verification"`
	Recovery     struct{ Via string } `json:"recovery"`
}

// maxParts and maxDepth are far more than a schema of people has; a hostile one ends there. Parts are counted, not traits: one
// that refers to itself a few times over has none, and would be gone through for years.
const (
	maxParts = 2000
	maxDepth = 8
)

// reader gathers the traits of one schema.
type reader struct {
	root   schema
	parts  int // that were gone through
	traits []trait
}

// traitsOf are the places of a schema, objects gone through in its own order.
func traitsOf(root schema) []trait {
	r := &reader{root: root}
	for _, property := range root.Properties {
		if property.name == "traits" {
			r.read("", property.schema, 0)
		}
	}
	return r.traits
}

func (r *reader) read(pointer string, s schema, depth int) {
	if r.parts++; depth > maxDepth || r.parts > maxParts {
		return
	}
	s = r.resolved(s)
	for _, part := range s.AllOf {
		r.read(pointer, part, depth+1)
	}
	for _, property := range s.Properties {
		r.read(pointer+"/"+escaped.Replace(property.name), property.schema, depth+1)
	}
	switch {
	case s.Items != nil:
		r.read(pointer+"/0", *s.Items, depth+1)
	case pointer != "" && single(s):
		r.traits = append(r.traits, s.trait(pointer))
	}
}

// resolved follows one reference within the schema; others are left alone.
func (r *reader) resolved(s schema) schema {
	name, found := strings.CutPrefix(s.Ref, "#/definitions/")
	from := r.root.Definitions
	if !found {
		name, found = strings.CutPrefix(s.Ref, "#/$defs/")
		from = r.root.Defs
	}
	if target, known := from[name]; found && known {
		return target
	}
	return s
}

// single says whether one value stands there that can be read and compared as text.
func single(s schema) bool {
	if len(s.Properties) > 0 || len(s.AllOf) > 0 {
		return false
	}
	switch kind := s.Type.(type) {
	case string:
		return isText(kind)
	case []any: // of a value that may be null
		for _, one := range kind {
			if name, ok := one.(string); ok && isText(name) {
				return true
			}
		}
		return false
	}
	return s.Type == nil
}

func isText(kind string) bool { return kind == "string" || kind == "integer" || kind == "number" }

func (s schema) trait(pointer string) trait {
	t := trait{pointer: pointer, title: s.Title, format: s.Format, via: s.Ory.Verification.Via}
	if t.via == "" {
		t.via = s.Ory.Recovery.Via
	}
	for _, credential := range s.Ory.Credentials {
		t.identifier = t.identifier || credential.Identifier
	}
	return t
}
