package language

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2/lang"
	tags "golang.org/x/text/language"

	"portaldesk/app/settings"
	"portaldesk/assets"
)

// English is the language of the keys.
const English = "en"

// Speak has the window speak a language: [settings.LanguageSystem] or one of [settings.Languages]. What is on the screen
// already stays as it is.
func Speak(choice string) error {
	words, err := translations(spoken(choice))
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
		base, _ := tags.Make(string(lang.SystemLocale())).Base()
		choice = base.String()
	}
	if !slices.Contains(settings.Languages(), choice) {
		return English
	}
	return choice
}

func translations(language string) ([]byte, error) {
	words, err := assets.Translations.ReadFile("translations/" + language + ".json")
	if err != nil {
		return nil, fmt.Errorf("language: %w", err)
	}
	return words, nil
}
