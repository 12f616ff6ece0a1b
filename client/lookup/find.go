package lookup

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"time"
)

// Match is an account that was found. Whole says that every word and number typed is one of the account's own, not only
// the beginning of one.
type Match struct {
	Account int
	Whole   bool
}

// Find answers every account that matches, whole matches first, each part in the order of names. Today decides what a
// two-digit year means.
func (x *Index) Find(text string, today time.Time) []Match {
	found, whole := newSet(len(x.place)), newSet(len(x.place))
	for _, r := range readings(text, today) {
		partly, wholly := x.read(r)
		found.add(partly)
		whole.add(wholly)
	}
	matches := make([]Match, 0, found.size())
	found.each(func(account int) {
		matches = append(matches, Match{Account: account, Whole: whole.has(account)})
	})
	slices.SortFunc(matches, func(a, b Match) int {
		if a.Whole != b.Whole {
			return order(a.Whole)
		}
		return cmp.Compare(x.place[a.Account], x.place[b.Account])
	})
	return matches
}

// order puts a whole match before the other.
func order(whole bool) int {
	if whole {
		return -1
	}
	return 1
}

func (x *Index) read(r reading) (partly, wholly set) {
	for i, c := range r {
		p, w := x.clause(c)
		if i == 0 {
			partly, wholly = p, w
			continue
		}
		partly.keep(p)
		wholly.keep(w)
	}
	return partly, wholly
}

func (x *Index) clause(c clause) (partly, wholly set) {
	partly, wholly = newSet(len(x.place)), newSet(len(x.place))
	for _, t := range c {
		for _, p := range x.beginningWith(t) {
			partly.put(int(p.account))
			if len(p.text) == len(t.text) {
				wholly.put(int(p.account))
			}
		}
	}
	for account, terms := range x.replaced {
		partly.remove(int(account))
		wholly.remove(int(account))
		for _, own := range terms {
			for _, t := range c {
				if t.matches(own) {
					partly.put(int(account))
				}
				if t == own {
					wholly.put(int(account))
				}
			}
		}
	}
	return partly, wholly
}

// beginningWith answers the postings whose text begins with that of t. A birth date is found whole or not at all.
func (x *Index) beginningWith(t term) []posting {
	all := x.postings[t.kind]
	first := sort.Search(len(all), func(i int) bool { return all[i].text >= t.text })
	rest := all[first:]
	after := sort.Search(len(rest), func(i int) bool { return !strings.HasPrefix(rest[i].text, t.text) })
	return rest[:after]
}

func (t term) matches(own term) bool {
	return t.kind == own.kind && strings.HasPrefix(own.text, t.text)
}

// set is a set of account numbers, one bit each.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) put(i int)      { s[i/64] |= 1 << (i % 64) }
func (s set) remove(i int)   { s[i/64] &^= 1 << (i % 64) }
func (s set) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

func (s set) add(other set) {
	for i := range other {
		s[i] |= other[i]
	}
}

func (s set) keep(other set) {
	for i := range other {
		s[i] &= other[i]
	}
}

func (s set) size() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

func (s set) each(do func(i int)) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			do(i*64 + bits.TrailingZeros64(word))
		}
	}
}
