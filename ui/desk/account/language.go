package account

import "fyne.io/fyne/v2/lang"

// language is the name of a language, or its code where it is a rarer one.
func language(code string) string {
	if code == "" {
		return lang.L("unknown")
	}
	if name, known := languages[code]; known {
		return lang.L(name)
	}
	return code
}

var languages = map[string]string{
	"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "hi": "Hindi",
	"it": "Italian", "ja": "Japanese", "ko": "Korean", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "so": "Somali",
	"tl": "Tagalog", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}
