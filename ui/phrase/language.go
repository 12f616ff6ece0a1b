package phrase

import "fyne.io/fyne/v2/lang"

// Language is the name of a language by its code (BCP 47), or the code where it is a rarer one.
func Language(code string) string {
	if code == "" {
		return lang.L("unknown")
	}
	return nameOf(languages, code)
}

var languages = map[string]string{
	"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "hi": "Hindi",
	"it": "Italian", "ja": "Japanese", "ko": "Korean", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "so": "Somali",
	"tl": "Tagalog", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}
