package kratos

import (
	"strconv"
	"strings"
)

// at answers what a JSON pointer (RFC 6901) points at; false when there is nothing.
func at(value any, pointer string) (any, bool) {
	if pointer == "" {
		return value, true
	}
	if pointer[0] != '/' {
		return nil, false
	}
	for _, step := range steps(pointer) {
		var there bool
		if value, there = child(value, step); !there {
			return nil, false
		}
	}
	return value, true
}

func child(value any, name string) (any, bool) {
	switch parent := value.(type) {
	case map[string]any:
		found, there := parent[name]
		return found, there
	case []any:
		i, err := strconv.Atoi(name)
		if err != nil || i < 0 || i >= len(parent) {
			return nil, false
		}
		return parent[i], true
	}
	return nil, false
}

var unescaped = strings.NewReplacer("~1", "/", "~0", "~")

var escaped = strings.NewReplacer("~", "~0", "/", "~1")

// steps are the names in a pointer.
func steps(pointer string) []string {
	parts := strings.Split(pointer, "/")[1:]
	for i, part := range parts {
		parts[i] = unescaped.Replace(part)
	}
	return parts
}

// text is what stands at the pointer, written as a person would: a number without an exponent. Anything that is no single
// value is "".
func text(traits any, pointer string) string {
	if pointer == "" {
		return ""
	}
	found, _ := at(traits, pointer)
	switch value := found.(type) {
	case string:
		return strings.TrimSpace(value)
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return ""
}

// traitsPath is where the traits stand in an identity.
const traitsPath = "/traits"

// put is the step that makes a trait have this value. Where what it stands in is missing too, that is added with it, for a
// patch adds only to what is there.
func put(traits any, pointer string, value any) edit {
	if _, there := at(traits, pointer); there {
		return edit{Op: "replace", Path: traitsPath + pointer, Value: value}
	}
	for cut := strings.LastIndexByte(pointer, '/'); cut > 0; cut = strings.LastIndexByte(pointer, '/') {
		parent := pointer[:cut]
		if found, _ := at(traits, parent); found != nil {
			break
		}
		value = map[string]any{steps(pointer[cut:])[0]: value}
		pointer = parent
	}
	return edit{Op: "add", Path: traitsPath + pointer, Value: value}
}
