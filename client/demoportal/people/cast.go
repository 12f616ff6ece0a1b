package people

import (
	"time"

	"portaldesk/client"
)

// member is one of the cast: the patients that are there for every seed, at the front, so that a demonstration can rely on
// them.
//
//	Alvarez, Maria          locked 40 minutes ago by 5 wrong passwords, until somebody unlocks; e-mail and phone are fine
//	Alvarez, Mario          active; her almost-namesake
//	Nguyen, Thi Mai         invited by letter, the code ran out two days ago
//	Okafor, Chidi           12 years old; mother Ada Okafor is parent proxy
//	Okafor, Ada             active; Chidi's mother
//	Kowalska-Żak, Zofia     active; her e-mail changed 2 days ago, so only the phone proves her
//	王, 芳 (Wang Fang)       invited by letter; typed an older code
//	O'Brien, Siobhán        active; types her e-mail for her login ID, and her mailbox is full
//	حداد, يوسف (Haddad)      reset pending; his temporary secret ran out
//	Петрова, Анна           deactivated: left the practice
//	शर्मा, मीरा (Sharma)       active; has a phone only
//	김, 민준 (Kim Minjun)    active; lost the telephone with the second factor
//	Brown, William          deceased
//	García López, José      active; his older record was merged into this one
//	Garcia Lopez, Jose      that older record
//	Johnson, Linda          active
//	Johnson, Robert         active; uses Linda's mailbox and did not agree to mail
//	Suharto                 one name; never invited
//	Müller, Greta           91; son Hans has power of attorney, Petra Lang is her caregiver
//	Rossi, Luca             declined a portal account
//	Tremblay, Noah          turned 18 last month; his mother is still on file as parent
//	Silva, Ana              active; no e-mail and no phone on file
//	Baker, Thomas           locked for 30 minutes, 10 of them gone
//	Reed, Grace             active; everything is fine
type member struct {
	family, given string
	spellings     []string
	language      string
	birthDate     string // fixed, or empty for an age
	age           int
	story         func(*builder)
}

func (m member) play(b *builder) {
	born := m.birthDate
	if born == "" {
		born = b.bornAtAge(m.age, 40)
	}
	b.person.Identity = Identity{Family: m.family, Given: m.given, Spellings: m.spellings, Language: m.language, BirthDate: born}
	b.settle()
	m.story(b)
}

func cast() []member {
	return []member{
		{family: "Alvarez", given: "Maria", language: "es", birthDate: "1984-03-12", story: lockedThisMorning},
		{family: "Alvarez", given: "Mario", language: "es", birthDate: "1961-12-03", story: (*builder).active},
		{family: "Nguyen", given: "Thi Mai", spellings: []string{"Nguyễn Thị Mai"}, language: "vi", birthDate: "1972-08-21", story: codeJustExpired},
		{family: "Okafor", given: "Chidi", language: "en", age: 12, story: childOf("Ada Okafor")},
		{family: "Okafor", given: "Ada", language: "en", birthDate: "1986-11-05", story: (*builder).active},
		{family: "Kowalska-Żak", given: "Zofia", language: "pl", birthDate: "1979-05-17", story: emailJustChanged},
		{family: "王", given: "芳", spellings: []string{"王芳", "Fang Wang"}, language: "zh", birthDate: "1990-01-02", story: typedOlderCode},
		{family: "O'Brien", given: "Siobhán", language: "en", birthDate: "1975-07-30", story: mailboxFull},
		{family: "حداد", given: "يوسف", spellings: []string{"Youssef Haddad"}, language: "ar", birthDate: "1968-02-14", story: (*builder).resetPending},
		{family: "Петрова", given: "Анна", spellings: []string{"Anna Petrova"}, language: "ru", birthDate: "1958-09-09", story: leftThePractice},
		{family: "शर्मा", given: "मीरा", spellings: []string{"Meera Sharma"}, language: "hi", birthDate: "1993-06-23", story: (*builder).withoutEmail},
		{family: "김", given: "민준", spellings: []string{"김민준", "Minjun Kim"}, language: "ko", birthDate: "1988-10-30", story: lostPhone},
		{family: "Brown", given: "William", language: "en", birthDate: "1941-04-18", story: (*builder).deceased},
		{family: "García López", given: "José", language: "es", birthDate: "1966-03-19", story: (*builder).active},
		{family: "Garcia Lopez", given: "Jose", language: "es", birthDate: "1966-03-19", story: mergedIntoTheOneBefore},
		{family: "Johnson", given: "Linda", language: "en", birthDate: "1955-12-12", story: (*builder).active},
		{family: "Johnson", given: "Robert", language: "en", birthDate: "1953-01-27", story: wifesMailbox},
		{given: "Suharto", language: "en", birthDate: "1970-06-08", story: (*builder).neverInvited},
		{family: "Müller", given: "Greta", language: "en", age: 91, story: inGoodHands},
		{family: "Rossi", given: "Luca", language: "en", birthDate: "1982-07-04", story: (*builder).declined},
		{family: "Tremblay", given: "Noah", language: "en", age: 18, story: justGrownUp},
		{family: "Silva", given: "Ana", language: "es", birthDate: "1995-02-28", story: (*builder).withoutContact},
		{family: "Baker", given: "Thomas", language: "en", birthDate: "1977-11-11", story: lockedTenMinutesAgo},
		{family: "Reed", given: "Grace", language: "en", birthDate: "1991-09-15", story: (*builder).active},
	}
}

func lockedThisMorning(b *builder) { b.lockedSince(b.now.Add(-40 * time.Minute)) }

func lockedTenMinutesAgo(b *builder) {
	b.lockedSince(b.now.Add(-10 * time.Minute))
	until := b.now.Add(20 * time.Minute)
	b.person.Standing.LockedUntil = &until
}

func codeJustExpired(b *builder) { b.invitedBy(client.ByPost, b.now.Add(-23*day), 21*day) }

func childOf(parent string) func(*builder) {
	return func(b *builder) {
		b.active()
		b.proxy(parent, client.RelationParent, "full")
	}
}

func emailJustChanged(b *builder) {
	b.active()
	b.person.Contacts[0].ChangedAt = b.now.Add(-2 * day)
}

func typedOlderCode(b *builder) {
	b.invitedBy(client.ByPost, b.now.Add(-5*day), 21*day)
	b.person.Trouble = UsedOldCode
}

func mailboxFull(b *builder) {
	b.typedEmail()
	b.person.Contacts[0].Bounces = "mailbox full"
}

func leftThePractice(b *builder) { b.deactivatedFor("Left the practice") }

func lostPhone(b *builder) {
	b.active()
	b.person.Standing.SecondFactor = "totp"
	b.person.Trouble = LostSecondFactor
}

func mergedIntoTheOneBefore(b *builder) {
	b.stand(client.StatusMerged, b.now.Add(-30*day), "Duplicate record")
	b.person.MergedInto = b.people[b.number-1].ID
}

func wifesMailbox(b *builder) {
	b.sharedEmail()
	b.person.Contacts[0].Consented = false
}

func inGoodHands(b *builder) {
	b.active()
	b.proxy("Hans Müller", client.RelationPOA, "full")
	b.proxy("Petra Lang", client.RelationCaregiver, "limited")
}

func justGrownUp(b *builder) {
	b.active()
	b.proxy("Chloe Tremblay", client.RelationParent, "limited")
}
