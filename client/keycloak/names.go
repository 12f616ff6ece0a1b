package keycloak

import (
	"net/url"
	"slices"
	"strings"

	"portaldesk/client/fold"
)

// searches are the questions for names, login IDs and addresses. Each word must begin one of them; where nobody is found,
// each must be somewhere in one, as "cruz" is in "de la Cruz"; and where nobody is found again, they are read as typed on a
// keyboard without accents.
func searches(typed []string) []source {
	words := wordsOf(typed)
	sources := []source{{questions: []url.Values{{"search": {strings.Join(words, " ")}}}}}
	if len(words) == 0 {
		return nil // signs alone would find everybody
	}
	inside, loose := make([]string, len(words)), make([]string, len(words))
	for i, word := range words {
		if len(word) < 2 {
			return sources // a letter is somewhere in everybody
		}
		inside[i], loose[i] = "*"+word+"*", "*"+loosened(word)+"*"
	}
	sources = append(sources, source{questions: []url.Values{{"search": {strings.Join(inside, " ")}}}, lastResort: true})
	if pattern := strings.Join(loose, " "); tight(pattern) {
		called := func(u user) bool { return u.isCalled(words) }
		sources = append(sources, source{questions: []url.Values{{"search": {pattern}}}, lastResort: true, keep: called})
	}
	return sources
}

// mostWords is how many words are looked for. Each is compared with every name and address of the realm.
const mostWords = 6

// wordsOf are the words that can be somebody's, without what means something to the server.
func wordsOf(typed []string) []string {
	var words []string
	for _, word := range typed {
		word = cleaned(word)
		if len(fold.Words(word)) > 0 && !slices.Contains(words, word) && len(words) < mostWords {
			words = append(words, word)
		}
	}
	return words
}

// tight: enough letters are left of a pattern that it does not find half of the realm. An address has no accents.
func tight(pattern string) bool {
	letters := len(lettersOf(pattern))
	return letters >= 2 && !strings.Contains(pattern, "@")
}

// cleaned leaves out what means something to the server and nothing in a name.
func cleaned(text string) string {
	return strings.NewReplacer(`\`, "", `"`, "", ",", "", "*", "").Replace(text)
}

// accented are the letters that are most often typed for ones with accents, and dropped where an apostrophe follows.
const accented = "aeiouync"

// loosened has a wild card in place of each letter that may be written otherwise: "nunez" finds "Núñez", "obrien" finds
// "O'Brien". The server folds nothing. Consonants at the beginning stay, and wild cards side by side are one.
func loosened(word string) string {
	var pattern strings.Builder
	wild := false
	for i, r := range fold.Text(word) {
		if strings.ContainsRune(accented, r) && (i > 0 || strings.ContainsRune("aeiou", r)) {
			if !wild {
				pattern.WriteByte('*')
			}
			wild = true
			continue
		}
		pattern.WriteRune(r)
		wild = false
	}
	return pattern.String()
}
