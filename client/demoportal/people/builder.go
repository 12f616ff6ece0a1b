package people

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
)

const day = 24 * time.Hour

// builder makes one person after another; each has a source of chance of their own, so that nobody's life depends on who
// else there is.
type builder struct {
	seed   uint64
	now    time.Time
	people []Person
	logins map[string]bool

	number int
	rng    *rand.Rand
	person *Person
}

// Generate makes n people as they stand at now, the cast first. The same seed, number and moment give the same people.
func Generate(seed uint64, n int, now time.Time) []Person {
	b := &builder{seed: seed, now: now.UTC().Truncate(time.Second), people: make([]Person, n), logins: make(map[string]bool, n)}
	members := cast()
	for number := range n {
		b.begin(number)
		if number < len(members) {
			members[number].play(b)
		} else {
			b.fromTheCrowd()
		}
	}
	return b.people
}

func (b *builder) begin(number int) {
	b.number, b.rng = number, rand.New(rand.NewPCG(b.seed, uint64(number)))
	b.person = &b.people[number]
	b.person.ID = accountID(b.seed, number)
}

func (b *builder) fromTheCrowd() {
	b.person.Identity = name(b.rng)
	b.person.Identity.BirthDate = b.bornAtAge(18+b.rng.IntN(50)+b.rng.IntN(25), b.rng.IntN(365))
	b.settle()
	draw := b.rng.IntN(1000)
	for _, s := range crowd {
		if draw < s.share {
			s.story(b)
			return
		}
		draw -= s.share
	}
	b.active()
}

// settle gives what everybody has: numbers, an address, contacts, a past.
func (b *builder) settle() {
	p := b.person
	p.Identity.MRN = b.mrn()
	p.Identity.Postcode = fmt.Sprintf("%05d", 10001+b.rng.IntN(89000))
	p.Identity.LastVisit = b.ago(time.Duration(3+b.rng.IntN(500)) * day).Format(time.DateOnly)
	p.Standing.CreatedAt = b.ago(time.Duration(600+b.rng.IntN(1500)) * day)
	changed := p.Standing.CreatedAt.Add(time.Duration(b.rng.IntN(300)) * day)
	p.Contacts = []Contact{
		{ID: b.contactID("e"), Kind: client.ContactEmail, Value: b.email(), Verified: true, Consented: true, ChangedAt: changed},
		{ID: b.contactID("p"), Kind: client.ContactPhone, Value: b.phone(), Verified: true, Consented: true, ChangedAt: changed},
	}
}

func (b *builder) bornAtAge(years, days int) string {
	return b.now.AddDate(-years, 0, -days).Format(time.DateOnly)
}

// ago is a moment before now, with an odd minute so that it looks like life.
func (b *builder) ago(d time.Duration) time.Time {
	return b.now.Add(-d - time.Duration(b.rng.IntN(600))*time.Second)
}

// mrn walks through all seven-digit numbers without meeting one twice: the step has no factor in common with their count.
func (b *builder) mrn() string {
	const first, count, step = 1_000_000, 9_000_000, 7_654_321
	offset := b.seed % count
	return strconv.FormatUint(first+(offset+uint64(b.number)*step)%count, 10)
}

var areaCodes = []int{201, 203, 212, 215, 267, 312, 347, 404, 415, 503, 512, 607, 617, 646, 702, 718, 773, 808, 914, 973}

// phone answers a number that is kept for fiction: 555-0100 to 555-0199.
func (b *builder) phone() string {
	return fmt.Sprintf("%d-555-01%02d", pick(b.rng, areaCodes), b.rng.IntN(100))
}

func (b *builder) email() string {
	words := asciiWords(b.person.Identity.latin())
	address := words[0]
	if len(words) > 1 {
		address += "." + words[len(words)-1]
	}
	return address + strconv.Itoa(b.number%1000) + "@" + pick(b.rng, []string{"example.com", "example.org", "example.net"})
}

// login takes the first free login ID made from the name and the year of birth.
func (b *builder) login() string {
	words := asciiWords(b.person.Identity.latin())
	base := words[0]
	if len(words) > 1 {
		base = words[0][:1] + words[len(words)-1]
	}
	base += b.person.Identity.BirthDate[2:4]
	id := base
	for next := 2; b.logins[id]; next++ {
		id = base + "." + strconv.Itoa(next)
	}
	b.logins[id] = true
	return id
}

func (b *builder) contactID(kind string) client.ContactID {
	return client.ContactID(string(b.person.ID[:8]) + "-" + kind + "1")
}

// asciiWords answers at least one word, of ASCII letters and digits only.
func asciiWords(name string) []string {
	var words []string
	for _, word := range fold.Words(name) {
		if ascii(word) {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return []string{"patient"}
	}
	return words
}

func ascii(word string) bool {
	for i := range len(word) {
		if word[i] >= 0x80 {
			return false
		}
	}
	return true
}
