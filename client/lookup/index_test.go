package lookup_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"portaldesk/client/lookup"
)

var entries = []lookup.Entry{
	{Name: "Alvarez, Maria", BirthDate: "1984-03-12", MRN: "4000123", LoginID: "malvarez84",
		Emails: []string{"maria.alvarez@example.com"}, Phones: []string{"212-555-0199"}},
	{Name: "Alvarez, Mario", BirthDate: "1961-12-03", MRN: "4000124", LoginID: "mario61", Phones: []string{"212-555-0142"}},
	{Name: "Kowalska-Żak, Zofia", BirthDate: "1984-12-03", MRN: "5000777", LoginID: "zofia.zak"},
	{Name: "王, 芳", OtherNames: []string{"王芳", "Wang Fang"}, BirthDate: "1990-01-02", MRN: "6000001"},
	{Name: "O'Brien, Siobhán", BirthDate: "1975-07-30", MRN: "6000002", Emails: []string{"Siobhan@Example.org"}},
	{Name: "Alvarezson, Mariana", BirthDate: "2001-05-05", MRN: "6000003"},
}

func newIndex() *lookup.Index {
	return lookup.NewIndex(len(entries), func(i int) lookup.Entry { return entries[i] })
}

func find(x *lookup.Index, text string) []int {
	var found []int
	for _, match := range x.Find(text, today) {
		found = append(found, match.Account)
	}
	return found
}

func TestFindReadsWhateverWasTyped(t *testing.T) {
	x := newIndex()
	for typed, want := range map[string][]int{
		"alvarez":                   {0, 1, 5},
		"Alvarez, Maria":            {0, 5},
		"maria alv":                 {0, 5},
		"MARIA ALVAREZ":             {0, 5},
		"alvarez mario":             {1},
		"zak zof":                   {2},
		"kowalska-zak":              {2},
		"王芳":                        {3},
		"wang":                      {3},
		"obrien":                    {4},
		"o'brien, siobhan":          {4},
		"1984-03-12":                {0},
		"3/12/1984":                 {0, 2},
		"12 march 1984":             {0},
		"alvarez 3/12/1984":         {0},
		"4000123":                   {0},
		"MRN 4000":                  {0, 1},
		"#4000124":                  {1},
		"0199":                      {0},
		"555-0199":                  {0},
		"(212) 555-0199":            {0},
		"+1 212 555 0142":           {1},
		"malva":                     {0},
		"zofia.z":                   {2},
		"maria.alvarez@example.com": {0},
		"siobhan@":                  {4},
		"nobody":                    nil,
		"alvarez nobody":            nil,
		"199":                       nil,
	} {
		if got := find(x, typed); !slices.Equal(got, want) {
			t.Errorf("Find(%q) = %v, want %v", typed, got, want)
		}
	}
}

func TestWholeMatchesComeFirst(t *testing.T) {
	x := lookup.NewIndex(3, func(i int) lookup.Entry {
		return lookup.Entry{Name: []string{"Abbot, Li", "Abbot, Lina", "Aaron, Lisa"}[i]}
	})
	if got := find(x, "li"); !slices.Equal(got, []int{0, 2, 1}) {
		t.Errorf("order %v, want the whole name first, then by name", got)
	}
}

func TestReplaceForgetsWhatAnAccountWasFoundBy(t *testing.T) {
	x := newIndex()
	changed := entries[0]
	changed.LoginID = "newlogin"
	x.Replace(0, changed)
	if got := find(x, "malvarez84"); len(got) != 0 {
		t.Errorf("still found by its old login ID: %v", got)
	}
	if got := find(x, "newlog"); !slices.Equal(got, []int{0}) {
		t.Errorf("not found by its new login ID: %v", got)
	}
	if got := find(x, "alvarez maria"); !slices.Equal(got, []int{0, 5}) {
		t.Errorf("no longer found by its name: %v", got)
	}
}

// Every account of 100,000 is found by all it has, and nothing is found that a plain walk over all of them does not find.
func TestFindIn100000AgreesWithLookingThroughAll(t *testing.T) {
	const n = 100_000
	families := []string{"Smith", "Smythe", "Núñez", "O'Neil", "Nowak", "Alvarez"}
	givens := []string{"Ana", "Anabel", "Jo", "José", "Mary-Kate", "Łukasz", "Li"}
	entry := func(i int) lookup.Entry {
		return lookup.Entry{
			Name:      families[i%len(families)] + ", " + givens[i%len(givens)],
			BirthDate: today.AddDate(0, 0, -i%30_000).Format("2006-01-02"),
			MRN:       strconv.Itoa(1_000_000 + i),
			Phones:    []string{fmt.Sprintf("212-555-%04d", i%10_000)},
		}
	}
	x := lookup.NewIndex(n, entry)
	for typed, wanted := range map[string]func(i int) bool{
		"smith":      func(i int) bool { return i%6 == 0 },
		"sm ana":     func(i int) bool { return i%6 < 2 && i%7 < 2 },
		"lukasz now": func(i int) bool { return i%6 == 4 && i%7 == 5 },
		"1099999":    func(i int) bool { return i == 99_999 },
		"555-0042":   func(i int) bool { return i%10_000 == 42 },
		"2026-03-02": func(i int) bool { return i%30_000 == 0 },
	} {
		var want []int
		for i := range n {
			if wanted(i) {
				want = append(want, i)
			}
		}
		got := find(x, typed)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("Find(%q) finds %d accounts, want %d", typed, len(got), len(want))
		}
	}
}
