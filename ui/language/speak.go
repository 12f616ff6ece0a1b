package language

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"fyne.io/fyne/v2/lang"
	tags "golang.org/x/text/language"

	"portaldesk/app/settings"
	"portaldesk/assets"
)

// English is the language of the keys.
const English = "en"

// Speak has the window speak a language: [settings.LanguageSystem] or one of [settings.Languages]. What is on the screen
// already stays as it is. It is called once, before the first word.
func Speak(choice string) error {
	language := spoken(choice)
	if language == English && ofSystem() == English {
		return nil // The toolkit takes a sentence that it knows no words for as it stands.
	}
	words, err := translations(language)
	if language == English {
		words, err = inFull()
	}
	if err != nil {
		return err
	}
	// The toolkit speaks what fits the system's own language best and offers no other choice. So the words go to it as those of
	// the system's language, whatever that is: its own words in that language, for menus and dialogs, are overwritten with them.
	if err := lang.AddTranslationsForLocale(words, lang.SystemLocale()); err != nil {
		return fmt.Errorf("language: %w", err)
	}
	return nil
}

// spoken is a language that the program speaks. Where the system decides, it is the system's, or English.
func spoken(choice string) string {
	if choice == settings.LanguageSystem {
		choice = ofSystem()
	}
	if !slices.Contains(settings.Languages(), choice) {
		return English
	}
	return choice
}

// ofSystem is the system's language, English where it names none.
func ofSystem() string {
	base, _ := tags.Make(string(lang.SystemLocale())).Base()
	return base.String()
}

// inFull are the words of English with each sentence as its own: a system's language that lacks one makes the toolkit log that,
// each time that the sentence is said. What is said stands in the file of any other language.
func inFull() ([]byte, error) {
	words := map[string]string{}
	for _, language := range settings.Languages() {
		said, err := translations(language)
		if err != nil {
			return nil, err
		}
		var own map[string]string
		if err := json.Unmarshal(said, &own); err != nil {
			return nil, fmt.Errorf("language: %w", err)
		}
		if language == English {
			maps.Copy(words, own)
			continue
		}
		for sentence := range own {
			if _, there := words[sentence]; !there {
				words[sentence] = sentence
			}
		}
	}
	full, err := json.Marshal(words)
	if err != nil {
		return nil, fmt.Errorf("language: %w", err)
	}
	return full, nil
}

func translations(language string) ([]byte, error) {
	words, err := assets.Translations.ReadFile("translations/" + language + ".json")
	if err != nil {
		return nil, fmt.Errorf("language: %w", err)
	}
	return words, nil
}
