package language

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2/lang"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	tags "golang.org/x/text/language"

	"portaldesk/app/settings"
)

// Tongue is a language in which sentences are said. The zero value is that of the window.
type Tongue struct{ localizer *i18n.Localizer }

// Script is the tongue of what is read to patients: [settings.LanguageInterface] or one of [settings.Languages].
func Script(choice string) (Tongue, error) {
	if choice == settings.LanguageInterface {
		return Tongue{}, nil
	}
	words, err := translations(choice)
	if err != nil {
		return Tongue{}, err
	}
	bundle := i18n.NewBundle(tags.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	if _, err := bundle.ParseMessageFileBytes(words, choice+".json"); err != nil {
		return Tongue{}, fmt.Errorf("language: %w", err)
	}
	return Tongue{localizer: i18n.NewLocalizer(bundle, choice)}, nil
}

// L says an English sentence in the tongue, with what it speaks of filled in.
func (t Tongue) L(sentence string, facts ...any) string {
	if t.localizer == nil {
		return lang.L(sentence, facts...)
	}
	said := &i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: sentence, Other: sentence}}
	if len(facts) > 0 {
		said.TemplateData = facts[0]
	}
	words, err := t.localizer.Localize(said)
	if err != nil && words == "" {
		return sentence
	}
	return words
}
