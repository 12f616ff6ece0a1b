// Package lookup finds accounts by whatever the agent typed into the one field: a name, a birth date, a medical record
// number, a login ID, an e-mail address or a phone number, or a name together with one of them.
package lookup

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"portaldesk/client/fold"
)

// Entry is what one account can be found by.
type Entry struct {
	// Name is the name as listed, family name first; it also gives the order.
	Name string
	// OtherNames are other spellings, such as a name in another script.
	OtherNames []string
	BirthDate  string // "2006-01-02"
	MRN        string
	LoginID    string
	Emails     []string
	Phones     []string
}

// kind is a space of terms; a term of one never matches in another.
type kind int

const (
	nameWord kind = iota
	birthDate
	mrn
	loginID
	email
	phone
	kinds
)

// term is one text under which an account can be found.
type term struct {
	kind kind
	text string
}

// posting says that the account with this number has the text.
type posting struct {
	text    string
	account int32
}

// Index finds accounts by their number, 0 to n-1. It is not safe for a Find beside a Replace.
type Index struct {
	postings [kinds][]posting
	// place is each account's place in the order of names.
	place []int32
	// replaced holds the accounts whose postings are out of date. They are few, so they are looked through one by one.
	replaced map[int32][]term
}

// NewIndex indexes n accounts; entry answers each once, by number.
func NewIndex(n int, entry func(account int) Entry) *Index {
	x := &Index{place: make([]int32, n), replaced: map[int32][]term{}}
	names := make([]posting, n)
	for account := range n {
		e := entry(account)
		names[account] = posting{text: fold.Text(e.Name), account: int32(account)}
		for _, t := range e.terms() {
			x.postings[t.kind] = append(x.postings[t.kind], posting{t.text, int32(account)})
		}
	}
	var sorted sync.WaitGroup
	for _, postings := range append(x.postings[:], names) {
		sorted.Go(func() { slices.SortFunc(postings, byText) })
	}
	sorted.Wait()
	for place, name := range names {
		x.place[name.account] = int32(place)
	}
	return x
}

// Replace makes the account found by entry from now on, and no longer by what it was found by before. Its place in the
// order of names stays.
func (x *Index) Replace(account int, entry Entry) {
	x.replaced[int32(account)] = entry.terms()
}

// Place is the account's place in the order of names, from 0.
func (x *Index) Place(account int) int { return int(x.place[account]) }

func byText(a, b posting) int {
	if order := strings.Compare(a.text, b.text); order != 0 {
		return order
	}
	return cmp.Compare(a.account, b.account)
}

func (e Entry) terms() []term {
	terms := []term{{birthDate, e.BirthDate}, {mrn, e.MRN}}
	for _, word := range fold.Words(e.Name) {
		terms = append(terms, term{nameWord, word})
	}
	for _, name := range e.OtherNames {
		for _, word := range fold.Words(name) {
			terms = append(terms, term{nameWord, word})
		}
	}
	if e.LoginID != "" {
		terms = append(terms, term{loginID, fold.Text(e.LoginID)})
	}
	for _, address := range e.Emails {
		terms = append(terms, term{email, fold.Text(address)})
	}
	for _, number := range e.Phones {
		terms = append(terms, term{phone, fromTheEnd(number)})
	}
	return terms
}

// fromTheEnd turns a phone number round, because callers and screens give its last digits. The trunk "1" is left out.
func fromTheEnd(number string) string {
	digits := []byte(fold.Digits(number))
	if len(digits) == 11 && digits[0] == '1' {
		digits = digits[1:]
	}
	slices.Reverse(digits)
	return string(digits)
}
