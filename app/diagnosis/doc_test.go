package diagnosis

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// The documentation is what a clinic writes its rules by.
func TestTheDocumentationNamesEveryWordAndItsExampleIsRight(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(source), "\n//", "\n")
	_, example, _ := strings.Cut(text, "\t[[rule]]")
	example, _, _ = strings.Cut(example, " The keys of a rule:")
	if rules, faults := Ours().With("doc.go", []byte("[[rule]]"+example)); len(faults) > 0 || rules.at("kiosk-keyboard") < 0 {
		t.Errorf("the example: %v", faults)
	}
	for _, word := range wordNames(reflect.TypeFor[words]()) {
		if !regexp.MustCompile(`[\s,(.]` + word + `\b`).MatchString(text) {
			t.Errorf("the documentation does not tell of %q", word)
		}
	}
}

// wordNames are the names of all words, also within groups.
func wordNames(group reflect.Type) (names []string) {
	for i := range group.NumField() {
		field := group.Field(i)
		if name := field.Tag.Get("expr"); name != "" {
			names = append(names, name)
		}
		if strings.HasSuffix(field.Type.Name(), "Words") {
			names = append(names, wordNames(field.Type)...)
		}
	}
	return names
}
