package keycloak

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"portaldesk/client/lookup"
)

// forms is how dates and numbers are written in this realm. The server finds an attribute by its whole value alone, letter
// by letter; what an agent types must be written as it is stored. So it is learnt from the accounts that were seen, without
// keeping anybody's digits.
type forms struct {
	mu sync.Mutex
	by map[string]*spellings // attribute path -> how its values are written
}

type spellings struct {
	layouts  map[string]int // layout -> how many values it reads
	prefixes spelt          // letters before the digits of a number: "MRN-"
	looks    spelt          // "a 0-0"
	shapes   spelt          // "+1(###) ###-####"
}

// spelt are spellings. Each costs a question, so not too many are kept.
type spelt map[string]bool

const enough = 4

func (s spelt) keep(spelling string) {
	if len(s) < enough {
		s[spelling] = true
	}
}

func newForms() *forms { return &forms{by: map[string]*spellings{}} }

// of answers how the values at a path are written, nothing where none was seen. The lock must be held.
func (f *forms) of(path string) *spellings {
	if known := f.by[path]; known != nil {
		return known
	}
	return &spellings{layouts: map[string]int{}, prefixes: spelt{}, looks: spelt{}, shapes: spelt{}}
}

// learn looks at the attributes of an account.
func (f *forms) learn(u user) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, values := range u.Attributes {
		path := attributePrefix + name
		known := f.of(path)
		f.by[path] = known
		if len(values) > 0 {
			known.learn(values[0])
		}
	}
}

func (s *spellings) learn(value string) {
	for _, layout := range layouts {
		if day, err := time.Parse(layout, value); err == nil && day.Format(layout) == value {
			s.layouts[layout]++
		}
	}
	if m := numbered.FindStringSubmatch(value); m != nil {
		s.prefixes.keep(m[1])
	}
	s.looks.keep(look(value))
	if shape, ok := shapeOf(value); ok {
		s.shapes.keep(shape)
	}
}

// attributes are the names of those seen, in order.
func (f *forms) attributes() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var names []string
	for _, path := range slices.Sorted(maps.Keys(f.by)) {
		names = append(names, strings.TrimPrefix(path, attributePrefix))
	}
	return names
}

// layouts are how realms write a date of birth.
var layouts = []string{
	time.DateOnly, "20060102", "01/02/2006", "02/01/2006", "1/2/2006", "2/1/2006", "02.01.2006", "02-01-2006", "01-02-2006", "2006/01/02",
}

// layoutsOf are the layouts that read most of the values seen; before any was seen, all of them.
func (f *forms) layoutsOf(path string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	most, chosen, votesFor := 0, layouts, f.of(path).layouts
	for _, layout := range layouts {
		switch votes := votesFor[layout]; {
		case votes > most:
			most, chosen = votes, []string{layout}
		case votes == most && votes > 0:
			chosen = append(slices.Clone(chosen), layout)
		}
	}
	return chosen
}

// dates are the spellings here of a date that was typed, none when it is none.
func (f *forms) dates(path, typed string, today time.Time) []string {
	var found []string
	for _, day := range lookup.Dates(typed, today) {
		born, err := time.Parse(time.DateOnly, day)
		if err != nil {
			continue
		}
		for _, layout := range f.layoutsOf(path) {
			found = append(found, born.Format(layout))
		}
	}
	return distinct(found)
}

// date reads a stored date, "" when it is none. Where month and day could be either, the layout that reads most of the
// values here decides.
func (f *forms) date(path, stored string) string {
	for _, layout := range slices.Concat(f.layoutsOf(path), layouts) {
		if born, err := time.Parse(layout, stored); err == nil {
			return born.Format(time.DateOnly)
		}
	}
	return ""
}

func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}
