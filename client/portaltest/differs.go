package portaltest

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// differs names the places at which two answers are not the same, and nothing of what stands there: it may be about a patient.
func differs(got, want any) []string {
	var places []string
	compare("", plain(got), plain(want), &places)
	return places
}

// plain is a value as the contract's JSON has it.
func plain(value any) any {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	var found any
	if err := json.Unmarshal(text, &found); err != nil {
		return err.Error()
	}
	return found
}

func compare(at string, got, want any, places *[]string) {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			for _, name := range slices.Sorted(maps.Keys(merged(g, w))) {
				compare(at+"."+name, g[name], w[name], places)
			}
			return
		}
	case []any:
		if g, ok := got.([]any); ok && len(g) == len(w) {
			for i := range w {
				compare(at+"["+strconv.Itoa(i)+"]", g[i], w[i], places)
			}
			return
		}
	}
	if !reflect.DeepEqual(got, want) {
		*places = append(*places, at)
	}
}

func merged(a, b map[string]any) map[string]any {
	both := maps.Clone(a)
	maps.Copy(both, b)
	return both
}
