package setup

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// fieldLeast is how narrow a column of choices may be.
const fieldLeast = 260

// fields is where a server keeps each field: what was guessed, and what else could be meant.
type fields struct {
	paths   []client.FieldPath
	choices map[client.Field]*parts.Chooser
	content fyne.CanvasObject
}

// newFields offers every path for every field. What the profile says already goes before what is guessed.
func newFields(report client.FieldReport, now client.FieldMap) *fields {
	begin := maps.Clone(report.Guess)
	if len(now) > 0 {
		begin = now
	}
	f := &fields{paths: withAll(report.Paths, begin), choices: map[client.Field]*parts.Chooser{}}
	rows := make([]fyne.CanvasObject, 0, len(client.Fields()))
	words := f.words()
	for _, field := range client.Fields() {
		choice := parts.NewChooser("", words, nil)
		choice.SetSelectedIndex(f.place(begin[field]))
		f.choices[field] = choice
		rows = append(rows, parts.NewField(phrase.PatientField(field), choice, ""))
	}
	half := (len(rows) + 1) / 2
	f.content = parts.Columns(fieldLeast, theme.Gap, parts.Stack(theme.Grid, rows[:half]...), parts.Stack(theme.Grid, rows[half:]...))
	return f
}

// withAll are the paths with those that are in use and that the server did not name.
func withAll(paths []client.FieldPath, used client.FieldMap) []client.FieldPath {
	all := slices.Clone(paths)
	for _, field := range client.Fields() {
		path := used[field]
		known := func(p client.FieldPath) bool { return p.Path == path }
		if path != "" && !slices.ContainsFunc(all, known) {
			all = append(all, client.FieldPath{Path: path})
		}
	}
	return all
}

// words are the choices: first that the server does not keep the field at all.
func (f *fields) words() []string {
	words := []string{lang.L("not kept there")}
	for _, path := range f.paths {
		word := path.Path
		if path.Title != "" && path.Title != path.Path {
			word = lang.L("{{.Title}} ({{.Path}})", map[string]any{"Title": path.Title, "Path": path.Path})
		}
		words = append(words, word)
	}
	return words
}

func (f *fields) place(path string) int {
	return slices.IndexFunc(f.paths, func(p client.FieldPath) bool { return p.Path == path }) + 1
}

// chosen is the map as it stands.
func (f *fields) chosen() client.FieldMap {
	chosen := client.FieldMap{}
	for field, choice := range f.choices {
		if at := choice.SelectedIndex(); at > 0 {
			chosen[field] = f.paths[at-1].Path
		}
	}
	return chosen
}

// missing are the fields without which an agent finds nobody: a name in one piece or in two, and the birth date.
func (f *fields) missing() []client.Field {
	chosen := f.chosen()
	var missing []client.Field
	if chosen[client.FieldFullName] == "" && chosen[client.FieldFamilyName] == "" {
		missing = append(missing, client.FieldFamilyName)
	}
	if chosen[client.FieldBirthDate] == "" {
		missing = append(missing, client.FieldBirthDate)
	}
	return missing
}
