package guided

import (
	"crypto/rand"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// A slip is the account of somebody who is in no directory: a random id, and what the agent typed. While she is typing it is
// here only; the one that she opens is put into the index, where it is sealed and found again.
//
// What is on a slip was said by the caller, so it proves nobody ([client.OnFile.AsSaid]).

// maxTyped is how many slips are remembered that nobody has opened: each key press may make one.
const maxTyped = 64

// typed are the slips of what was typed of late, oldest first.
type typed struct{ slips []slip }

type slip struct {
	text   string
	onFile client.OnFile
}

// slipFor is the slip of what was typed: the same one whenever the same is typed again.
func (t *typed) slipFor(text string, now time.Time) client.OnFile {
	for _, s := range t.slips {
		if s.text == text {
			return s.onFile
		}
	}
	f := asTyped(text, now)
	f.ID = client.AccountID("s" + strings.ToLower(rand.Text()))
	t.slips = append(t.slips, slip{text, f})
	if len(t.slips) > maxTyped {
		t.slips = slices.Delete(t.slips, 0, 1)
	}
	return f
}

func (t *typed) byID(id client.AccountID) (client.Listed, bool) {
	for _, s := range t.slips {
		if s.onFile.ID == id {
			return client.Listed{OnFile: s.onFile, Status: client.StatusUnknown}, true
		}
	}
	return client.Listed{}, false
}

var (
	recordWord   = regexp.MustCompile(`(?i)^(mrn|nhc)[:#]*$`)
	recordNumber = regexp.MustCompile(`(?i)^(?:mrn|nhc)?[:#]*((?:[a-z]{0,4}-?)?\d{3,}[a-z0-9-]*)$`)
	onlyPhone    = regexp.MustCompile(`^\+?[\d\s().-]+$`)
)

// asTyped reads what was typed: words are the name, a number the record number, a date that can be read one way only the date
// of birth, and what looks like an e-mail address or a phone number is one. All of it only helps to find the slip again.
func asTyped(text string, now time.Time) client.OnFile {
	f := client.OnFile{AsSaid: true}
	if onlyPhone.MatchString(text) && text != fold.Digits(text) && len(lookup.Dates(text, now)) == 0 {
		f.Contacts = contacts("", text)
		return f
	}
	var names []string
	for _, word := range strings.Fields(text) {
		if !takes(&f, strings.Trim(word, ","), now) {
			names = append(names, word)
		}
	}
	if name := strings.TrimRight(strings.Join(names, " "), ", "); name != "" {
		named(&f, name)
	}
	return f
}

// takes puts a word where it belongs; false when it is part of a name.
func takes(f *client.OnFile, word string, now time.Time) bool {
	dates, number := lookup.Dates(word, now), recordNumber.FindStringSubmatch(word)
	switch {
	case len(dates) == 1:
		f.BirthDate = dates[0]
	case len(dates) > 1, recordWord.MatchString(word), !strings.ContainsFunc(word, letterOrDigit):
	case strings.Contains(word, "@"):
		f.Contacts = append(f.Contacts, contacts(word, "")...)
	case number != nil:
		f.MRN = number[1]
	default:
		return false
	}
	return true
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// worthASlip says whether a look-up that found nobody is about one person, not about many.
func worthASlip(query client.Query) bool {
	text := strings.TrimSpace(query.Text)
	return query.Cursor == "" && query.Status == "" && !query.Minors &&
		len(strings.Join(fold.Words(text), "")) >= shortestQuery && len(text) <= longestSlip
}

// A look-up has at least two characters; what is longer than a slip is no person's name and number.
const (
	shortestQuery = 2
	longestSlip   = 120
)
