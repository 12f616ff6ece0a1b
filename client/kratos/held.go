package kratos

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// held are the traits that an identity has, as far as they can be told without its schema.
func held(i identity) []trait {
	var traits []trait
	hold(i.Traits, "", 0, func(pointer string) {
		value := text(i.Traits, pointer)
		t := trait{pointer: pointer, identifier: i.signsInWith(value, strings.EqualFold)}
		for _, address := range slices.Concat(i.Verifiable, i.Recovery) {
			if strings.EqualFold(address.Value, value) {
				t.via = address.Via
			}
		}
		traits = append(traits, t)
	})
	return traits
}

// hold tells of every place where a single value stands, in the order of names.
func hold(value any, pointer string, depth int, found func(pointer string)) {
	if depth > maxDepth {
		return
	}
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			hold(v[name], pointer+"/"+escaped.Replace(name), depth+1, found)
		}
	case []any:
		if len(v) > 0 {
			hold(v[0], pointer+"/0", depth+1, found)
		}
	case string, float64:
		if pointer != "" {
			found(pointer)
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
