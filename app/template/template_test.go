package template_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/call"
	"portaldesk/app/template"
	"portaldesk/client"
)

// text is a template's text with the given body; the body begins in line 5.
func text(body string) string { return "name: A name\nshort: a\nlanguage: en\n\n" + body + "\n" }

func mustParse(t *testing.T, text string) template.Template {
	t.Helper()
	parsed, err := template.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestMistakesAreNamedWithTheirPlace(t *testing.T) {
	head := "name: A\nshort: a\nlanguage: en\n"
	for name, test := range map[string]struct {
		text string
		want template.ParseError
	}{
		"nothing":               {"", template.ParseError{Line: 1, Column: 1, Why: "missing", What: "name"}},
		"no text":               {"name: \xff", template.ParseError{Line: 1, Column: 1, Why: "not-text"}},
		"no colon":              {"name: A\nshort a\n\nB", template.ParseError{Line: 2, Column: 1, Why: "malformed", What: "short a"}},
		"unknown header":        {"name: A\nauthor: B\n\nB", template.ParseError{Line: 2, Column: 1, Why: "unknown", What: "author"}},
		"header twice":          {"name: A\nname: B\n\nB", template.ParseError{Line: 2, Column: 1, Why: "twice", What: "name"}},
		"short with a blank":    {"name: A\nshort:  a b\nlanguage: en\n\nB", template.ParseError{Line: 2, Column: 9, Why: "malformed", What: "short"}},
		"no language":           {"name: A\nshort: a\n\nB", template.ParseError{Line: 1, Column: 1, Why: "missing", What: "language"}},
		"made-up language":      {"name: A\nshort: a\nlanguage: e\n\nB", template.ParseError{Line: 3, Column: 11, Why: "malformed", What: "language"}},
		"cause without a stage": {head + "cause: locked\n\nB", template.ParseError{Line: 1, Column: 1, Why: "missing", What: "stage"}},
		"name too long":         {"name: " + strings.Repeat("é", 81) + "\n\nB", template.ParseError{Line: 1, Column: 7, Why: "too-long", What: "name"}},
		"no body":               {head, template.ParseError{Line: 5, Column: 1, Why: "missing", What: "body"}},
		"empty body":            {head + "\n \n", template.ParseError{Line: 5, Column: 1, Why: "missing", What: "body"}},
		"unclosed":              {text("fine\nsí {{portal"), template.ParseError{Line: 6, Column: 4, Why: "unclosed", What: "portal"}},
		"unclosed blank":        {text("{{?when {{portal}}"), template.ParseError{Line: 5, Column: 1, Why: "unclosed", What: "when"}},
		"over two lines":        {text("{{?a\nb}}"), template.ParseError{Line: 5, Column: 1, Why: "unclosed", What: "a"}},
		"a name is no variable": {text("ñ {{portal}} {{name}}"), template.ParseError{Line: 5, Column: 14, Why: "unknown", What: "name"}},
		"nor an empty one":      {text("{{}}"), template.ParseError{Line: 5, Column: 1, Why: "unknown"}},
		"blank too long":        {text("{{?" + strings.Repeat("x", 81) + "}}"), template.ParseError{Line: 5, Column: 1, Why: "too-long", What: strings.Repeat("x", 81)}},
		"body too long":         {text(strings.Repeat("x", 10_001)), template.ParseError{Line: 5, Column: 1, Why: "too-long", What: "body"}},
		"two templates":         {text("B") + "----\n" + text("C"), template.ParseError{Line: 6, Column: 1, Why: "twice", What: "----"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := template.Parse(test.text)
			got, ok := errors.AsType[*template.ParseError](err)
			if !ok {
				t.Fatalf("error %v", err)
			}
			if diff := cmp.Diff(test.want, *got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestALaterTemplatesMistakeHasItsLineInTheText(t *testing.T) {
	_, err := template.ParseAll(text("B") + "----\n\n" + text("x\n{{nobody}}"))
	at, _ := errors.AsType[*template.ParseError](err)
	if at == nil || at.Line != 13 || at.Column != 1 {
		t.Errorf("%v", err)
	}
	_, err = template.ParseAll(text("B") + "----\n" + text("C"))
	if at, _ := errors.AsType[*template.ParseError](err); at == nil || at.Line != 7 || at.Why != "twice" {
		t.Errorf("%v", err)
	}
}

func TestTextSurvives(t *testing.T) {
	want := template.Template{Name: "Año: 1", Short: "a-1", Language: "es-MX", Stage: "sign-in", Cause: "locked",
		Body: "  Uno {{portal}}\n\n--- dos {{?}}\n}} tres: {"}
	if diff := cmp.Diff(want, mustParse(t, want.String())); diff != "" {
		t.Error(diff)
	}
	windows := "\ufeff" + strings.ReplaceAll(want.String(), "\n", "\r\n")
	if diff := cmp.Diff(want, mustParse(t, windows)); diff != "" {
		t.Error(diff)
	}
	want.Body = "one\n----\ntwo"
	if want.Check() == nil {
		t.Error("a body with a divider would come back as two templates")
	}
}

func TestFill(t *testing.T) {
	values := map[template.Variable]string{template.Portal: "Portal Ñ", template.Deeds: "one\ntwo", template.Hours: " "}
	for name, test := range map[string]struct {
		body, want string
		blanks     []template.Blank
	}{
		"nothing":                 {"plain }} {", "plain }} {", nil},
		"values":                  {"{{portal}}, {{ portal }}", "Portal Ñ, Portal Ñ", nil},
		"blanks in characters":    {"ñ {{?}} {{portal}} {{?when ñ}}!", "ñ {{?}} Portal Ñ {{?when ñ}}!", []template.Blank{{2, 7, ""}, {17, 28, "when ñ"}}},
		"a value of two lines":    {"{{done}}: {{?x}}", "one\ntwo: {{?x}}", []template.Blank{{9, 15, "x"}}},
		"on the second line":      {"é\n{{? x }}", "é\n{{? x }}", []template.Blank{{2, 10, "x"}}},
		"no value is a blank":     {"at {{opened}}.", "at {{?opened}}.", []template.Blank{{3, 14, "opened"}}},
		"a blank value is none":   {"{{hours}}", "{{?hours}}", []template.Blank{{0, 10, "hours"}}},
		"side by side":            {"{{?a}}{{?b}}", "{{?a}}{{?b}}", []template.Blank{{0, 6, "a"}, {6, 12, "b"}}},
		"a brace too many before": {"{ {{portal}} }", "{ Portal Ñ }", nil},
	} {
		t.Run(name, func(t *testing.T) {
			filled := mustParse(t, text(test.body)).Fill(values)
			if diff := cmp.Diff(template.Filled{Text: test.want, Blanks: test.blanks}, filled); diff != "" {
				t.Error(diff)
			}
			for _, blank := range filled.Blanks {
				if at := string([]rune(filled.Text)[blank.Start:blank.End]); !strings.HasPrefix(at, "{{?") || !strings.HasSuffix(at, "}}") {
					t.Errorf("a blank is said to be %q", at)
				}
			}
		})
	}
}

func TestAValueCannotHideABlank(t *testing.T) {
	filled := mustParse(t, text("{{portal}}")).Fill(map[template.Variable]string{template.Portal: "{{?x}}"})
	if len(filled.Blanks) != 1 {
		t.Errorf("%+v", filled)
	}
}

func TestUnfilledFindsWhatAnAgentLeftBehind(t *testing.T) {
	for text, want := range map[string][]template.Blank{
		"":                         nil,
		"all filled }} {{portal}}": nil,
		"since {{?when":            {{6, 13, "when"}},
		"é {{?\nnext {{?b}}":       {{2, 5, ""}, {11, 17, "b"}},
		"{{?a {{?b}}":              {{0, 5, "a"}, {5, 11, "b"}},
	} {
		if diff := cmp.Diff(want, template.Unfilled(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestShippedTemplates(t *testing.T) {
	list, err := template.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	byShort := map[string][]template.Template{}
	for _, shipped := range list {
		byShort[shipped.Short] = append(byShort[shipped.Short], shipped)
		if !known(client.Reason{Stage: shipped.Stage, Cause: shipped.Cause}) {
			t.Errorf("%s suits no reason there is", shipped.Short)
		}
		if len(template.Unfilled(shipped.Body)) == 0 {
			t.Errorf("%s asks nothing", shipped.Short)
		}
	}
	if len(byShort) != 15 {
		t.Errorf("%d dispositions", len(byShort))
	}
	for short, pair := range byShort {
		if len(pair) != 2 || pair[0].Language != "en" || pair[1].Language != "es" {
			t.Errorf("%s is not in English and Spanish", short)
			continue
		}
		if pair[0].Stage != pair[1].Stage || pair[0].Cause != pair[1].Cause || pair[0].Name == pair[1].Name {
			t.Errorf("%s is not the same in both languages", short)
		}
		if diff := cmp.Diff(shape(pair[0]), shape(pair[1])); diff != "" {
			t.Errorf("%s: the languages differ in variables and blanks: %s", short, diff)
		}
	}
}

func known(reason client.Reason) bool {
	return slices.ContainsFunc(call.Stages(), func(stage call.Stage) bool {
		return stage.Code == reason.Stage && slices.ContainsFunc(stage.Causes, func(cause call.Cause) bool {
			return cause.Code == reason.Cause
		})
	})
}

// shape is the order of variables and blanks, line by line.
func shape(t template.Template) string {
	values := map[template.Variable]string{}
	for _, variable := range template.Variables() {
		values[variable] = "<" + string(variable) + ">"
	}
	var b strings.Builder
	for line := range strings.SplitSeq(t.Fill(values).Text, "\n") {
		for _, found := range placed.FindAllString(line, -1) {
			b.WriteString(strings.TrimRight(found, "?") + " ")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

var placed = regexp.MustCompile(`<[a-z]+>|{{\?`)
