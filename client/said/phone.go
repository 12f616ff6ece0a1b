package said

import (
	"strings"
	"unicode"

	"portaldesk/client/fold"
)

// phoneDigits is the least that is a whole number somewhere. Fewer would do little more than repeat what the desk's screen
// shows.
const phoneDigits = 8

// number is a telephone number in its parts. The country is empty where it was not said, so was the extension.
type number struct{ country, national, extension string }

// samePhone compares whole numbers. A country or an extension counts where both sides have one: many people say neither.
func samePhone(onFile, said string) bool {
	kept, heard := parsePhone(onFile), parsePhone(said)
	return len(heard.national) >= phoneDigits && kept.national == heard.national &&
		compatible(kept.country, heard.country) && compatible(kept.extension, heard.extension)
}

func compatible(onFile, said string) bool { return onFile == "" || said == "" || onFile == said }

// National is a phone number as it is dialled within its country, digits only, without trunk prefix and extension: two ways to
// write one number give the same. What is no number gives an empty or short answer.
func National(text string) string { return parsePhone(text).national }

// parsePhone takes a number apart: "+1 (212) 555-0199 x4", "1-212-555-0199" and "212.555.0199" are all 2125550199,
// "+44 (0)20 7946 0958" and "020 7946 0958" are 2079460958.
func parsePhone(text string) number {
	text, extension := cutExtension(text)
	n := number{extension: fold.Digits(extension)}
	digits := fold.Digits(text)
	switch {
	case strings.HasPrefix(text, "+"):
		n.country, digits = cutCountry(digits)
	case strings.HasPrefix(digits, "011"):
		n.country, digits = cutCountry(digits[3:])
	case strings.HasPrefix(digits, "00"):
		n.country, digits = cutCountry(digits[2:])
	case len(digits) == 11 && digits[0] == '1':
		n.country, digits = "1", digits[1:]
	}
	n.national = strings.TrimLeft(digits, "0")
	return n
}

// cutExtension leaves out a label before the number ("home: …") and parts off whatever begins with a letter after it
// ("… ext. 4").
func cutExtension(text string) (number, extension string) {
	begin := strings.IndexFunc(text, func(r rune) bool { return r == '+' || unicode.IsDigit(r) })
	if begin < 0 {
		return "", ""
	}
	text = text[begin:]
	if end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == '#' }); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

// twoDigitCountries are the country codes of two digits (ITU-T E.164 list of assigned codes); 1 and 7 have one digit, all
// others three.
const twoDigitCountries = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "

func cutCountry(digits string) (country, rest string) {
	length := 3
	switch {
	case digits == "":
		return "", ""
	case digits[0] == '1' || digits[0] == '7':
		length = 1
	case len(digits) > 1 && strings.Contains(twoDigitCountries, " "+digits[:2]+" "):
		length = 2
	}
	length = min(length, len(digits))
	return digits[:length], digits[length:]
}
