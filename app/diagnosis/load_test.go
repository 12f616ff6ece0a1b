package diagnosis

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const kiosk = `
[[rule]]
code     = "kiosk-password"
severity = "warns"
sure     = "likely"
when     = 'status == "active" and tries("wrong-password") >= 2 and said.at != "app"'
sentence = "The kiosk in the waiting room was tried at {{.At}}: its keyboard is English."
tell     = "At the kiosk, please mind the keyboard."
mends    = "reset-password"
otherwise = "At the kiosk, please ask at the counter."
evidence = ['tries_of("wrong-password")']
facts    = { At = "last_try.at" }
`

func TestAClinicsOwnCauseIsFoundAmongOurs(t *testing.T) {
	rules, faults := Ours().With("causes.toml", []byte(kiosk))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c := healthy()
	try(&c, time.Hour, wrong, wrong)
	found := rules.Find(c)
	if got := codes(found); !slices.Equal(got, []string{"wrong-password", "kiosk-password"}) {
		t.Fatalf("found %v", got)
	}
	if f := found[1]; f.Facts["At"] != now.Add(-time.Hour) || f.Mends != "reset-password" || len(f.Evidence) != 2 {
		t.Errorf("got %+v", f)
	}
	if got := codes(Find(c)); slices.Contains(got, "kiosk-password") {
		t.Error("our own rules learned the clinic's")
	}
}

func TestAClinicOverridesOurs(t *testing.T) {
	rules, faults := Ours().With("causes.toml", []byte(`
[[rule]]
code = "wrong-password"
tell = "Please come to the counter."
evidence = ['sign_in()']

[[rule]]
code = "called-before"
when = 'false'
`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c := healthy()
	try(&c, time.Hour, wrong)
	called(&c, day)
	theirs, ours := rules.Find(c), Find(c)
	if got := codes(theirs); !slices.Equal(got, []string{"wrong-password"}) {
		t.Fatalf("found %v", got)
	}
	if theirs[0].Tell != "Please come to the counter." || theirs[0].Sentence != ours[0].Sentence || len(theirs[0].Evidence) != 1 {
		t.Errorf("theirs %+v", theirs[0])
	}
	if len(ours) != 2 || ours[0].Tell == theirs[0].Tell || len(ours[0].Evidence) != 2 {
		t.Errorf("ours changed: %+v", ours)
	}
}

func TestABadRuleIsLeftOutAndSaidInPlainWords(t *testing.T) {
	for want, change := range map[string][2]string{
		`when, column 1: there is no word statuss`:                               {`status ==`, `statuss ==`},
		`when, column 24: there is no word triez`:                                {`tries(`, `triez(`},
		`when, column 1: cannot be read at`:                                      {`status ==`, `== ==`},
		`when, column 8: == (cannot compare a text and a whole number)`:          {`"active"`, `7`},
		`when, column 8: status is never "activ", but one of: active`:            {`"active"`, `"activ"`},
		`when, column 24: tries is never "wrong-pasword", but one of:`:           {`"wrong-password") >=`, `"wrong-pasword") >=`},
		`when, column 65: said.at is never "kiosk", but one of: our-portal`:      {`"app"`, `"kiosk"`},
		`when: is a whole number; it must be yes or no`:                          {`when     = 'status == "active" and tries("wrong-password") >= 2 and said.at != "app"'`, `when = 'age'`},
		`when, column 11: ".." is nothing a rule can be made of`:                 {`status == "active"`, `5 in map(1..9, #)`},
		`when, column 8: "matches" is nothing a rule can be made of`:             {`status == "active"`, `reason matches "(a+)+"`},
		`severity: must be blocks, warns or informs`:                             {`"warns"`, `"bad"`},
		`sure: must be certain, likely or possible`:                              {`"likely"`, `"quite"`},
		`sentence: has the blank {{.At}}, and there is no fact of that name`:     {`{ At =`, `{ When =`},
		`tell: has a blank that is not of the form {{.Name}}`:                    {`please mind`, `{{range 99999999}}x{{end}}`},
		`mends: must be one of: reset-password, unlock`:                          {`mends    = "reset-password"`, `mends = "pray"`},
		`evidence 1: is a whole number; it must be evidence`:                     {`'tries_of("wrong-password")'`, `'age'`},
		`evidence: must be a list of texts`:                                      {`['tries_of("wrong-password")']`, `[1]`},
		`facts.At: is a number; it must be a text, or a whole number, or a time`: {`"last_try.at"`, `"days_since(last_try.at)"`},
		`color: is no key of a rule`:                                             {`severity =`, "color = 1\nseverity ="},
		`tell: must be a text, in quotes`:                                        {`"At the kiosk, please mind the keyboard."`, `1`},
	} {
		rules, faults := Ours().With("causes.toml", []byte(strings.Replace(kiosk, change[0], change[1], 1)))
		if len(faults) == 0 || !strings.HasPrefix(faults[0].Error(), `causes.toml, rule "kiosk-password", `+want) {
			t.Errorf("want %s\ngot  %v", want, faults)
		}
		if len(rules.rules) != len(Ours().rules) {
			t.Errorf("%s: the rule was taken", want)
		}
	}
}

func TestTheGoodRulesOfAFileStandBesideTheBad(t *testing.T) {
	rules, faults := Ours().With("causes.toml", []byte(kiosk+`
[[rule]]
code = "locked"
when = 'status = "locked"'

[[rule]]
severity = "warns"
`+kiosk))
	var got []string
	for _, fault := range faults {
		got = append(got, fault.Rule+" "+fault.Key)
	}
	want := []string{"locked when", "number 3 code", "number 3 sentence", "number 3 when", "kiosk-password code"}
	if !slices.Equal(got, want) {
		t.Errorf("faults %q", faults)
	}
	c := healthy()
	lockedByFive(&c)
	if got := codes(rules.Find(c)); !slices.Equal(got, []string{"locked"}) {
		t.Errorf("found %v", got)
	}
	if rules.at("kiosk-password") < 0 {
		t.Error("the good rule is missing")
	}
}

func TestAFileThatCannotBeReadLeavesOurs(t *testing.T) {
	for want, text := range map[string]string{
		"causes.toml, line 3, column 10: is no TOML: ":             "\n[[rule]]\nwhen = 'a\n",
		"causes.toml, rules: stands outside of a [[rule]]":         "[[rules]]\ncode = \"a\"\n",
		"causes.toml, rule: begins with [[rule]], in two brackets": "[rule]\ncode = \"a\"\n",
		"causes.toml: has more than 200 of [[rule]]":               strings.Repeat("[[rule]]\n", 201),
		"causes.toml: is larger than 256 KB":                       strings.Repeat("#", 300<<10),
	} {
		path := filepath.Join(t.TempDir(), CausesFile)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		rules, faults := Load(path)
		if len(faults) != 1 || !strings.HasPrefix(faults[0].Error(), want) {
			t.Errorf("want %s\ngot  %v", want, faults)
		}
		if rules != Ours() {
			t.Errorf("%s: ours are gone", want)
		}
	}
}

func TestACausesFileIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), CausesFile)
	if err := os.WriteFile(path, []byte(kiosk), 0o600); err != nil {
		t.Fatal(err)
	}
	if rules, faults := Load(path); len(faults) > 0 || rules.at("kiosk-password") < 0 || len(rules.rules) != len(Ours().rules)+1 {
		t.Errorf("%d rules, %v", len(rules.rules), faults)
	}
}

