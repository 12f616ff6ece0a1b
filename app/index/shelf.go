package index

import (
	"cmp"
	"slices"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
	"portaldesk/client/onfile"
)

// card is what is kept in memory of an account, beside its terms.
type card struct {
	id client.AccountID
	// name is the listed name, folded; it gives the order.
	name   string
	born   string // "2006-01-02"
	status client.Status
	// said: no server has the account, only this index ([client.OnFile.AsSaid]).
	said bool
}

// order is that of names. Namesakes stand in the order of their ids, so that pages do not mix them up.
func (c card) order(other card) int {
	return cmp.Or(cmp.Compare(c.name, other.name), cmp.Compare(c.id, other.id))
}

// listing is a card and its terms, on their way to a shelf.
type listing struct {
	card
	entry lookup.Entry
}

func listingOf(account client.Listed) listing {
	f := account.OnFile
	name := onfile.ListedName(f)
	l := listing{
		card:  card{id: f.ID, name: fold.Text(name), born: f.BirthDate, status: account.Status, said: f.AsSaid},
		entry: lookup.Entry{Name: name, OtherNames: f.Spellings, BirthDate: f.BirthDate, MRN: fold.Digits(f.MRN), LoginID: f.LoginID},
	}
	if l.entry.MRN != f.MRN { // with letters it is typed like a name, and a look-up reads it as one
		l.entry.OtherNames = append(slices.Clone(f.Spellings), f.MRN)
	}
	for _, contact := range f.Contacts {
		if contact.Kind == client.ContactPhone {
			l.entry.Phones = append(l.entry.Phones, contact.Value)
		} else {
			l.entry.Emails = append(l.entry.Emails, contact.Value)
		}
	}
	return l
}

// shelf is accounts in the order of names, and what finds them. It never changes.
type shelf struct {
	cards []card
	find  *lookup.Index
}

func newShelf(listings []listing) *shelf {
	slices.SortFunc(listings, func(a, b listing) int { return a.order(b.card) })
	s := &shelf{cards: make([]card, len(listings))}
	for i, l := range listings {
		s.cards[i] = l.card
	}
	s.find = lookup.NewIndex(len(listings), func(i int) lookup.Entry { return listings[i].entry })
	return s
}

// memory is what is searched: the accounts as they were read from the disk, and over them what changed since. It never
// changes; a change makes another one.
type memory struct {
	base, recent *shelf
	// over are the listings of the recent shelf; gone are the ids whose cards on the base shelf are out of date.
	over map[client.AccountID]listing
	gone map[client.AccountID]bool
}

// said are the accounts that no walk will bring back, because no server has them.
func (m memory) said() []client.AccountID {
	var ids []client.AccountID
	for _, c := range m.base.cards {
		if c.said && !m.gone[c.id] {
			ids = append(ids, c.id)
		}
	}
	for id, l := range m.over {
		if l.said {
			ids = append(ids, id)
		}
	}
	return ids
}

// mostRecent is how many changes are kept over what was read: each of them makes the recent shelf anew.
const mostRecent = 1000

// with is the memory after accounts were put.
func (m memory) with(accounts ...client.Listed) memory {
	next := m.copied()
	for _, account := range accounts {
		next.over[account.OnFile.ID], next.gone[account.OnFile.ID] = listingOf(account), true
	}
	return next.shelved()
}

// without is the memory after accounts were removed.
func (m memory) without(ids ...client.AccountID) memory {
	next := m.copied()
	for _, id := range ids {
		delete(next.over, id)
		next.gone[id] = true
	}
	return next.shelved()
}

func (m memory) copied() memory {
	next := memory{base: m.base, over: map[client.AccountID]listing{}, gone: map[client.AccountID]bool{}}
	for id, l := range m.over {
		next.over[id] = l
	}
	for id := range m.gone {
		next.gone[id] = true
	}
	return next
}

func (m memory) shelved() memory {
	listings := make([]listing, 0, len(m.over))
	for _, l := range m.over {
		listings = append(listings, l)
	}
	m.recent = newShelf(listings)
	return m
}
