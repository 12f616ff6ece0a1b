package kratos

import (
	"slices"
	"strings"
	"unicode"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// guess says which trait is which field, by its name, its title, its format and what the server does with it.
func guess(traits []trait) client.FieldMap {
	guessed := client.FieldMap{}
	taken := map[string]bool{}
	for _, field := range guessOrder {
		best, most := "", 0
		for _, t := range traits {
			if score := t.score(field); score > most && !taken[t.pointer] {
				best, most = t.pointer, score
			}
		}
		if most >= sure {
			guessed[field], taken[best] = best, true
		}
	}
	if guessed[client.FieldFamilyName] == "" {
		guessed = wholeName(guessed)
	}
	if login := loginOf(traits, guessed); login != "" {
		guessed[client.FieldLoginID] = login
	}
	return guessed
}

// guessOrder is that of the fields whose words leave the least doubt. The login ID comes last: it may be one of the others.
var guessOrder = []client.Field{
	client.FieldEmail, client.FieldBirthDate, client.FieldMRN, client.FieldPhone, client.FieldFamilyName, client.FieldGivenName,
	client.FieldFullName, client.FieldPostcode, client.FieldLanguage,
}

// wholeName reads a name without a family name beside it as the whole: "nombre" and "name" are both.
func wholeName(guessed client.FieldMap) client.FieldMap {
	if given := guessed[client.FieldGivenName]; given != "" && guessed[client.FieldFullName] == "" {
		guessed[client.FieldFullName] = given
	}
	delete(guessed, client.FieldGivenName)
	return guessed
}

// The weights. A name alone is sure.
const (
	sure       = 100
	byName     = 200 // less the place in the list
	byTitle    = 150 // likewise
	withFormat = 60
	withVia    = 50
	perLevel   = 5   // of nesting, away
	somebodys  = 160 // of a parent, an employer …, away
)

func (t trait) score(field client.Field) int {
	path := t.path()
	score := max(named(field, path[len(path)-1], byName), named(field, words(t.title), byTitle))
	if t.format != "" && t.format == formats[field] {
		score = max(score+min(score, withFormat), byFormat[field])
	}
	if t.via != "" && t.via == channels[field] {
		score += withVia
	}
	if score == 0 {
		return 0
	}
	return score - perLevel*(len(path)-1) - t.elsewhere(field)
}

var formats = map[client.Field]string{
	client.FieldEmail: "email", client.FieldPhone: "tel", client.FieldBirthDate: "date",
}

// byFormat is what a format alone says. There are many dates in a life.
var byFormat = map[client.Field]int{client.FieldEmail: 110, client.FieldPhone: 110}

var channels = map[client.Field]string{client.FieldEmail: viaEmail, client.FieldPhone: viaText}

// named is how surely these words name the field, at most weight, 0 for not at all.
func named(field client.Field, words []string, weight int) int {
	place := slices.Index(names[field], strings.Join(words, " "))
	if place < 0 || len(words) == 0 {
		return 0
	}
	return weight - place
}

// elsewhere is how much speaks for the trait being about somebody else, or about something else: "emergency_contact/phone".
func (t trait) elsewhere(field client.Field) int {
	for _, words := range t.path() {
		whole := named(field, words, 1) > 0
		if !whole && slices.ContainsFunc(words, func(word string) bool { return others[word] }) {
			return somebodys
		}
	}
	return 0
}

// path are the words of each name in the pointer.
func (t trait) path() [][]string {
	names := steps(t.pointer)
	path := make([][]string, len(names))
	for i, name := range names {
		path[i] = words(name)
	}
	return path
}

// words are those of a name as programs write them: "dateOfBirth", "date_of_birth" and "Date of birth" are date, birth.
func words(name string) []string {
	var spaced strings.Builder
	before := ' '
	for _, letter := range name {
		if unicode.IsUpper(letter) && unicode.IsLower(before) {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(letter)
		before = letter
	}
	return slices.DeleteFunc(fold.Words(strings.ReplaceAll(spaced.String(), "_", " ")), func(word string) bool { return fillers[word] })
}

// loginOf is what is typed to sign in: a trait called so, else one that is nothing but an identifier, else the e-mail
// address, else the first that is an identifier at all.
func loginOf(traits []trait, guessed client.FieldMap) string {
	best, most := "", 0
	for _, t := range traits {
		if score := t.loginScore(guessed); score > most {
			best, most = t.pointer, score
		}
	}
	return best
}

func (t trait) loginScore(guessed client.FieldMap) int {
	called := t.score(client.FieldLoginID)
	meant := client.Field("")
	for field, pointer := range guessed {
		if pointer == t.pointer {
			meant = field
		}
	}
	switch {
	case t.identifier && called > 0:
		return 1000 + called
	case t.identifier && meant == "":
		return 900
	case t.identifier && meant == client.FieldEmail:
		return 800
	case t.identifier:
		return 700
	}
	return max(called-perLevel, 0)
}
