package diagnosis

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/vm"

	"portaldesk/app/operation"
)

// longestSentence is how long a sentence may be, in characters: it is read while somebody waits on the phone.
const longestSentence = 300

var (
	codeForm = regexp.MustCompile(`^[a-z][a-z0-9-]{1,47}$`)
	factForm = regexp.MustCompile(`^[A-Z][A-Za-z]*$`)
	blank    = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z]*)\}\}`)
)

var (
	severities = map[string]Severity{"blocks": Blocks, "warns": Warns, "informs": Informs}
	surenesses = map[string]Sureness{"": Certain, "certain": Certain, "likely": Likely, "possible": Possible}
)

// texts are the keys of a rule that hold one text.
func (w *written) texts() map[string]*string {
	return map[string]*string{
		"code": &w.Code, "severity": &w.Severity, "sure": &w.Sure, "when": &w.When, "sentence": &w.Sentence, "tell": &w.Tell,
		"mends": &w.Mends, "otherwise": &w.Otherwise,
	}
}

// take takes over what a table says.
func (w *written) take(table map[string]any) (faults []Fault) {
	fields := w.texts()
	for _, key := range slices.Sorted(maps.Keys(table)) {
		var ok bool
		switch value := table[key]; key {
		case "evidence":
			w.Evidence, ok = list(value)
		case "facts":
			w.Facts, ok = named(value)
		default:
			field, known := fields[key]
			if !known {
				faults = append(faults, Fault{Key: key, Problem: "is no key of a rule"})
				continue
			}
			*field, ok = value.(string)
		}
		if !ok {
			faults = append(faults, Fault{Key: key, Problem: "must be " + formOf(key)})
		}
	}
	return faults
}

func formOf(key string) string {
	switch key {
	case "evidence":
		return `a list of texts: ["lock_end()"]`
	case "facts":
		return `names with texts: { At = "last_try.at" }`
	default:
		return "a text, in quotes"
	}
}

func list(value any) ([]string, bool) {
	values, ok := value.([]any)
	out := make([]string, len(values))
	for i, v := range values {
		text, is := v.(string)
		out[i], ok = text, ok && is
	}
	return out, ok
}

func named(value any) (map[string]string, bool) {
	values, ok := value.(map[string]any)
	out := make(map[string]string, len(values))
	for name, v := range values {
		text, is := v.(string)
		out[name], ok = text, ok && is
	}
	return out, ok
}

// compile makes a rule that can be asked of one that is written, or says all that is wrong with it.
func (w written) compile() (rule, []Fault) {
	r, faults := rule{written: w}, w.check()
	r.severity, r.sure = severities[w.Severity], surenesses[w.Sure]
	program := func(key, source string, wanted []reflect.Type) *vm.Program {
		made, p := compile(source, wanted)
		if p != nil {
			faults = append(faults, Fault{Key: key, Line: p.line, Column: p.column, Problem: p.what})
		}
		return made
	}
	r.when = program("when", w.When, yesOrNo)
	for i, source := range w.Evidence {
		r.evidence = append(r.evidence, program(fmt.Sprintf("evidence %d", i+1), source, evidenceType))
	}
	r.facts = make(map[string]*vm.Program, len(w.Facts))
	for _, name := range slices.Sorted(maps.Keys(w.Facts)) {
		r.facts[name] = program("facts."+name, w.Facts[name], factTypes)
	}
	if op, known := operation.ByID(operation.ID(w.Mends)); known {
		r.abilities = op.Abilities
	}
	return r, faults
}

// check says what is wrong with the texts of a rule.
func (w *written) check() (faults []Fault) {
	wrong := func(key, problem string) { faults = append(faults, Fault{Key: key, Problem: problem}) }
	if !codeForm.MatchString(w.Code) {
		wrong("code", "must be small letters, digits and hyphens: \"kiosk-password\"")
	}
	if _, known := severities[w.Severity]; !known {
		wrong("severity", "must be blocks, warns or informs")
	}
	if _, known := surenesses[w.Sure]; !known {
		wrong("sure", "must be certain, likely or possible")
	}
	if _, known := operation.ByID(operation.ID(w.Mends)); !known && w.Mends != "" {
		wrong("mends", "must be one of: "+strings.Join(operations(), ", "))
	}
	if w.Sentence == "" {
		wrong("sentence", "is missing")
	}
	for _, name := range slices.Sorted(maps.Keys(w.Facts)) {
		if !factForm.MatchString(name) {
			wrong("facts."+name, "must be a name of letters that begins with a capital")
		}
	}
	for _, key := range []string{"sentence", "tell", "otherwise"} {
		if problem := w.unfilled(*w.texts()[key]); problem != "" {
			wrong(key, problem)
		}
	}
	return faults
}

// unfilled says what keeps a sentence from being filled from the facts.
func (w *written) unfilled(sentence string) string {
	if utf8.RuneCountInString(sentence) > longestSentence {
		return fmt.Sprintf("is longer than %d characters", longestSentence)
	}
	for _, found := range blank.FindAllStringSubmatch(sentence, -1) {
		if _, there := w.Facts[found[1]]; !there {
			return fmt.Sprintf("has the blank {{.%s}}, and there is no fact of that name", found[1])
		}
	}
	if rest := blank.ReplaceAllString(sentence, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		return "has a blank that is not of the form {{.Name}}"
	}
	return ""
}
