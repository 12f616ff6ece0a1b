package keycloak

import (
	"slices"
	"testing"
	"time"
)

var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const somewhere = attributePrefix + "x"

// learnt is what is known after some values of one attribute were seen.
func learnt(values ...string) *forms {
	f := newForms()
	for _, value := range values {
		var u user
		u.Attributes = map[string][]string{"x": {value}}
		f.learn(u)
	}
	return f
}

func TestDatesAreAskedForAsTheyAreStored(t *testing.T) {
	for name, c := range map[string]struct {
		seen  []string
		typed string
		want  []string
	}{
		"ISO":                         {[]string{"1984-03-12"}, "3/25/1984", []string{"1984-03-25"}},
		"ISO, either way round":       {[]string{"1984-03-12"}, "3/12/1984", []string{"1984-03-12", "1984-12-03"}},
		"compact":                     {[]string{"19840312"}, "1984-03-25", []string{"19840325"}},
		"American":                    {[]string{"03/12/1984", "03/25/1984"}, "25 march 1984", []string{"03/25/1984"}},
		"European":                    {[]string{"25.03.1984"}, "25 march 1984", []string{"25.03.1984"}},
		"one odd value among many":    {[]string{"1984-03-12", "1990-01-01", "05/06/1970"}, "1984-03-25", []string{"1984-03-25"}},
		"no date":                     {[]string{"1984-03-12"}, "alvarez", nil},
		"a value that is no date too": {[]string{"unknown", "1984-03-12"}, "1984-03-25", []string{"1984-03-25"}},
	} {
		if got := learnt(c.seen...).dates(somewhere, c.typed, today); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := newForms().dates(somewhere, "1984-03-25", today); len(got) < 5 || !slices.Contains(got, "1984-03-25") {
		t.Errorf("before any was seen: %q", got)
	}
}

func TestStoredDates(t *testing.T) {
	american := learnt("03/25/1984", "11/30/1970")
	for stored, want := range map[string]string{"03/04/1984": "1984-03-04", "1984-03-04": "1984-03-04", "unknown": "", "": "", "31/31/1984": ""} {
		if got := american.date(somewhere, stored); got != want {
			t.Errorf("%q is read as %q", stored, got)
		}
	}
	if got := learnt("25/03/1984").date(somewhere, "03/04/1984"); got != "1984-04-03" {
		t.Errorf("day before month: %q", got)
	}
}

func TestRecordNumbersAreAskedForAsTheyAreStored(t *testing.T) {
	for name, c := range map[string]struct {
		seen  []string
		typed string
		want  []string
	}{
		"digits":                {[]string{"4000010"}, "4000011", []string{"4000011"}},
		"behind letters":        {[]string{"MRN-4000010"}, "4000011", []string{"MRN-4000011"}},
		"letters typed":         {[]string{"MRN-4000010"}, "mrn4000011", []string{"MRN-4000011"}},
		"letters and all typed": {[]string{"MRN-4000010"}, "MRN-4000011", []string{"MRN-4000011"}},
		"two kinds":             {[]string{"MRN-4000010", "77120"}, "4000011", []string{"4000011", "MRN-4000011"}},
		"in parts":              {[]string{"RC 77-4411"}, "RC 78-0001", []string{"RC 78-0001"}},
		"of another kind":       {[]string{"MRN-4000010"}, "alvarez84", nil},
		"a login ID":            {[]string{"4000010"}, "p0010.alvarez", nil},
		"none seen":             {nil, "4000011", []string{"4000011"}},
		"none seen, two words":  {nil, "alvarez 1", nil},
	} {
		if got := learnt(c.seen...).records(somewhere, c.typed); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestPhonesAreAskedForAsTheyAreStored(t *testing.T) {
	for seen, want := range map[string]string{
		"+12125550010": "+15035550133", "212-555-0010": "503-555-0133", "(212) 555-0010": "(503) 555-0133", "1 212 555 0010": "1 503 555 0133",
		"2125550010": "5035550133", "+1 (212) 555-0010": "+1 (503) 555-0133",
	} {
		for _, typed := range []string{"503-555-0133", "(503) 555 0133", "+1 503 555 0133", "15035550133", "5035550133"} {
			if got := learnt(seen).phones(somewhere, typed); !slices.Contains(got, want) {
				t.Errorf("%q for %q: %q", typed, seen, got)
			}
		}
	}
	if got := learnt("+12125550010").phones(somewhere, "555-0133"); slices.ContainsFunc(got, func(s string) bool { return s[0] == '+' }) {
		t.Errorf("a local number is made whole: %q", got)
	}
}

// What is learnt holds nobody's digits.
func TestWhatIsLearntIsNobodys(t *testing.T) {
	f := learnt("MRN-4000010", "+12125550010", "1984-03-12")
	for _, s := range f.by {
		for _, kept := range []spelt{s.prefixes, s.looks, s.shapes} {
			for spelling := range kept {
				if !slices.Contains([]string{"MRN-", "+", "+1##########", "a-0", "+0", "0-0-0"}, spelling) {
					t.Errorf("kept %q", spelling)
				}
			}
		}
	}
	for range 50 {
		f = learnt("a1", "b-2", "c/3", "d+4", "e#5", "f.6", "g,7")
	}
	if n := len(f.of(somewhere).looks); n > enough {
		t.Errorf("%d spellings are kept", n)
	}
}

func TestNumberIsWrittenAsTheOneBefore(t *testing.T) {
	for _, c := range [][3]string{
		{"+12125550010", "503-555-0133", "+15035550133"}, {"(212) 555-0010", "+1 503 555 0133", "(503) 555-0133"},
		{"+12125550010", "+44 20 7946 0958", "+44 20 7946 0958"}, {"555-0010", "503-555-0133", "503-555-0133"},
		{"+12125550010", "503-555-0133 x4", "503-555-0133 x4"},
	} {
		if got := respelled(c[0], c[1]); got != c[2] {
			t.Errorf("%q after %q is %q", c[1], c[0], got)
		}
	}
}

func TestLoosened(t *testing.T) {
	for word, want := range map[string]string{"nunez": "n*z", "obrien": "*br*", "garcia": "g*r*", "Müller": "m*ll*r", "smith": "sm*th"} {
		if got := loosened(word); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}

// What means something to the server does not reach it as that.
func TestSearchesAskForWordsAlone(t *testing.T) {
	for _, typed := range [][]string{{`"`}, {"*", "**"}, {`\`}, {"%"}, nil} {
		if got := searches(typed); len(got) != 0 {
			t.Errorf("%q asks %v", typed, got)
		}
	}
	if got := searches([]string{`al"v*a\rez`}); got[0].questions[0].Get("search") != "alvarez" {
		t.Errorf("asks for %q", got[0].questions[0].Get("search"))
	}
	if got := searches([]string{"li", "w"}); len(got) != 1 {
		t.Error("a single letter is looked for inside of words")
	}
	for _, value := range []string{`a"b`, `a\b`, ""} {
		if equal(somewhere, value) != nil {
			t.Errorf("%q is asked for", value)
		}
	}
}
