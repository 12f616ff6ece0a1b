package template_test

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/template"
)

// FuzzParse: whatever is taken as templates comes back the same from its own text, and its blanks are where they are said
// to be.
func FuzzParse(f *testing.F) {
	list, err := template.Shipped()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(template.Format(list[:3]))
	f.Add(text("{{?a}} }} {{ portal }}{{?}}\né {{done}}"))
	f.Add("name:a\r\nSHORT: a\nlanguage: en\nstage:s\ncause:c\n\n\n b ")
	f.Add("----\n----")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := template.ParseAll(text)
		if err != nil {
			return
		}
		back, err := template.ParseAll(template.Format(list))
		if err != nil {
			t.Fatalf("its own text: %v", err)
		}
		if diff := cmp.Diff(list, back); diff != "" {
			t.Fatal(diff)
		}
		for _, parsed := range list {
			filled := parsed.Fill(map[template.Variable]string{template.Portal: "P\n{{?", template.Deeds: "é"})
			last := 0
			for _, blank := range filled.Blanks {
				if blank.Start < last || blank.End <= blank.Start || blank.End > utf8.RuneCountInString(filled.Text) {
					t.Fatalf("%+v", filled.Blanks)
				}
				last = blank.End
			}
		}
	})
}
