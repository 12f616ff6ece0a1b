// Package mask hides what could prove a caller. What is left lets an agent recognise a thing the caller has said, and not
// say it first.
package mask

import (
	"strings"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// What stays of a number at most: never more than half of it, and nothing of one that is no longer than this.
const (
	shownPhoneDigits = 4
	shownMRNDigits   = 3
)

// BirthDate hides day and month of a "2006-01-02": "**/**/2006".
func BirthDate(date string) string {
	if len(date) < 4 {
		return ""
	}
	return "**/**/" + date[:4]
}

// LoginID keeps the first two characters: "ma****". Empty stays empty; short ones keep one.
func LoginID(id string) string {
	letters := []rune(id)
	switch {
	case len(letters) == 0:
		return ""
	case len(letters) < 4:
		return string(letters[:1]) + "****"
	}
	return string(letters[:2]) + "****"
}

// MRN keeps the last three digits: "****123".
func MRN(number string) string { return "****" + last(number, shownMRNDigits) }

// Contact masks an e-mail address ("m****@example.com") or a phone number ("***-***-0199").
func Contact(kind client.ContactKind, value string) string {
	if kind == client.ContactPhone {
		return "***-***-" + last(fold.Digits(value), shownPhoneDigits)
	}
	name, domain, found := strings.Cut(value, "@")
	if !found || name == "" {
		return "****"
	}
	return string([]rune(name)[:1]) + "****@" + domain
}

func last(text string, n int) string {
	letters := []rune(text)
	if len(letters) <= n {
		return ""
	}
	return string(letters[len(letters)-min(n, len(letters)/2):])
}
