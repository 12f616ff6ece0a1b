package settings

import (
	"slices"

	"portaldesk/app/settings"
)

// ownNames are the languages as those call them who speak them: somebody who cannot read the window finds her own.
var ownNames = map[string]string{"en": "English", "es": "Español"}

// languageWords are the choices: first that which names no language.
func languageWords(none string) []string {
	words := []string{none}
	for _, language := range settings.Languages() {
		words = append(words, ownNames[language])
	}
	return words
}

// languageAt is the choice at a place, none that of the first.
func languageAt(none string, at int) string {
	if at == 0 {
		return none
	}
	return settings.Languages()[at-1]
}

// languageChosen is the place of a choice.
func languageChosen(kept string) int { return slices.Index(settings.Languages(), kept) + 1 }
