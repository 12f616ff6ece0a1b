package said

import (
	"strings"
	"unicode"
)

// spoken is how an address is said. Each stands between blanks, and only where no "@" was typed.
var spoken = strings.NewReplacer(
	" at ", "@", " arroba ", "@", " dot ", ".", " punto ", ".",
	" underscore ", "_", " guion bajo ", "_", " dash ", "-", " hyphen ", "-", " guion ", "-",
)

// sameEmail forgives case and blanks, which nobody says. The dots and the plus of the part before the "@" count: at most
// servers "maria.alvarez" and "mariaalvarez" are two people.
func sameEmail(onFile, said string) bool {
	onFile, said = address(onFile), address(said)
	return onFile != "" && strings.EqualFold(onFile, said)
}

func address(text string) string {
	if !strings.Contains(text, "@") {
		text = strings.ToLower(strings.Join(strings.Fields(text), " "))
		for before := ""; before != text; {
			before, text = text, spoken.Replace(text)
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
