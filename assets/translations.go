package assets

import "embed"

// Translations are "translations/LANGUAGE.json", as go-i18n reads them: from the English sentence to that of another language.
// English has only the words that the toolkit keeps under other keys. Package language reads them.
//
//go:embed translations/*.json
var Translations embed.FS