func TestAFileThatIsNotThereIsNoFault(t *testing.T) {
	dir := t.TempDir()
	if rules, faults := Load(filepath.Join(dir, CausesFile)); rules != Ours() || len(faults) > 0 {
		t.Error(faults)
	}
	if rules, faults := Load(dir); rules != Ours() || len(faults) != 1 || strings.Contains(faults[0].Error(), filepath.Dir(dir)) {
		t.Errorf("a folder: %v", faults)
	}
}

// Whatever stands in a file, a desk must not hang on it.
func TestAnExpressionCostsWhatItIsLong(t *testing.T) {
	for name, source := range map[string]string{
		"loops":    strings.Repeat("all(1..1000, ", 6) + "true" + strings.Repeat(")", 6),
		"a range":  `age in 1..100000000`,
		"a power":  `age < 9 ** 9 ** 9`,
		"too long": `age == 1` + strings.Repeat(` or age == 1`, 60),
		"too deep": strings.Repeat("(", 900) + "true" + strings.Repeat(")", 900),
		"endless":  strings.Repeat("not ", 2000) + "true",
		"a method": `last_try.at.IsZero()`,
		"a let":    `let x = age; x == x`,
		"steps":    `age == 1; age == 2`,
	} {
		if _, p := compile(source, yesOrNo); p == nil && name != "too deep" {
			t.Errorf("%s was taken", name)
		}
	}
}

func FuzzCompile(f *testing.F) {
	for _, r := range Ours().rules {
		f.Add(r.When)
	}
	f.Add("a[1:2]?.b ?? {1: 2}")
	c := full()
	f.Fuzz(func(t *testing.T, source string) {
		program, p := compile(source, yesOrNo)
		if p != nil {
			if p.what == "" || strings.Contains(p.what, "\n") {
				t.Errorf("%q: %+v", source, p)
			}
			return
		}
		if answer, err := runOn(program, c); err != nil {
			t.Errorf("%q: %v, %v", source, answer, err)
		}
	})
}
