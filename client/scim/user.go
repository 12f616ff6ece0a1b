package scim

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// user is a resource as the server answered it. It is kept as it came: extensions are anybody's.
type user map[string]any

// in answers the member of an object by its name, whose case does not matter (RFC 7643, 2.1).
func in(object map[string]any, name string) any {
	if value, ok := object[name]; ok {
		return value
	}
	for own, value := range object {
		if strings.EqualFold(own, name) {
			return value
		}
	}
	return nil
}

func (u user) id() string { return textOf(in(u, "id")) }

// value is one value at a path, and the values beside it.
type value struct {
	text    string
	kind    string
	primary bool
}

// values are what stands at a path, the primary one first.
func (u user) values(p path) []value {
	object := map[string]any(u)
	if p.schema != "" {
		object, _ = in(u, p.schema).(map[string]any)
	}
	var found []value
	switch held := in(object, p.name).(type) {
	case []any:
		for _, one := range held {
			found = append(found, oneOf(one, p))
		}
	case nil:
	default:
		found = append(found, oneOf(held, p))
	}
	found = slices.DeleteFunc(found, func(v value) bool { return v.text == "" })
	slices.SortStableFunc(found, func(a, b value) int { return cmp.Compare(rank(a), rank(b)) })
	return found
}

func rank(v value) int {
	if v.primary {
		return 0
	}
	return 1
}

// oneOf reads one value; it is empty where the path chooses another.
func oneOf(held any, p path) value {
	complex, ok := held.(map[string]any)
	if !ok {
		if p.key != "" || p.sub != "" && p.sub != "value" {
			return value{}
		}
		return value{text: textOf(held)}
	}
	if p.key != "" && !strings.EqualFold(textOf(in(complex, p.key)), p.want) {
		return value{}
	}
	primary, _ := in(complex, "primary").(bool)
	return value{text: textOf(in(complex, p.leaf())), kind: textOf(in(complex, "type")), primary: primary}
}

// at is the first value at a path, "" for none.
func (u user) at(p path) string {
	if all := u.values(p); len(all) > 0 {
		return all[0].text
	}
	return ""
}

func textOf(held any) string {
	switch held := held.(type) {
	case string:
		return strings.TrimSpace(held)
	case bool:
		return strconv.FormatBool(held)
	case float64:
		return strconv.FormatFloat(held, 'f', -1, 64)
	}
	return ""
}

// active is whether the account is switched on. A server that does not say has no other state.
func (u user) active() bool {
	said, ok := in(u, "active").(bool)
	return said || !ok && !strings.EqualFold(textOf(in(u, "active")), "false")
}

func (u user) meta(name string) string {
	meta, _ := in(u, "meta").(map[string]any)
	return textOf(in(meta, name))
}

func (u user) created() time.Time {
	at, err := time.Parse(time.RFC3339, u.meta("created"))
	if err != nil {
		return time.Time{}
	}
	return at
}

// digest is the same for the same contents, in whatever order a server lists them. What it keeps for itself (meta) is left
// out, and so is what is named.
func (u user) digest(without ...string) string {
	kept := map[string]any{}
	for name, held := range u {
		if !slices.ContainsFunc(append(without, "meta", "schemas"), func(left string) bool { return strings.EqualFold(left, name) }) {
			kept[name] = ordered(held)
		}
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return "" // what was read from JSON can be written as JSON
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

// ordered is the value with every list in it sorted: SCIM's lists have no order (RFC 7643, 2.4).
func ordered(held any) any {
	switch held := held.(type) {
	case map[string]any:
		sorted := map[string]any{}
		for name, one := range held {
			sorted[name] = ordered(one)
		}
		return sorted
	case []any:
		sorted := make([]any, len(held))
		for i, one := range held {
			sorted[i] = ordered(one)
		}
		slices.SortFunc(sorted, func(a, b any) int { return strings.Compare(written(a), written(b)) })
		return sorted
	}
	return held
}

func written(held any) string {
	text, err := json.Marshal(held)
	if err != nil {
		return ""
	}
	return string(text)
}
