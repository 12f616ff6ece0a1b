package onfile

import (
	"slices"
	"strings"
	"unicode"

	"portaldesk/client/fold"
)

// phoneDigits is the least that is a whole number somewhere. Fewer would do little more than repeat what the desk's screen
// shows.
const phoneDigits = 8

func saysPhone(numbers []string, said string) bool {
	said = national(said)
	return len(said) >= phoneDigits && slices.ContainsFunc(numbers, func(number string) bool { return national(number) == said })
}

// national is a number as it is dialled within its country, without trunk prefix and extension: "+1 (212) 555-0199 x4",
// "1-212-555-0199" and "212.555.0199" are 2125550199, "+44 20 7946 0958" and "020 7946 0958" are 2079460958.
func national(number string) string {
	number = withoutExtension(number)
	digits := fold.Digits(number)
	switch {
	case strings.HasPrefix(number, "+"):
		digits = withoutCountry(digits)
	case strings.HasPrefix(digits, "011"):
		digits = withoutCountry(digits[3:])
	case strings.HasPrefix(digits, "00"):
		digits = withoutCountry(digits[2:])
	case len(digits) == 11 && digits[0] == '1':
		digits = digits[1:]
	}
	return strings.TrimLeft(digits, "0")
}

// withoutExtension cuts a label before the number ("home: …") and whatever begins with a letter after it ("… ext. 4").
func withoutExtension(number string) string {
	begin := strings.IndexFunc(number, func(r rune) bool { return r == '+' || unicode.IsDigit(r) })
	if begin < 0 {
		return ""
	}
	number = number[begin:]
	if end := strings.IndexFunc(number, func(r rune) bool { return unicode.IsLetter(r) || r == '#' }); end >= 0 {
		return number[:end]
	}
	return number
}

// twoDigitCountries are the country codes of two digits (ITU-T E.164 list of assigned codes); 1 and 7 have one digit, all
// others three.
const twoDigitCountries = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "

func withoutCountry(digits string) string {
	length := 3
	switch {
	case digits == "":
		return ""
	case digits[0] == '1' || digits[0] == '7':
		length = 1
	case len(digits) > 1 && strings.Contains(twoDigitCountries, " "+digits[:2]+" "):
		length = 2
	}
	return digits[min(length, len(digits)):]
}
