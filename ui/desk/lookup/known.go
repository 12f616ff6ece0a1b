package lookup

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
)

// detail is something that a patient can be looked up by. The login ID is known at every portal.
type detail struct {
	kind client.IdentifierKind
	// short stands in the field, long in a sentence.
	short, long string
}

func searched() []detail {
	return []detail{
		{client.IdentifierName, lang.L("name"), lang.L("a name")},
		{client.IdentifierBirthDate, lang.L("birth date"), lang.L("a birth date")},
		{client.IdentifierMRN, lang.L("MRN"), lang.L("the number on their letter")},
		{"", lang.L("login"), lang.L("a login ID")},
		{client.IdentifierEmail, lang.L("e-mail"), lang.L("an e-mail address")},
		{client.IdentifierPhone, lang.L("phone"), lang.L("a phone number")},
	}
}

// searchable is what stands in the empty field: "Name, birth date, MRN, login, e-mail or phone".
func searchable(known []client.IdentifierKind) string {
	return upper(listed(func(d detail) string { return d.short }, known))
}

// explained is what can be typed, for a sentence.
func explained(known []client.IdentifierKind) string {
	return listed(func(d detail) string { return d.long }, known)
}

// listed names the details that are known here; without any it names all of them.
func listed(word func(detail) string, known []client.IdentifierKind) string {
	var words []string
	for _, d := range searched() {
		if len(known) == 0 || d.kind == "" || slices.Contains(known, d.kind) {
			words = append(words, word(d))
		}
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return lang.L("{{.Some}} or {{.Last}}", map[string]any{"Some": strings.Join(words[:last], ", "), "Last": words[last]})
}

func upper(text string) string {
	runes := []rune(text)
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}
